import {
  Misconfigured,
  ProtocolViolation,
  Throttled,
  Unauthorized,
  Unavailable,
} from '../../../src/connectors/errors';
import { refusalToError } from '../../../src/connectors/qimen/protocol';

const call = { platform: 'qimen', operation: 'jushuitan.saleout.list.query' };
const refusal = { code: '', message: '原文', subCode: '', subMessage: '', requestId: 'r1' };
const errorOf = (changes: Partial<typeof refusal>) =>
  refusalToError({ ...refusal, ...changes }, call, () => '{"raw":1}');

test.each([
  ['3', Misconfigured],
  ['7', Throttled],
  ['9', Misconfigured],
  ['10', Unavailable],
  ['11', Unauthorized],
  ['12', Unauthorized],
  ['13', Unauthorized],
  ['15', Unavailable],
  ['21', Misconfigured],
  ['22', Misconfigured],
  ['23', Misconfigured],
  ['24', Unauthorized],
  ['25', Unauthorized],
  ['26', Unauthorized],
  ['27', Unauthorized],
  ['28', Unauthorized],
  ['29', Unauthorized],
  ['30', Misconfigured],
  ['31', Misconfigured],
  ['32', Misconfigured],
  ['33', Misconfigured],
  ['34', Misconfigured],
  ['40', Misconfigured],
  ['41', Misconfigured],
  ['42', Unauthorized],
  ['43', Misconfigured],
  ['44', Unauthorized],
  ['47', Misconfigured],
  ['50', Misconfigured],
  ['53', Unauthorized],
  ['140', Misconfigured],
  ['190', Unauthorized],
  ['199', Throttled],
  ['200', Throttled],
  ['777', ProtocolViolation],
])('code %s', (code, kind) => {
  const error = errorOf({ code });
  expect(error.constructor).toBe(kind);
  expect(error.message).toContain('原文');
  expect(error.details).toMatchObject({ ...call, code, platformMessage: '原文', requestId: 'r1' });
  const zh = error.details.advice?.zh;
  if (kind === ProtocolViolation) expect(error).toMatchObject({ rawAnswer: '{"raw":1}' });
  else expect(zh).toMatch(/\p{Script=Han}/u);
});

test.each([
  ['15', 'isp.remote-connection-error', Unavailable],
  ['15', 'isp.top-remote-service-unavailable-tmall', Unavailable],
  ['15', 'isv.invalid-parameter', Misconfigured],
  ['40', 'isp.service-error', Unavailable],
  ['15', 'isp.call-limited', Throttled],
  ['9', 'accesscontrol.limited-by-api-access-count', Throttled],
  ['777', 'isp.top-remote-unknown-error', Unavailable],
  ['50', '200', Throttled],
  ['50', '140', Misconfigured],
  ['50', 'isv.x', Misconfigured],
])('code %s with sub code %s', (code, subCode, kind) => {
  expect(errorOf({ code, subCode }).constructor).toBe(kind);
});

test.each([
  ['This ban will last for 31062 more seconds', 31_062_000],
  ['This ban will last for 1 more seconds', 1_000],
  ['This ban will last 20 seconds', 20_000],
  ['', 1_000],
])('a ban told as %j', (subMessage, retryAfterMs) => {
  const subCode = 'accesscontrol.limited-by-app-access-count';
  expect(errorOf({ code: '7', subCode, subMessage })).toMatchObject({ retryAfterMs });
});

import {
  Misconfigured,
  ProtocolViolation,
  Throttled,
  Unauthorized,
  Unavailable,
} from '../../../src/connectors/errors';
import { refusalToError } from '../../../src/connectors/jushuitan/refusals';

const refusal = {
  operation: 'wms.partner.query',
  message: '原文',
  tokenCall: false,
  rawAnswer: () => '{"raw":1}',
};

test.each([
  [10, Unauthorized, /signature/],
  [100, Unauthorized, /token/],
  [110, Unauthorized, /allow-list/],
  [120, Unauthorized, /signature/],
  [130, Misconfigured, /parameter/],
  [140, Misconfigured, /clock.*parameter/],
  [150, Unavailable, /failed inside/],
  [160, Misconfigured, /parameters/],
  [170, Misconfigured, /parameters/],
  [180, Misconfigured, /clock/],
  [190, Unauthorized, /may not call/],
  [199, Throttled, /second/],
  [200, Throttled, /minute/],
  [777, ProtocolViolation, /unknown code/],
])('code %i', (code, kind, words) => {
  const error = refusalToError({ ...refusal, code });
  expect(error.constructor).toBe(kind);
  expect(error.message).toMatch(words);
  expect(error.message).toContain('原文');
  expect(error.details).toEqual({
    platform: 'jushuitan',
    operation: 'wms.partner.query',
    code: String(code),
    platformMessage: '原文',
    ...(kind === ProtocolViolation
      ? {}
      : { advice: { en: expect.stringMatching(words), zh: expect.stringMatching(/\p{Script=Han}/u) } }),
  });
});

test.each([
  [199, 1_000],
  [200, 60_000],
])('code %i is tried again after %i ms', (code, retryAfterMs) => {
  expect(refusalToError({ ...refusal, code })).toMatchObject({ retryAfterMs });
});

test('150 of a token call: the application may not refresh', () => {
  const error = refusalToError({ ...refusal, operation: 'refreshToken', code: 150, tokenCall: true });
  expect(error).toBeInstanceOf(Unauthorized);
});

test('an unknown code keeps the raw answer', () => {
  expect(refusalToError({ ...refusal, code: 777 })).toMatchObject({ rawAnswer: '{"raw":1}' });
});

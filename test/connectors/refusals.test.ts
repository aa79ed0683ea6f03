import type { ConnectorError } from '../../src/connectors/errors';
import { refusalToError as jushuitan } from '../../src/connectors/jushuitan/refusals';
import { meaningOf as guanyi } from '../../src/connectors/guanyi/protocol';
import { refusalToError as qimen } from '../../src/connectors/qimen/protocol';
import { refusalXml, wordsOfPage } from '../../src/connectors/channel';
import { toFailure } from '../../src/activities/failures';
import { UNKNOWN_REFUSAL_ATTEMPTS } from '../../src/contract/policies';

const ofJushuitan = (code: number, message: string) =>
  jushuitan({ operation: 'wms.partner.query', code, message, tokenCall: false, rawAnswer: () => '{}' });
const ofQimen = (code: string, message: string, subCode = '', subMessage = '') =>
  qimen(
    { code, message, subCode, subMessage, requestId: '' },
    { platform: 'qimen', operation: 'x' },
    () => '{}',
  );

test.each<[number, string, string]>([
  [189, '', 'Throttled'],
  [10004, '', 'Throttled'],
  [189, '无权限访问该接口', 'Unauthorized'],
  [10004, '系统繁忙，请稍后再试', 'Unavailable'],
  [777, '系统繁忙', 'Unavailable'],
  [777, '觸發流控', 'Throttled'],
  [140, '服务器忙，请稍后再试', 'Unavailable'],
  [170, '调用次数超限', 'Throttled'],
  [130, '参数无法转换', 'Misconfigured'],
  [777, '未登录', 'Unauthorized'],
  [10, '验证失败！无效签名', 'Unauthorized'],
  [777, '限流阀[LV-01]不存在', 'ProtocolViolation'],
  [777, 'assign the designer of the block', 'ProtocolViolation'],
])('Jushuitan %i %s is %s', (code, message, kind) => expect(ofJushuitan(code, message).name).toBe(kind));

test.each<[string, string, string, string]>([
  ['7', 'App Call Limited', '', 'Throttled'],
  ['7', 'This ban will last for 5 more seconds', 'isv.anything', 'Throttled'],
  ['520', 'error', '', 'Unavailable'],
  ['520', '', 'isp.top-remote-service-unavailable', 'Unavailable'],
  ['41', 'Service is busy, try again later', '', 'Unavailable'],
  ['50', '业务错误', '10004', 'Throttled'],
  ['50', '接口调用太频繁', '', 'Throttled'],
  ['999', '伺服器繁忙，請稍後再試', '', 'Unavailable'],
  ['999', 'too many requests', '', 'Throttled'],
  ['999', 'Session expired', '', 'Unauthorized'],
  ['999', 'the block is full', '', 'ProtocolViolation'],
])('TOP %s %s %s is %s', (code, message, subCode, kind) =>
  expect(ofQimen(code, message, subCode).name).toBe(kind),
);

test.each<[string, string | undefined]>([
  ['系統繁忙，請稍後再試', 'Unavailable'],
  ['request timed out', 'Unavailable'],
  ['触发限流', 'Throttled'],
  ['appkey qps limit', 'Throttled'],
  ['会话已失效，请重新登录', 'Unauthorized'],
  ['sign error', 'Unauthorized'],
  ['page_size=9999 is out of given range 1~99', 'Misconfigured'],
  ['assign failed', undefined],
  ['the designer is unknown', undefined],
  ['订单超时未付款', undefined],
])('Guanyi %s is %s', (text, kind) => expect(guanyi(text, {})?.kind).toBe(kind));

test('a refusal is read out of flat XML, and out of nothing else', () => {
  const xml =
    '<?xml version="1.0" encoding="utf-8" ?><error_response><code>7</code><msg>App &lt;Call&gt; Limited</msg><sub_msg><![CDATA[ban <5>]]></sub_msg></error_response>';
  expect(refusalXml(xml)).toEqual({
    error_response: { code: '7', msg: 'App <Call> Limited', sub_msg: 'ban <5>' },
  });
  for (const other of [
    '<html><p>a</p></html>',
    '<response><datas><item><a>1</a></item></datas></response>',
    '{}',
    '',
  ])
    expect(refusalXml(other)).toBeUndefined();
  expect(wordsOfPage('<html><script>busy()</script><h1>服务器繁忙</h1></html>')).toBe('服务器繁忙');
});

test('a refusal in unknown words is tried a few times, an unreadable answer never', async () => {
  const keep = () => Promise.resolve('file');
  const unknown: ConnectorError = ofJushuitan(777, '前所未见');
  const isFinal = async (error: unknown, attempt: number) =>
    ((await toFailure(error, keep, attempt)) as { nonRetryable: boolean }).nonRetryable;
  const tried = Array.from({ length: UNKNOWN_REFUSAL_ATTEMPTS }, (_, index) => isFinal(unknown, index + 1));
  expect(await Promise.all(tried)).toEqual([false, false, false, false, true]);
  expect(await isFinal(ofJushuitan(10, '签名'), 1)).toBe(true);
});

import { readAnswer } from '../../../src/connectors/greatonce/answer';

const read = (body: unknown, status = 200) =>
  readAnswer(status, typeof body === 'string' ? body : JSON.stringify(body), ['0']);

test.each<[string, unknown, number, boolean]>([
  ['code as text', { code: '0', stockInfoList: [] }, 200, true],
  ['code as number', { code: 0 }, 200, true],
  ['flag and code', { flag: 'success', code: '0', message: '成功' }, 200, true],
  ['status', { status: '0' }, 200, true],
  ['flag alone', { flag: 'success' }, 200, true],
  ['another code', { code: '1', message: 'x' }, 200, false],
  ['another status', { status: '9', message: 'x' }, 200, false],
  ['failure with code 0', { flag: 'failure', code: '0' }, 200, false],
  ['success with code 1', { flag: 'success', code: '1' }, 200, false],
  ['flag success under HTTP 400', { flag: 'success', message: 'x' }, 400, false],
  ['code 0 under HTTP 400', { code: '0' }, 400, false],
])('%s', (_, body, status, success) => {
  expect(read(body, status)?.success).toBe(success);
});

test('a bad signature is told by its own members', () => {
  const body = {
    flag: 'failure',
    sub_code: 'sign-check-failure',
    sub_message: 'Illegal request',
    requestId: 0,
  };
  expect(read(body)).toMatchObject({
    success: false,
    code: 'sign-check-failure',
    message: 'Illegal request',
  });
});

test('the XML of the old gateway', () => {
  const xml =
    '<?xml version="1.0"?><response><flag>failure</flag><code>1</code><message>单据编码不能为空</message></response>';
  expect(read(xml, 400)).toMatchObject({ success: false, code: '1', message: '单据编码不能为空' });
});

test.each(['', 'ok', '<html></html>', '[]', '{}', '{"message":"x"}', '{"code":null}', '{"code":{}}'])(
  '%s is no answer of the platform',
  (text) => expect(read(text)).toBeUndefined(),
);

test('success codes are a setting', () => {
  expect(readAnswer(200, '{"code":"200"}', ['0', '200'])?.success).toBe(true);
});

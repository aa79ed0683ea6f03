import { dingtalkSign, feishuSign, jsonSign } from '../../../src/activities/alerts/formats';

// Computed with the Python examples of the platforms' own pages (hmac, hashlib, base64), not with this code.

test('DingTalk: the secret signs timestamp and secret', () => {
  const sign = dingtalkSign('this is secret', 1577262236757);
  expect(encodeURIComponent(sign)).toBe('hmPWwU%2B7lVdm3ZZz0r9tSfx0L4Q26jWOZr9%2BGs6EZQM%3D');
});

test('Feishu: timestamp and secret sign the empty text', () => {
  expect(feishuSign('demo', 1599360473)).toBe('l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=');
});

// What widely used clients make of the same secret and time, with their own code.
const secret = 'SEC0f1e2d3c4b5a';

test('DingTalk: as apprise 2.2.0 (get_signature) and DingtalkChatbot 1.5.7 sign', () => {
  const sign = dingtalkSign(secret, 1577262236757);
  expect(encodeURIComponent(sign)).toBe('CAqiJcD6PkAtIV4qUdDspGvOyygPYagg8G69nAmLz8g%3D');
});

test('Feishu: as lark-webhook-notify 0.2.0 (gen_sign) signs', () => {
  expect(feishuSign(secret, 1599360473)).toBe('OSGGD8pvtvHfzR0dRmDxE2Vyt7C9lB2Akwi2/MccJjs=');
});

test('JSON: the secret signs timestamp and body', () => {
  expect(jsonSign('this is secret', 1577262236757, '{}')).toBe(
    '0cd407c8b0078a2cd7bd22edd3c9b494eabcf85349a2034a3278990c45517d89',
  );
});

import {
  clientSecretOf,
  loginSign,
  signatureOf,
  stringToSign,
  timestampMillis,
} from '../../../sandbox/kingdee/auth/signature';
import { sample } from './support';

describe('signatures, against the vector computed with the official SDK', () => {
  const { input, decodedClientSecret, headers, loginBySign } = sample('signing-test-vector');

  test('the client secret is decoded from the appId', () => {
    expect(clientSecretOf(input.appId)).toBe(decodedClientSecret);
  });

  test.each(['100001', '100001_tooshort', `1_2_${'A'.repeat(32)}`])(
    'an appId like %s has no client secret',
    (appId) => {
      expect(clientSecretOf(appId)).toBe('');
    },
  );

  test('X-Api-Signature', () => {
    const message = stringToSign(new URL(input.url).pathname, '1700000000', '1700000000');
    expect(signatureOf(message, decodedClientSecret)).toBe(headers['X-Api-Signature']);
  });

  test('X-Kd-Signature', () => {
    const appData = Buffer.from(headers['X-Kd-Appdata'], 'base64').toString();
    expect(signatureOf(input.appId + appData, input.appSecret)).toBe(headers['X-Kd-Signature']);
  });

  test('LoginBySign, both digests', () => {
    const parts = [input.acctId, input.userName, input.appId, input.appSecret, String(input.unixSeconds)];
    expect(loginSign(parts, 'sha256')).toBe(loginBySign.sha256Hex);
    expect(loginSign(parts, 'sha1')).toBe(loginBySign.sha1Hex);
  });

  test.each([
    ['1700000000', 1_700_000_000_000],
    ['1700000000123', 1_700_000_000_123],
    ['soon', Number.NaN],
    ['', Number.NaN],
  ])('timestamp %j', (text, millis) => expect(timestampMillis(text)).toBe(millis));
});

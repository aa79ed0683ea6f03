import { signedHeaders, splitAppId } from '../../../src/connectors/kingdee/sign';
import { sample } from './support';

interface Vector {
  readonly input: {
    readonly url: string;
    readonly acctId: string;
    readonly userName: string;
    readonly appId: string;
    readonly appSecret: string;
    readonly lcid: number;
    readonly orgNum: number;
    readonly unixSeconds: number;
  };
  readonly decodedClientSecret: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly loginBySign: {
    readonly sortedOrdinal: string[];
    readonly sha256Hex: string;
    readonly sha1Hex: string;
  };
}

const vector = sample('signing-test-vector') as Vector;
const { input } = vector;

describe('signatures of the official Python SDK', () => {
  test('headers of a signed call are the same, byte for byte', () => {
    const signer = { ...input, orgNum: String(input.orgNum) };
    expect(signedHeaders(signer, new URL(input.url).pathname, input.unixSeconds)).toEqual(vector.headers);
  });

  test('the client secret is decoded from the app id', () => {
    expect(splitAppId(input.appId)).toEqual({ clientId: '100001', clientSecret: vector.decodedClientSecret });
  });

  test.each(['100001', '100001_a_b', ''])('the app id "%s" gives no client id and no secret', (appId) => {
    expect(splitAppId(appId)).toEqual({ clientId: '', clientSecret: '' });
  });

  test('a second part that is not of 32 characters gives no secret', () => {
    expect(splitAppId('100001_short')).toEqual({ clientId: '100001', clientSecret: '' });
  });

  test('a path is encoded as Python quotes it', () => {
    const plain = signedHeaders({ ...input, orgNum: '0' }, "/k3(1)'s/云", 1);
    const other = signedHeaders({ ...input, orgNum: '0' }, '/k3(1)s/云', 1);
    // Computed with hmac and urllib.parse.quote of Python 3.
    expect(plain['X-Api-Signature']).toBe(
      'Y2M1YTk2ZTQ2OTdkMjAwNmI5ZDVjNzFhNjRmODk0NTc5ZjFhMDNhYjZkMmVhZDM0NDg0YzZmNzQ5NDZjOWZiZQ==',
    );
    expect(other['X-Api-Signature']).not.toBe(plain['X-Api-Signature']);
  });
});

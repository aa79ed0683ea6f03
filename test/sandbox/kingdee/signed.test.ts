import { account } from '../../../sandbox/kingdee/credentials';
import { clientSecretOf, signatureOf, stringToSign } from '../../../sandbox/kingdee/auth/signature';
import { sample, servicePath, Site, stockModel } from './support';

let site: Site;
beforeAll(async () => {
  site = await Site.start();
});
beforeEach(async () => {
  await site.reset();
  site.sessionId = '';
});
afterAll(() => site.sandbox.close());

interface Signing {
  readonly timestamp?: number;
  readonly appSecret?: string;
  readonly orgNum?: number;
  readonly path?: string;
}

function headers({
  timestamp = Math.floor(Date.now() / 1000),
  appSecret = account.appSecret,
  orgNum = 100,
  path,
}: Signing = {}) {
  const { appId, acctId, userName } = account;
  const appData = [acctId, userName, 2052, orgNum].join(',');
  const message = stringToSign(path ?? `/${servicePath('Save')}`, String(timestamp), String(timestamp));
  return {
    'X-Api-ClientID': appId.split('_')[0] ?? '',
    'X-Api-Auth-Version': '2.0',
    'x-api-timestamp': String(timestamp),
    'x-api-nonce': String(timestamp),
    'x-api-signheaders': 'x-api-timestamp,x-api-nonce',
    'X-Api-Signature': signatureOf(message, clientSecretOf(appId)),
    'X-Kd-Appkey': appId,
    'X-Kd-Appdata': Buffer.from(appData).toString('base64'),
    'X-Kd-Signature': signatureOf(appId + appData, appSecret),
  };
}

const save = (own: Record<string, string>, number = 'CK1', model: object = stockModel(number)) =>
  site.call('Save', { formid: 'BD_STOCK', data: { Model: model } }, own);
const old = Math.floor(Date.now() / 1000) - 13 * 60;

test.each([
  ['seconds', headers()],
  ['milliseconds, as the Java SDK signs', headers({ timestamp: Date.now() })],
])('signed in %s: works and sets the session cookie', async (_name, own) => {
  const reply = await save(own);
  expect(reply.json.Result.ResponseStatus.IsSuccess).toBe(true);
  expect(reply.headers.get('set-cookie')).toMatch(/kdservice-sessionid=[0-9a-f-]{36}/);
});

const refused: [string, Record<string, string>][] = [
  ['a wrong app secret', headers({ appSecret: 'wrong' })],
  ['another path', headers({ path: '/k3cloud/other' })],
  ['an old timestamp', headers({ timestamp: old })],
  ['an organization that there is not', headers({ orgNum: 999 })],
  ['another appId', { ...headers(), 'X-Kd-Appkey': `100002${account.appId.slice(6)}` }],
  ['other appdata', { ...headers(), 'X-Kd-Appdata': headers({ orgNum: 101 })['X-Kd-Appdata'] }],
];

test.each(refused)('refused: %s', async (_name, own) => {
  expect((await save(own)).json).toEqual(sample('session-lost-object'));
});

test.each(refused)('refused by a gateway: %s', async (_name, own) => {
  site.set({ signatureRefusal: 'gateway-519' });
  const { status, json, headers: answered } = await save(own);
  expect([status, Object.keys(json)]).toEqual([519, ['errcode', 'description', 'description_cn']]);
  expect(answered.get('x-api-requestid')).toMatch(/^[0-9a-f-]{36}$/);
});

test('the gateway texts are the recorded ones', async () => {
  site.set({ signatureRefusal: 'gateway-519' });
  const recorded = JSON.stringify(sample('gateway-519')[2].body).replaceAll('1789120000', String(old));
  expect((await save(headers({ timestamp: old }))).text).toBe(recorded);
});

test('a host that checks only the X-Kd pair', async () => {
  site.set({ apiSignature: 'ignore' });
  const reply = await save({ ...headers({ timestamp: old, path: '/wrong' }) });
  expect(reply.json.Result.ResponseStatus.IsSuccess).toBe(true);
  expect((await save(headers({ appSecret: 'wrong' }))).json.Result.ResponseStatus.IsSuccess).toBe(false);
});

test.each([
  ['session-lost', false],
  ['renew', true],
])('a dead session id beside good signatures: %s', async (staleSignedSession, works) => {
  site.set({ staleSignedSession });
  const own = { ...headers(), 'kdservice-sessionid': 'dead' };
  expect((await save(own)).json.Result.ResponseStatus.IsSuccess).toBe(works);
});

test('a live session id is kept: no new cookie', async () => {
  const first = await save(headers());
  const id = /kdservice-sessionid=([^;]+)/.exec(first.headers.get('set-cookie') ?? '')?.[1] ?? '';
  const second = await save({ ...headers(), 'kdservice-sessionid': id }, 'CK2');
  expect([second.json.Result.ResponseStatus.IsSuccess, second.headers.get('set-cookie')]).toEqual([
    true,
    null,
  ]);
});

test('orgNum is the working organization', async () => {
  site.set({ missingOrganization: 'working-organization' });
  const { json } = await save(headers({ orgNum: 102 }), 'CK1', { FNumber: 'CK1', FName: '仓' });
  expect(json.Result.ResponseStatus.IsSuccess).toBe(true);
  expect(site.platform.collections['BD_STOCK']?.list()).toMatchObject([{ FUseOrgId: { FNumber: '102' } }]);
});

import { greatoncePlatform } from '../../../sandbox/greatonce';
import { createSandbox, type RunningSandbox } from '../../../sandbox/server';
import { createGreatonceConnector, type GreatonceConnector } from '../../../src/connectors/greatonce';

/** The whole connector against the simulator, which checks signatures and answers in every recorded shape. */
const form = 'greatonce.distributor.single.sync';
const call = { signal: new AbortController().signal };
let sandbox: RunningSandbox;
let open: GreatonceConnector[] = [];
beforeAll(async () => {
  sandbox = await createSandbox({ platforms: [await greatoncePlatform()] });
});
afterAll(() => sandbox.close());
beforeEach(() => control('POST', 'reset', {}));
afterEach(async () => {
  await Promise.all(open.map((connector) => connector.close()));
  open = [];
});

async function control(method: string, path: string, body?: unknown): Promise<unknown> {
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${sandbox.url}/_sandbox/${path}`, { method, headers, ...init });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

const switches = (changes: object) => control('PUT', 'switches/greatonce', changes);

function connect(more: Record<string, unknown> = {}): GreatonceConnector {
  const { url, appKey, appSecret, customerId } = sandbox.description.greatonce as Record<string, string>;
  const account = { url, appKey, appSecret, customerId } as {
    url: string;
    appKey: string;
    appSecret: string;
    customerId: string;
  };
  const connector = createGreatonceConnector({ platform: 'greatonce', ...account, ...more });
  open.push(connector);
  return connector;
}

const documents = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    actionType: 'add',
    distributorCode: `示例${i}`,
    distributorName: '示例分销商😀',
    contact: '示例联系人',
  }));
const save = (connector: GreatonceConnector, count: number) =>
  connector.save(form, documents(count), {}, call);

test.each([
  [{}, {}],
  [{ answerStyle: 'status', codeType: 'number' }, {}],
  [{ answerStyle: 'flag' }, {}],
  [
    { parameterNames: 'snake', timestampForm: 'epoch-ms' },
    { parameterNames: 'snake', timestampForm: 'epoch-ms' },
  ],
  [
    { version: 'v3.0', bodyWrapper: 'distributor' },
    { version: 'v3.0', bodyWrapper: 'distributor' },
  ],
  [{ successCode: '200', answerStyle: 'code' }, { successCodes: ['200'] }],
])('site %j: 20 created, and there already the second time', async (site, settings) => {
  await switches(site);
  const first = await save(connect(settings), 20);
  expect(first).toEqual({
    results: documents(20).map(({ distributorCode: id }, index) => ({ index, id })),
    general: [],
  });
  const second = await save(connect(settings), 20);
  expect(second.results).toEqual(first.results.map((result) => ({ ...result, existed: true })));
  expect(await control('GET', 'state/greatonce/distributors')).toHaveLength(20);
});

test.each(['http-200', 'http-400', 'http-400-flag-success', 'http-400-xml'])(
  'refusals as %s are rejections in the words of the platform',
  async (failureForm) => {
    await switches({ failureForm, requiredMembers: 'distributorLevelName' });
    const { results } = await save(connect(), 2);
    expect(results).toMatchObject([0, 1].map((index) => ({ index, rejection: { cause: 'other' } })));
    expect(JSON.stringify(results)).toContain('distributorLevelName');
  },
);

test.each([
  [{}, {}],
  [{ throttleText: '不要这么急' }, {}],
  [{ throttleText: '慢一点' }, { throttledTexts: ['慢一点'] }],
  [{ throttleCode: 'limit' }, { throttledTexts: ['limit'] }],
  [{ throttleForm: 'http-429', failureForm: 'http-400-xml' }, {}],
  [
    { throttleText: '请求次数超限', throttleCode: 'limit', failureForm: 'http-400-xml' },
    { throttledTexts: ['limit'] },
  ],
])('one call too many at a site %j', async (site, settings) => {
  await switches(site);
  await control('POST', 'faults', { platform: 'greatonce', kind: 'throttle', times: 1, skip: 1 });
  const { results, stoppedBy } = await save(connect({ ...settings, concurrency: 1 }), 3);
  const isKnown = !('throttleText' in site) || 'throttledTexts' in settings;
  // Words that nobody knows are a refusal of the record.
  expect(results.length).toBe(isKnown ? 1 : 3);
  expect(stoppedBy?.name).toBe(isKnown ? 'Throttled' : undefined);
  expect(await control('GET', 'state/greatonce/distributors')).toHaveLength(isKnown ? 1 : 2);
});

const odd = { lookUpMethod: 'site.find', lookUpParameter: 'no', lookUpList: 'rows', lookUpCode: 'key' };

test.each([
  [{ lookUpMethod: 'site.query' }, { method: 'site.query', list: 'list' }],
  [odd, { method: 'site.find', parameter: 'no', list: 'rows', code: 'key' }],
  [
    { ...odd, lookUpAbsent: 'no-list' },
    { method: 'site.find', parameter: 'no', list: 'rows', code: 'key' },
  ],
  [
    { ...odd, lookUpAbsent: 'refusal', failureForm: 'http-400', bodyWrapper: 'body', answerStyle: 'status' },
    { method: 'site.find', parameter: 'no', list: 'rows', code: 'key', absentTexts: ['不存在'] },
  ],
])('a look-up at a site %j', async (site: Record<string, string>, lookUpMethod) => {
  await switches(site);
  const connector = connect({ lookUpMethod, ...(site.bodyWrapper ? { bodyWrapper: site.bodyWrapper } : {}) });
  await save(connector, 2);
  const keys = ['示例1', '示例', '示例0'].map((number) => ({ number }));
  const found = await connector.lookUp(form, keys, ['contact'], call);
  expect(found.sort((a, b) => (a.number < b.number ? -1 : 1))).toEqual(
    ['示例0', '示例1'].map((number) => ({
      id: number,
      number,
      state: 'audited',
      fields: { contact: '示例联系人' },
    })),
  );
});

test('a look-up method that the site does not have is an answer outside the contract', async () => {
  const connector = connect({ lookUpMethod: { method: 'site.query', list: 'list' } });
  const work = connector.lookUp(form, [{ number: '示例0' }], [], call);
  await expect(work).rejects.toMatchObject({ name: 'ProtocolViolation' });
});

test.each([
  ['Unauthorized', { appSecret: 'wrong' }],
  ['Misconfigured', { customerId: 'nobody' }],
])('%s for %j', async (name, wrong) => {
  await expect(save(connect(wrong), 1)).rejects.toMatchObject({ name });
});

test('a refusal that says to come back later is in doubt, and Unavailable where it reads', async () => {
  const body = { flag: 'failure', code: '1', message: '系统繁忙，请稍后再试' };
  const method = 'site.query';
  await switches({ lookUpMethod: method });
  await control('POST', 'faults', { platform: 'greatonce', kind: 'answer', body, times: 2 });
  const connector = connect({ concurrency: 1, lookUpMethod: { method, list: 'list' } });
  expect(await save(connector, 2)).toMatchObject({ inDoubt: [0, 1], results: [] });
  await control('POST', 'faults', { platform: 'greatonce', kind: 'answer', body, times: 1 });
  const look = connector.lookUp('greatonce.distributor.single.sync', [{ number: 'x' }], [], call);
  await expect(look).rejects.toMatchObject({ name: 'Unavailable' });
});

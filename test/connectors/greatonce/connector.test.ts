import type { ServerResponse } from 'node:http';
import { createGreatonceConnector, type GreatonceConnector } from '../../../src/connectors/greatonce';
import { refusedOnTheWay } from '../../../src/connectors/http/toError';
import { sign } from '../../../src/connectors/greatonce/client';
import { hangUp, json, type Reply, type ScriptedServer, startScriptedServer, text } from '../scripted-server';

const form = 'greatonce.distributor.single.sync';
const secret = 'made-up-secret';
const ok = json({ flag: 'success', code: '0', message: '成功' });
const call = {
  get signal() {
    return new AbortController().signal;
  },
};
let server: ScriptedServer;
let open: GreatonceConnector[] = [];
beforeEach(async () => {
  server = await startScriptedServer(ok);
});
afterEach(async () => {
  await Promise.all(open.map((connector) => connector.close()));
  open = [];
  await server.close();
});

function connect(more: Record<string, unknown> = {}): GreatonceConnector {
  const url = `${server.url}/api/api.do`;
  const account = { url, appKey: 'a+1', appSecret: secret, customerId: 'c1' };
  const connector = createGreatonceConnector({ platform: 'greatonce', ...account, ...more });
  open.push(connector);
  return connector;
}

const distributor = (code: string) => ({
  actionType: 'add',
  distributorCode: code,
  distributorName: '分销商😀',
});
const save = (connector: GreatonceConnector, ...codes: string[]) =>
  connector.save(form, codes.map(distributor), {}, call);

/** Answers each code as told, the others with success. */
function byCode(replies: Readonly<Record<string, Reply>>): Reply {
  return (request, response: ServerResponse) => {
    const { distributorCode } = JSON.parse(request.body) as { distributorCode: string };
    (replies[distributorCode] ?? ok)(request, response);
  };
}

async function failure(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => Promise.reject(new Error('did not fail')),
    (error: Error) => error,
  );
}

test.each([
  [{}, ['appKey', 'customerId'], /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, null],
  [
    { parameterNames: 'snake', timestampForm: 'epoch-ms', version: 'v3.0' },
    ['app_key', 'customer_id'],
    /^\d{13}$/,
    'v3.0',
  ],
])('the query is signed over the bytes sent: %j', async (more, names, timestamp, version) => {
  await save(connect(more), 'D1');
  const [seen] = server.seen;
  const { pathname, searchParams } = new URL(seen?.url ?? '', server.url);
  expect(pathname).toBe('/api/api.do');
  expect(names.map((name) => searchParams.get(name))).toEqual(['a+1', 'c1']);
  expect(searchParams.get('timestamp')).toMatch(timestamp);
  expect(searchParams.get('v')).toBe(version);
  expect(searchParams.get('sign')).toBe(sign(Object.fromEntries(searchParams), seen?.body ?? '', secret));
  expect(seen?.headers['content-type']).toBe('application/json');
  expect(JSON.parse(seen?.body ?? '')).toEqual(distributor('D1'));
});

test('the body may be wrapped and of another type', async () => {
  await save(connect({ bodyWrapper: 'request', bodyContentType: 'text/plain;charset=UTF-8' }), 'D1');
  expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({ request: distributor('D1') });
  expect(server.seen[0]?.headers['content-type']).toBe('text/plain;charset=UTF-8');
});

test('created, there already, refused and unanswered in one batch', async () => {
  server.script(
    byCode({
      D2: json({ flag: 'failure', code: '1', message: '分销商编码 D2 已存在' }),
      D3: json({ flag: 'success', message: `余额类型不正确 ${secret}` }, 400),
      D4: hangUp,
      D5: text('', 502),
    }),
  );
  expect(await save(connect({ concurrency: 1 }), 'D1', 'D2', 'D3', 'D4', 'D6')).toEqual({
    results: [
      { index: 0, id: 'D1' },
      { index: 1, id: 'D2', existed: true },
      { index: 2, rejection: { cause: 'other', message: '余额类型不正确 ***' } },
      { index: 4, id: 'D6' },
    ],
    general: [],
    inDoubt: [3],
  });
});

test('two unanswered calls in a row end the batch: what was not sent is in neither list', async () => {
  server.script(byCode({ D2: hangUp, D3: text('<html>', 200) }));
  const answer = await save(connect({ concurrency: 1 }), 'D1', 'D2', 'D3', 'D4');
  expect(answer).toEqual({ results: [{ index: 0, id: 'D1' }], general: [], inDoubt: [1, 2] });
  expect(server.seen).toHaveLength(3);
});

test('never more calls at a time than allowed', async () => {
  const underWay: (() => void)[] = [];
  let most = 0;
  server.script((request, response) => {
    most = Math.max(
      most,
      underWay.push(() => ok(request, response)),
    );
    // All that are allowed are here; the pause shows whether there is one more.
    if (underWay.length === 3) setTimeout(() => underWay.splice(0).forEach((answer) => answer()), 20);
  });
  await save(connect({ concurrency: 3 }), ...Array.from({ length: 12 }, (_, i) => `D${i}`));
  expect(most).toBe(3);
});

test.each([
  [
    'a bad signature',
    json({ flag: 'failure', sub_code: 'sign-check-failure', sub_message: 'Illegal request' }),
    'Unauthorized',
  ],
  [
    'an unknown customer',
    json({ flag: 'failure', code: '1', message: '未找到对应的接口配置：c1' }),
    'Misconfigured',
  ],
  ['too many calls', text('', 429), 'Throttled'],
  ['a wrong address', text('', 404), 'Misconfigured'],
])('%s ends the batch', async (_, reply, name) => {
  server.script(reply);
  const error = await failure(save(connect({ concurrency: 1 }), 'D1', 'D2'));
  expect(error.name).toBe(name);
  expect(error.message).not.toMatch(/made-up-secret|sign=/);
  expect(server.seen).toHaveLength(1);
});

describe('a firewall', () => {
  const blocked = (status: number) => text('<html><body>blocked</body></html>', status);
  const { advice: _advice, ...words } = refusedOnTheWay(403)!;

  test.each([
    [403, 'blocked', 'firewall'],
    [405, 'blocked', 'firewall'],
    [400, 'blocked', 'firewall'],
    [418, 'blocked', 'firewall'],
    [413, 'too-large', 'client_max_body_size'],
  ])('that refuses one distributor with HTTP %i: the others are saved', async (status, cause, en) => {
    server.script(byCode({ D1: blocked(status), D3: blocked(status) }));
    const { results, ...others } = await save(connect({ concurrency: 1 }), 'D1', 'D2', 'D3', 'D4');
    const rejection = { cause, advice: { en: expect.stringContaining(en), zh: expect.any(String) } };
    expect(results).toMatchObject([
      { index: 0, rejection },
      { index: 1, id: 'D2' },
      { index: 2, rejection },
      { index: 3, id: 'D4' },
    ]);
    expect(others).toEqual({ general: [] });
    // One harmless call tells that the address itself is open.
    expect(server.seen.filter(({ body }) => body === '{}')).toHaveLength(1);
  });

  test.each([
    [403, 'Unauthorized'],
    [405, 'Misconfigured'],
  ])('that refuses every call with HTTP %i ends the batch', async (status, name) => {
    server.script(blocked(status));
    expect(await failure(save(connect({ concurrency: 1 }), 'D1', 'D2'))).toMatchObject({ name });
    expect(server.seen).toHaveLength(2);
  });

  test('before a gateway that breaks down on a harmless call: another record shows that saves pass', async () => {
    server.script((request, response) =>
      (request.body === '{}' ? text('', 500) : byCode({ D2: blocked(403) }))(request, response),
    );
    const { results } = await save(connect({ concurrency: 1 }), 'D1', 'D2', 'D3');
    expect(results).toMatchObject([{ id: 'D1' }, { rejection: words }, { id: 'D3' }]);
  });
});

test('an error after an unanswered call is no reason to send that one again', async () => {
  server.script(byCode({ D1: hangUp, D2: text('', 429) }));
  expect(await save(connect({ concurrency: 1 }), 'D1', 'D2', 'D3')).toEqual({
    results: [],
    general: [],
    inDoubt: [0],
    stoppedBy: expect.objectContaining({ name: 'Throttled' }),
  });
});

const limit = json({ flag: 'failure', code: '1', sub_code: 'call-limit', message: '访问太快了' });

test.each([
  ['its text', ['太快']],
  ['its code', ['call-limit']],
])('a refusal known by %s asks for a slower pace, under any status', async (_, throttledTexts) => {
  const connector = connect({ throttledTexts, throttlePauseMs: 1_234 });
  for (const status of [200, 400, 503]) {
    server.script(json({ flag: 'failure', sub_code: 'call-limit', message: '访问太快了' }, status));
    const error = await failure(save(connector, 'D1'));
    expect(error).toMatchObject({ name: 'Throttled', retryAfterMs: 1_234 });
  }
});

test('success is success, and other refusals are none of that', async () => {
  const connector = connect({ throttledTexts: ['太快'], concurrency: 1 });
  server.script(json({ code: '0', message: '太快' }), json({ code: '1', message: '太慢' }));
  const { results } = await save(connector, 'D1', 'D2');
  expect(results).toEqual([
    { index: 0, id: 'D1' },
    { index: 1, rejection: { cause: 'other', message: '太慢' } },
  ]);
});

test('a throttle in the middle comes beside what was done before it', async () => {
  server.script(byCode({ D2: limit }));
  const connector = connect({ throttledTexts: ['call-limit'], concurrency: 1 });
  expect(await save(connector, 'D1', 'D2', 'D3')).toEqual({
    results: [{ index: 0, id: 'D1' }],
    general: [],
    inDoubt: [],
    stoppedBy: expect.objectContaining({ name: 'Throttled', retryAfterMs: 10_000 }),
  });
  expect(server.seen).toHaveLength(2);
});

test('two records with one code: the later is refused', async () => {
  const { results } = await save(connect(), 'D1', 'D1');
  expect(results).toMatchObject([{ id: 'D1' }, { index: 1, rejection: { cause: 'duplicate-number' } }]);
  expect(server.seen).toHaveLength(1);
});

test('no code, an option, an unknown form: refused before any call', async () => {
  const connector = connect();
  const wrong = [
    save(connector, 'D1', ' '),
    connector.save(form, [distributor('D1')], { IsVerify: true }, call),
    connector.save('greatonce.other', [distributor('D1')], {}, call),
    connector.audit(form, ['D1'], {}, call),
    connector.lookUp(form, [{ number: 'D1' }], [], call),
  ];
  for (const error of await Promise.all(wrong.map(failure))) expect(error.name).toBe('Misconfigured');
  expect(server.seen).toEqual([]);
});

test('a look-up method of the site finds by code', async () => {
  server.script(
    json({ code: '0', list: [{ distributorCode: 'D1', distributorName: ' 一 ' }] }),
    json({ code: '0' }),
  );
  const connector = connect({ lookUpMethod: { method: 'site.query', list: 'list' }, concurrency: 1 });
  expect(connector.abilitiesOf(form)).toEqual({ looksUp: true, audits: false });
  const keys = [{ number: 'D1' }, { number: 'D2' }];
  expect(await connector.lookUp(form, keys, ['distributorName'], call)).toEqual([
    { id: 'D1', number: 'D1', state: 'audited', fields: { distributorName: '一' } },
  ]);
});

test('a look-up that is refused ends, unless the refusal says that the code is not there', async () => {
  const method = { method: 'site.query', list: 'list' };
  server.script(json({ code: '1', message: '分销商不存在' }));
  const strict = connect({ lookUpMethod: method });
  expect(await failure(strict.lookUp(form, [{ number: 'D1' }], [], call))).toMatchObject({
    name: 'ProtocolViolation',
  });
  const told = connect({ lookUpMethod: { ...method, absentTexts: ['不存在'] } });
  expect(await told.lookUp(form, [{ number: 'D1' }], [], call)).toEqual([]);
});

test('without one nothing is looked up', () => {
  const connector = connect();
  expect(connector.abilitiesOf(form)).toEqual({ looksUp: false, audits: false });
  expect(connector.keyOf(form, { distributorCode: ' D1 ' })).toEqual({ number: 'D1' });
});

test('the check tries credentials only with a method that reads', async () => {
  const seen: string[] = [];
  for await (const { step, ok } of connect().probe(call)) seen.push(`${step} ${ok}`);
  expect(seen).toEqual(['reachable true', 'clock true', 'credentials true', 'permission true']);
  expect(server.seen.map(({ method }) => method)).toEqual(['GET']);
  server.script(ok, json({ flag: 'failure', sub_code: 'sign-check-failure' }));
  const told = [];
  for await (const step of connect({ probeMethod: 'greatonce.oms.stock.list' }).probe(call)) told.push(step);
  expect(told.at(-1)).toMatchObject({ step: 'credentials', ok: false });
});

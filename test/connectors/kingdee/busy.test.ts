import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createKingdeeConnector } from '../../../src/connectors/kingdee';
import { createSandbox, type RunningSandbox } from '../../../sandbox/server';
import { call, closeAll, connect, failure, refusal, signedSettings } from './support';

interface Once {
  readonly once: readonly { readonly operation: string; readonly answer: unknown }[];
}

const file = join(__dirname, '../../fixtures/inputs/kingdee/08-transient-words.json');
const { once } = JSON.parse(readFileSync(file, 'utf8')) as Once;
const document = { FNumber: 'CK001', FUseOrgId: { FNumber: '101' } };
const query = { form: 'BD_STOCK', fields: ['FNumber'], limit: 1 };

afterEach(closeAll);

test.each(once.map(({ operation, answer }) => [operation, answer] as const))(
  '%s: words for "later" are Unavailable on a read, in doubt or one that passes on a write',
  async (operation, body) => {
    const { kingdee } = await connect(() => ({ body }), signedSettings);
    if (operation === 'ExecuteBillQuery')
      return expect((await failure(kingdee.query(query, call))).name).toBe('Unavailable');
    const write =
      operation === 'Audit'
        ? kingdee.audit('BD_STOCK', ['7'], {}, call)
        : kingdee.save('BD_STOCK', [document], {}, call);
    const outcome = await write.catch((error: unknown) => error);
    const isConflict = JSON.stringify(body).includes('网络冲突');
    expect(outcome).toMatchObject(
      isConflict
        ? { results: [{ rejection: { cause: 'network-conflict', advice: expect.anything() } }] }
        : { name: 'InDoubt', details: { cause: 'busy', advice: expect.anything() } },
    );
  },
);

test('a permission that one of several documents lacks refuses that one, and not the run', async () => {
  const mixed = refusal('您没有该操作权限!', 2, { index: 1 });
  const { kingdee } = await connect(() => ({ body: mixed }), signedSettings);
  const answer = await kingdee.save('BD_STOCK', [document, { ...document, FNumber: 'CK002' }], {}, call);
  expect(answer.results).toMatchObject([{ index: 1, rejection: { cause: 'no-permission' } }]);
});

test('a field that was sent and is called empty is base data that is missing', async () => {
  const empty = refusal('字段“使用组织”是必填项', 11, { field: 'FUseOrgId' });
  const { kingdee } = await connect(() => ({ body: empty }), signedSettings);
  const causes = [document, { ...document, FUseOrgId: { FNumber: '' } }].map(async (one) => {
    const [result] = (await kingdee.save('BD_STOCK', [one], {}, call)).results;
    return result !== undefined && 'rejection' in result ? result.rejection.cause : undefined;
  });
  expect(await Promise.all(causes)).toEqual(['missing-base-data', 'required-field']);
});

describe('against the sandbox', () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await createSandbox();
  });
  afterAll(() => sandbox.close());

  async function connector(switches: object) {
    await fetch(`${sandbox.url}/_sandbox/reset`, { method: 'POST' });
    const body = JSON.stringify(switches);
    const set = await fetch(`${sandbox.url}/_sandbox/switches/kingdee`, { method: 'PUT', body });
    expect(set.status).toBe(200);
    const { url, acctId, userName, appId, appSecret } = sandbox.description['kingdee'] as Record<
      string,
      string
    >;
    return createKingdeeConnector({
      platform: 'kingdee',
      auth: 'signed',
      url: url!,
      acctId: acctId!,
      userName: userName!,
      appId: appId!,
      appSecret: appSecret!,
    });
  }

  test.each([
    ['opens late', { sessionOpensAfterSeconds: 0.4 }],
    ['comes anew with every answer', { setCookie: 'every-answer' }],
    [
      'comes anew with every answer and opens late',
      { setCookie: 'every-answer', sessionOpensAfterSeconds: 0.4 },
    ],
  ])('a session that %s serves', async (_, switches) => {
    const kingdee = await connector(switches);
    for (let i = 0; i < 3; i += 1) expect(await kingdee.query(query, call)).toEqual([]);
    await kingdee.close();
  });

  test.each(['envelope', 'show-err-msg', 'exception'])('busy words in the form %s', async (failureForm) => {
    const kingdee = await connector({ failureForm, busyCalls: 2 });
    const names = [
      await failure(kingdee.query(query, call)),
      await failure(kingdee.save('BD_STOCK', [document], {}, call)),
    ];
    expect(names.map(({ name }) => name)).toEqual(['Unavailable', 'InDoubt']);
    expect(await kingdee.query(query, call)).toEqual([]);
    await kingdee.close();
  });
});

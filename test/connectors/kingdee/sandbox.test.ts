import type { Document } from '../../../src/contract/page';
import { createSandbox, type RunningSandbox } from '../../../sandbox/server';
import type { ProbeStep } from '../../../src/connectors/connector';
import type { KingdeeSettingsInput } from '../../../src/connectors/kingdee/settings';
import { createKingdeeConnector, type KingdeeConnector } from '../../../src/connectors/kingdee';
import { call, failure } from './support';

/** The whole connector against the simulator, which checks signatures, sessions and body forms on its own account. */
let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

const open: KingdeeConnector[] = [];
beforeEach(() => control('POST', '/_sandbox/reset', {}));
afterEach(async () => {
  await Promise.all(open.splice(0).map((kingdee) => kingdee.close()));
});

async function control(method: string, path: string, body?: unknown): Promise<unknown> {
  const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const answer = await fetch(sandbox.url + path, {
    ...init,
    headers: { 'content-type': 'application/json' },
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? undefined : answer.json();
}

const switches = (changes: object) => control('PUT', '/_sandbox/switches/kingdee', changes);

function connect(
  auth: KingdeeSettingsInput['auth'],
  more: Partial<KingdeeSettingsInput> = {},
): KingdeeConnector {
  const { password, appId, appSecret, orgNum, ...account } = sandbox.description['kingdee'] as {
    url: string;
    acctId: string;
    userName: string;
    password: string;
    appId: string;
    appSecret: string;
    orgNum: number;
  };
  const secrets = auth === 'password' ? { password } : { appId, appSecret };
  const settings = {
    platform: 'kingdee',
    auth,
    ...account,
    orgNum,
    ...secrets,
    ...more,
  } as KingdeeSettingsInput;
  const kingdee = createKingdeeConnector(settings);
  open.push(kingdee);
  return kingdee;
}

const stock = (number: string, name = `仓${number}`): Document => ({
  FName: name,
  FNumber: number,
  FUseOrgId: { FNumber: '101' },
  FCreateOrgId: { FNumber: '101' },
  FStockStatusType: '0,1,2,3,4,5,6,7,8',
  FStockProperty: '1',
});
const key = (number: string) => ({ number, organization: '101' });

const modes = (['signed', 'app-secret', 'password'] as const).flatMap((auth) =>
  (['named', 'named-text', 'positional'] as const).map((bodyForm) => [auth, bodyForm] as const),
);

describe('against the simulator', () => {
  test.each(modes)('%s, %s: save, submit, audit, look up, view', async (auth, bodyForm) => {
    const kingdee = connect(auth, { bodyForm });
    const saved = await kingdee.save('BD_STOCK', [stock('J001'), stock("J'002")], {}, call);
    expect(saved.general).toEqual([]);
    const ids = saved.results.map((result) => ('id' in result ? result.id : ''));
    expect(await kingdee.lookUpIds('BD_STOCK', ids, call)).toMatchObject([
      { state: 'saved' },
      { state: 'saved' },
    ]);
    expect(await kingdee.submit('BD_STOCK', ids, {}, call)).toMatchObject({
      results: [{ id: ids[0] }, { id: ids[1] }],
    });
    expect(await kingdee.audit('BD_STOCK', ids, {}, call)).toMatchObject({
      results: [{ id: ids[0] }, { id: ids[1] }],
    });
    const found = await kingdee.lookUp('BD_STOCK', [key('J001'), key("J'002"), key('J404')], ['FName'], call);
    expect(found).toMatchObject([
      { id: ids[0], number: 'J001', state: 'audited', fields: { FName: '仓J001' } },
      { id: ids[1], number: "J'002", state: 'audited' },
    ]);
    expect(await kingdee.view('BD_STOCK', 'J001', call)).toMatchObject({
      Number: 'J001',
      DocumentStatus: 'C',
    });
  });

  test.each(['signed', 'app-secret', 'password'] as const)('%s: probe passes', async (auth) => {
    const steps: ProbeStep[] = [];
    for await (const step of connect(auth).probe(call)) steps.push(step);
    expect(steps.map(({ step, ok }) => `${step} ${ok}`)).toEqual([
      'reachable true',
      'clock true',
      'credentials true',
      'permission true',
    ]);
  });

  test.each(['signed', 'app-secret', 'password'] as const)(
    '%s: a session that ends is renewed',
    async (auth) => {
      const kingdee = connect(auth);
      const query = { form: 'BD_STOCK', fields: ['FNumber'], limit: 1 } as const;
      const before = await kingdee.query(query, call);
      await control('POST', '/_sandbox/faults', { platform: 'kingdee', kind: 'session-expiry', times: 1 });
      expect(await kingdee.query(query, call)).toEqual(before);
    },
  );

  test.each([
    ['signed', { appSecret: 'ffffffffffffffffffffffffffffffff' }],
    ['app-secret', { appSecret: 'ffffffffffffffffffffffffffffffff' }],
    ['password', { password: 'no-such-password' }],
    ['password', { acctId: 'no-such-account-set' }],
  ] as const)('%s with %j is refused with advice', async (auth, wrong) => {
    const kingdee = connect(auth, wrong);
    const error = await failure(kingdee.query({ form: 'BD_STOCK', fields: ['FNumber'], limit: 1 }, call));
    expect(error).toMatchObject({ name: 'Unauthorized', details: { advice: { zh: expect.any(String) } } });
    for (const secret of Object.values(wrong)) expect(error.message).not.toContain(secret);
  });

  test.each([
    ['keep-good', 1],
    ['drop-all', 0],
  ] as const)(
    '%s: one bad document is named, the others are told or left undecided',
    async (batchFailure, good) => {
      await switches({ batchFailure });
      const kingdee = connect('signed');
      await kingdee.save('BD_STOCK', [stock('J001')], {}, call);
      const answer = await kingdee.save('BD_STOCK', [stock('J002'), stock('J001')], {}, call);
      expect(answer.results.filter((result) => 'id' in result)).toHaveLength(good);
      expect(answer.results).toContainEqual(
        expect.objectContaining({
          index: 1,
          rejection: expect.objectContaining({ cause: 'duplicate-number' }),
        }),
      );
      const found = await kingdee.lookUp('BD_STOCK', [key('J002')], [], call);
      expect(found).toHaveLength(good);
    },
  );

  test('a second audit is named as such', async () => {
    const kingdee = connect('signed');
    const options = { IsVerifyBaseDataField: false, IsAutoSubmitAndAudit: true };
    const saved = await kingdee.save('BD_STOCK', [stock('J001')], options, call);
    const [id = ''] = saved.results.map((result) => ('id' in result ? result.id : ''));
    expect(await kingdee.lookUpIds('BD_STOCK', [id], call)).toMatchObject([{ state: 'audited' }]);
    expect((await kingdee.audit('BD_STOCK', [id], {}, call)).results).toMatchObject([
      { index: 0, rejection: { cause: 'already-audited' } },
    ]);
  });

  test.each(['cell', 'padded'] as const)(
    'an unknown field (%s) is never a row',
    async (queryFailureShape) => {
      await switches({ queryFailureShape });
      const query = { form: 'BD_STOCK', fields: ['FNumber', 'FImage'], limit: 10 };
      const error = await failure(connect('signed').query(query, call));
      expect(error).toMatchObject({ name: 'Misconfigured', message: expect.stringContaining('FImage') });
    },
  );

  test('an unknown form is a fault of the configuration', async () => {
    const error = await failure(
      connect('signed').query({ form: 'NO_SUCH', fields: ['FNumber'], limit: 1 }, call),
    );
    expect(error.name).toBe('Misconfigured');
  });

  test('numbers are found whatever their case where the database ignores it', async () => {
    const kingdee = connect('signed');
    await kingdee.save('BD_STOCK', [stock('JX1')], {}, call);
    expect(await kingdee.lookUp('BD_STOCK', [key('jx1')], [], call)).toHaveLength(1);
    await switches({ textCase: 'exact' });
    expect(await kingdee.lookUp('BD_STOCK', [key('jx1')], [], call)).toEqual([]);
  });

  test('450 keys are found in batches and pages', async () => {
    const kingdee = connect('signed', { lookUpBatch: 100, queryLimit: 30 });
    const numbers = Array.from({ length: 450 }, (_, i) => `J${1000 + i}`);
    await kingdee.save(
      'BD_STOCK',
      numbers.map((number) => stock(number)),
      {},
      call,
    );
    const found = await kingdee.lookUp('BD_STOCK', numbers.map(key), [], call);
    expect(found.map(({ number }) => number).sort()).toEqual(numbers);
  });

  test.each(['middle', 'old'] as const)('the envelopes of a %s build are read', async (build) => {
    await switches({ build });
    const kingdee = connect('signed');
    await kingdee.save('BD_STOCK', [stock('J001')], {}, call);
    const again = await kingdee.save('BD_STOCK', [stock('J001')], {}, call);
    expect(again.results).toMatchObject([{ index: 0, rejection: { cause: 'duplicate-number' } }]);
    expect(await kingdee.lookUp('BD_STOCK', [key('J001')], [], call)).toHaveLength(1);
  });
});

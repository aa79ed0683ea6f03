import type { SliceTask } from '../../../src/activities/tasks';
import { kingdeePlatform } from '../../../sandbox/kingdee';
import { savedSide } from '../../../src/activities/reconcile/target';
import { auditDocuments } from '../../../src/activities/page/audit';
import { existingDocuments } from '../../../src/activities/page/write';
import { insertMissing } from '../../../src/activities/page/save';
import type { WriteItem, SaveResult, Writer } from '../../../src/activities/page/writeItem';
import { Misconfigured, Unauthorized, Unavailable } from '../../../src/connectors/errors';
import { createKingdeeConnector, type KingdeeConnector } from '../../../src/connectors/kingdee';
import poisonedBatch from '../../fixtures/inputs/kingdee/05-poison-document-blames-others.json';
import poisonedKey from '../../fixtures/inputs/kingdee/10-poison-key-in-the-look-up.json';
import { call, rejectionOf } from '../../connectors/calls';
import { Bench } from '../../connectors/sandbox';
import { stockOf, warehouses } from '../../schemes/warehouses';

/** One document, or key, on which a platform or a firewall refuses the whole call: on the simulator, over sockets. */
const form = 'BD_STOCK';
let bench: Bench;
let target: KingdeeConnector;
beforeAll(async () => {
  bench = await Bench.start(await kingdeePlatform(), {});
  const { url, acctId, userName, appId, appSecret } = bench.account as Record<'url', string> &
    Record<'acctId' | 'userName' | 'appId' | 'appSecret', string>;
  target = createKingdeeConnector({
    platform: 'kingdee',
    auth: 'signed',
    url,
    acctId,
    userName,
    appId,
    appSecret,
  });
});
afterAll(async () => {
  await target.close();
  await bench.close();
});
beforeEach(() => bench.reset());

const numbers = (count: number) => warehouses(count).map(({ wms_co_id }) => String(wms_co_id));
const outgoing = (count: number, changes: Record<number, object> = {}): WriteItem[] =>
  warehouses(count).map((warehouse, index) => ({
    key: String(warehouse.wms_co_id),
    document: { ...stockOf(warehouse), FDocumentStatus: undefined, ...changes[index] },
  }));

function save(documents: readonly WriteItem[], changes: Partial<Writer> = {}): Promise<SaveResult> {
  const patience = { givesUp: false, lookUpPauses: [1], throttleWaitMs: 1_000 };
  const compared = { head: [], lists: {} };
  const calls = { read: call, write: call };
  const writer = { target, form, options: {}, looksUp: true, batchSize: 50, compared, namesDocuments: true };
  return insertMissing({ ...writer, ...calls, ...patience, ...changes }, documents);
}

function audit(documents: readonly (readonly [string, string])[]) {
  const auditor = {
    target,
    form,
    options: {},
    submits: true,
    read: call,
    write: call,
    lockPauses: [],
    lagPauses: [],
  };
  return auditDocuments(auditor, documents, []);
}

async function calls(operation: string): Promise<number> {
  const entries = JSON.parse(await bench.journal()) as { operation: string }[];
  return entries.filter((entry) => entry.operation === operation).length;
}

const blamed = (operation: string, holds: string, body: unknown) =>
  bench.fault('answer', { operation, holds, body, times: undefined });
const blocked = (operation: string, status: number, holds?: string) =>
  bench.fault('status', { operation, status, holds, body: '<html>blocked</html>', times: undefined });

describe('a save that one document makes the platform refuse as a whole', () => {
  test.each([poisonedBatch.answer, ...poisonedBatch.neighbours].map((answer) => [answer]))(
    '%j: 49 are written and audited, that one is refused, in few calls',
    async (answer) => {
      const [{ Message: message } = { Message: '' }] = answer.Result.ResponseStatus.Errors;
      await blamed('BatchSave', '10000050', answer);
      const saved = await save(outgoing(50));
      expect(saved.rejected).toEqual([
        expect.objectContaining({ key: '10000050', message: expect.stringContaining(message) }),
      ]);
      expect(saved.written.map(([, key]) => key).sort()).toEqual(numbers(49));
      expect(await calls('BatchSave')).toBeLessThanOrEqual(13);
      expect(await audit(saved.written)).toMatchObject({ created: 49, rejected: [] });

      const before = await calls('BatchSave');
      expect(await save(outgoing(50))).toMatchObject({ unchanged: 49, rejected: [{ key: '10000050' }] });
      expect((await calls('BatchSave')) - before).toBe(1);
    },
  );

  test('a refusal that names its document leaves the others in one call', async () => {
    const status = { ...poisonedBatch.answer.Result.ResponseStatus };
    const Errors = [{ FieldName: null, Message: '编码为“10000033”的仓库出错', DIndex: 0 }];
    await blamed('BatchSave', '10000033', { Result: { ResponseStatus: { ...status, Errors } } });
    const saved = await save(outgoing(50));
    expect([saved.written.length, saved.rejected.map(({ key }) => key)]).toEqual([49, ['10000033']]);
    expect(await calls('BatchSave')).toBe(3);
  });

  test.each(['keep-good', 'drop-all'])(
    'sites that give every error DIndex 0 (%s): each bad document is refused for its own reason',
    async (batchFailure) => {
      await bench.switches({ errorIndex: 'zero', batchFailure });
      const documents = outgoing(30, { 7: { FName: '' }, 21: { FName: '' } });
      const saved = await save(documents);
      expect(saved.rejected.map(({ key }) => key).sort()).toEqual(['10000008', '10000022']);
      expect(saved.written).toHaveLength(28);
    },
  );
});

describe('an audit that one document makes the platform refuse as a whole', () => {
  test.each(['Submit', 'Audit'])('%s of six: five are done', async (operation) => {
    const saved = await save(outgoing(6));
    const [id = '', key] = saved.written.at(-1) ?? [];
    await blamed(operation, id, poisonedBatch.neighbours[1]);
    const audited = await audit(saved.written);
    expect(audited).toMatchObject({
      created: 5,
      rejected: [{ key, message: expect.stringContaining('已关账') }],
    });
    expect(await calls(operation)).toBeLessThanOrEqual(7);
  });
});

describe('a key that a look-up cannot be asked for', () => {
  test.each(poisonedKey.answers.map((answer) => [answer]))(
    '%j: only its record is refused, with these words',
    async (answer) => {
      const words = JSON.stringify(answer).match(/"Message":"([^"]*)/)?.[1] ?? '';
      await blamed('ExecuteBillQuery', 'A--B', answer);
      const documents = outgoing(40, { 2: { FNumber: "A--B;'" } });
      const saved = await save(documents);
      expect(saved.written).toHaveLength(39);
      expect(saved.rejected).toMatchObject([
        { key: '10000003', cause: 'unreadable-key', message: words, advice: { zh: expect.any(String) } },
      ]);
      expect(await calls('ExecuteBillQuery')).toBeLessThanOrEqual(15);
      expect(await save(documents.slice(2, 3))).toMatchObject({ rejected: [{ cause: 'unreadable-key' }] });
    },
  );

  test('where no look-up passes, the error is what it was', async () => {
    await blamed('ExecuteBillQuery', 'F', poisonedKey.answers[0]);
    expect(await rejectionOf(save(outgoing(40)))).toBeInstanceOf(Misconfigured);
    await bench.reset();
    await blamed('ExecuteBillQuery', 'F', poisonedKey.answers[1]);
    expect(await rejectionOf(save(outgoing(40)))).toBeInstanceOf(Unavailable);
    expect(await calls('ExecuteBillQuery')).toBe(2);
  });

  test('a database that fails for a moment refuses nothing', async () => {
    await bench.fault('answer', { operation: 'ExecuteBillQuery', body: poisonedKey.answers[1] });
    const saved = await save(outgoing(1));
    expect([saved.written.length, saved.rejected]).toEqual([1, []]);
  });

  test('a reconciliation compares the others, and calls that record refused', async () => {
    const saved = await save(outgoing(9));
    expect(saved.written).toHaveLength(9);
    await blamed('ExecuteBillQuery', '10000003', poisonedKey.answers[0]);
    const page = { target: { form } } as SliceTask['page'];
    const side = savedSide(target, { page }, { head: [], lists: {} }, call);
    const asked = outgoing(9).map((one) => ({ ...one, identity: side.identityOf(one.document) }));
    const seen = await side.lookUp(asked);
    expect(seen[2]).toMatchObject({ found: undefined, refused: { cause: 'unreadable-key' } });
    expect(seen.filter(({ found, held }) => found && held.length === 1)).toHaveLength(8);
  });

  test('a reconciliation whose question for doubles it spoils likewise', async () => {
    await save(outgoing(9));
    // The first question that holds it is the look-up.
    const operation = 'ExecuteBillQuery';
    await bench.fault('answer', {
      operation,
      holds: '10000003',
      body: poisonedKey.answers[1],
      skip: 1,
      times: undefined,
    });
    const side = savedSide(
      target,
      { page: { target: { form } } as SliceTask['page'] },
      { head: [], lists: {} },
      call,
    );
    const asked = outgoing(9).map((one) => ({ ...one, identity: side.identityOf(one.document) }));
    const seen = await side.lookUp(asked);
    expect(seen.flatMap(({ refused }, index) => (refused ? [[index, refused.cause]] : []))).toEqual([
      [2, 'unreadable-key'],
    ]);
    expect(seen.filter(({ held }) => held.length === 1)).toHaveLength(8);
  });

  test('a page of documents to be audited: the others are', async () => {
    const saved = await save(outgoing(9));
    await blamed('ExecuteBillQuery', '10000003', poisonedKey.answers[0]);
    const rows = saved.written.map(([Ids, Numbers]) => ({
      key: Numbers,
      row: {},
      document: { Ids, Numbers },
    }));
    const { pending, rejected } = await existingDocuments(target, form, rows, call);
    expect(pending).toHaveLength(8);
    expect(rejected).toMatchObject([
      { key: '10000003', cause: 'unreadable-key', document: { id: expect.any(String) } },
    ]);
  });

  test('an internal id that cannot be asked for is refused beside audited ones', async () => {
    const saved = await save(outgoing(5));
    const [id = '', key] = saved.written[2] ?? [];
    await blamed('ExecuteBillQuery', id, poisonedKey.answers[2]);
    expect(await audit(saved.written)).toMatchObject({ created: 4, rejected: [{ key }] });
  });
});

describe('a firewall that refuses one document', () => {
  const spoilt = { 2: { FName: "select * from drop' or 1=1" } };

  test.each([400, 403, 405, 406, 418])('HTTP %i: the others are written', async (status) => {
    await blocked('BatchSave', status, 'drop');
    const saved = await save(outgoing(3, spoilt));
    expect(saved.written).toHaveLength(2);
    expect(saved.rejected).toMatchObject([
      { key: '10000003', cause: 'blocked', advice: { en: expect.stringContaining('firewall') } },
    ]);
    expect(await save(outgoing(3, spoilt))).toMatchObject({ rejected: [{ cause: 'blocked' }] });
  });

  test('that refuses the answer of what was carried out: nothing is sent again', async () => {
    await bench.switches({ duplicateNumbers: 'accept' });
    await bench.fault('status', {
      operation: 'BatchSave',
      status: 403,
      body: '<html/>',
      after: true,
      skip: 1,
    });
    const saved = await save(outgoing(8), { batchSize: 4 });
    expect([saved.written.length, saved.rejected]).toEqual([8, []]);
    expect(await calls('BatchSave')).toBe(2);
  });

  test('413: smaller batches pass, and a document that is too large alone is refused as such', async () => {
    const large = '大'.repeat(200);
    await blocked('BatchSave', 413, large);
    const saved = await save(outgoing(8, { 5: { FName: large } }));
    expect(saved.written).toHaveLength(7);
    expect(saved.rejected).toMatchObject([{ key: '10000006', cause: 'too-large' }]);
  });

  test.each([
    [403, Unauthorized],
    [405, Misconfigured],
  ])('HTTP %i for every save is no document’s fault', async (status, kind) => {
    await blocked('BatchSave', status);
    expect(await rejectionOf(save(outgoing(20)))).toBeInstanceOf(kind);
    expect(await calls('BatchSave')).toBe(2);
  });

  test('a look-up that it refuses for one number', async () => {
    await blocked('ExecuteBillQuery', 403, '10000003');
    const saved = await save(outgoing(9));
    expect([saved.written.length, saved.rejected.map(({ cause }) => cause)]).toEqual([8, ['blocked']]);
  });

  test('a look-up that it refuses after an unanswered save: nothing is sent again', async () => {
    await bench.switches({ duplicateNumbers: 'accept' });
    // So that the session is there.
    await save(outgoing(1));
    await bench.fault('reset-after-commit', { operation: 'BatchSave' });
    const operation = 'ExecuteBillQuery';
    await bench.fault('status', { operation, status: 403, body: '<html>', skip: 1, times: undefined });
    expect(await rejectionOf(save(outgoing(4)))).toBeInstanceOf(Unauthorized);
    expect(await calls('BatchSave')).toBe(2);
    expect(await bench.state(form)).toHaveLength(4);
  });

  test('audits', async () => {
    const saved = await save(outgoing(4));
    await blocked('Submit', 403, saved.written[1]?.[0]);
    expect(await audit(saved.written)).toMatchObject({ created: 3, rejected: [{ cause: 'blocked' }] });
  });
});

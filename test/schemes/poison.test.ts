import poisonedBatch from '../fixtures/inputs/kingdee/05-poison-document-blames-others.json';
import poisonedKey from '../fixtures/inputs/kingdee/10-poison-key-in-the-look-up.json';
import blockedWord from '../fixtures/inputs/kingdee/12-firewall-refuses-one-document.json';
import takenName from '../fixtures/inputs/kingdee/15-name-taken.json';
import type { WireRow } from '../support/control';
import { World } from '../support/world';
import { bills } from './bills';
import { codesOf, customers } from './customers';
import { customerOf } from './shops';
import { byKey } from './target';
import { freshWith, seenFields, stockOf, warehouses } from './warehouses';

/** One record for which the platform, or a firewall before it, refuses a call as a whole: all others arrive. */
let world: World;
beforeAll(async () => {
  world = await World.start();
  await world.startWorker();
});
afterAll(() => world.stop());

const stocks = async () => seenFields(await world.control.rows('kingdee', 'BD_STOCK'));
const calls = (operation: string) => world.control.requests(`?platform=kingdee&operation=${operation}`);
const answerTo = (operation: string, holds: string, body: unknown, more: object = {}) =>
  world.control.fault({ platform: 'kingdee', operation, kind: 'answer', holds, body, ...more });
const heldBills = () => world.control.rows('kingdee', 'SAL_OUTSTOCK');
const audits = 'kingdeeOutstocksToAudited';

/** The sandbox back at its start, with these bills and what they refer to. */
async function freshWithBills(rows: readonly WireRow[]): Promise<void> {
  await world.fresh({ sizes: { BD_Customer: 3 } });
  await world.control.put('kingdee', 'BD_STOCK', [stockOf({ wms_co_id: 'CK1', name: '一号仓' }, '100')]);
  await world.control.put('kingdee', 'SAL_OUTSTOCK', rows);
}

const wordsOf = (answer: unknown) => /"Message":"([^"]+)/.exec(JSON.stringify(answer))?.[1] ?? '';

describe('a document that fails its batch under another one’s index', () => {
  it.each([poisonedBatch.answer, ...poisonedBatch.neighbours].map((answer) => [wordsOf(answer), answer]))(
    '%s: 49 stocks are made and audited, one is refused',
    async (words, answer) => {
      const rows = warehouses(50);
      await freshWith(world, rows);
      await answerTo('BatchSave', '10000050', answer);
      const refused = { key: '10000050', message: expect.stringContaining(words) };
      expect(await world.run()).toMatchObject({
        outcome: 'attention',
        counts: { created: 49, rejected: 1, inDoubt: 0 },
        rejected: [refused],
      });
      expect(await stocks()).toEqual(rows.slice(0, 49).map((row) => stockOf(row)));

      await world.control.forgetRequests();
      expect(await world.run()).toMatchObject({
        counts: { unchanged: 49, rejected: 1 },
        rejected: [refused],
      });
      expect(await calls('BatchSave')).toHaveLength(1);
      await world.control.clearFaults();
      expect(await world.run()).toMatchObject({ outcome: 'clean', counts: { unchanged: 49, created: 1 } });
    },
  );

  it.each(['Submit', 'Audit'])('%s of six bills: five are audited', async (operation) => {
    await freshWithBills(bills(6, ['A']));
    const sixth = (await heldBills())[5]!;
    await answerTo(operation, String(sixth.FID), poisonedBatch.neighbours[1]);
    expect(await world.run({}, audits)).toMatchObject({
      outcome: 'attention',
      counts: { audited: 5, rejected: 1 },
      rejected: [{ key: sixth.FBillNo, message: expect.stringContaining('已关账') }],
    });
    const states = (await heldBills()).map((bill) => bill.FDocumentStatus);
    expect(states).toEqual(['C', 'C', 'C', 'C', 'C', operation === 'Submit' ? 'A' : 'B']);
  });
});

describe('a key that no query can be asked for', () => {
  it.each(poisonedKey.answers.map((answer) => [wordsOf(answer), answer]))(
    '%s: three customers are made, its record is refused with these words',
    async (message, answer) => {
      const { shops } = poisonedKey.put.guanyi;
      await world.fresh();
      await world.control.put('guanyi', 'shops', shops);
      await answerTo('ExecuteBillQuery', 'A--B', answer);
      expect(await world.run(poisonedKey.input, poisonedKey.scheme)).toMatchObject({
        outcome: 'attention',
        counts: { created: 3, rejected: 1 },
        rejected: [{ key: "A--B;'", cause: 'unreadable-key', message, advice: { zh: expect.any(String) } }],
      });
      const customers = byKey('FNumber', await world.control.rows('kingdee', 'BD_Customer'));
      expect(customers).toMatchObject([shops[0]!, shops[1]!, shops[3]!].map((shop) => customerOf(shop)));
    },
  );
});

describe('a bill whose number no query can be asked for', () => {
  it('the others are audited', async () => {
    const six = bills(6, ['A']).map((bill, index) => (index === 1 ? { ...bill, FBillNo: 'A--B' } : bill));
    await freshWithBills(six);
    await answerTo('ExecuteBillQuery', 'A--B', poisonedKey.answers[0]);
    expect(await world.run({}, audits)).toMatchObject({
      outcome: 'attention',
      counts: { audited: 5, rejected: 1 },
      rejected: [{ key: 'A--B', cause: 'unreadable-key', document: { id: expect.any(String) } }],
    });
    await world.control.clearFaults();
    expect(await world.run({}, audits)).toMatchObject({ outcome: 'clean', counts: { audited: 1 } });
  });
});

describe('a firewall that refuses requests with one word', () => {
  const rows = blockedWord.put.jushuitan.warehouses;

  it.each([405, 403, 400, 418])('HTTP %i: two stocks are made, the third is refused', async (status) => {
    await freshWith(world, rows);
    const page = { status, contentType: 'text/html' };
    await answerTo('BatchSave', 'drop', '<html><body>blocked</body></html>', page);
    expect(await world.run()).toMatchObject({
      outcome: 'attention',
      counts: { created: 2, rejected: 1, inDoubt: 0 },
      rejected: [
        {
          key: '10000003',
          cause: 'blocked',
          message: expect.stringContaining(`HTTP status ${status}`),
          advice: { en: expect.stringContaining('firewall'), zh: expect.stringContaining('防火墙') },
        },
      ],
    });
    expect(await stocks()).toEqual(rows.slice(0, 2).map((row) => stockOf(row)));
    await world.control.clearFaults();
    expect(await world.run()).toMatchObject({ outcome: 'clean', counts: { unchanged: 2, created: 1 } });
  });
});

describe('a firewall before GreatOnce', () => {
  it.each([
    [405, 'blocked'],
    [403, 'blocked'],
    [400, 'blocked'],
    [413, 'too-large'],
  ])('HTTP %i for one distributor: the others are made', async (status, cause) => {
    const list = customers(4);
    await world.fresh();
    await world.control.put('kingdee', 'BD_Customer', list);
    const page = { body: '<html><body>blocked</body></html>', status, contentType: 'text/html' };
    await world.control.fault({ platform: 'greatonce', kind: 'answer', holds: '客户2', ...page });
    const run = () => world.run({}, 'kingdeeCustomersToGreatonceDistributors');
    const codes = codesOf(list);
    expect(await run()).toMatchObject({
      outcome: 'attention',
      counts: { created: codes.length - 1, rejected: 1, inDoubt: 0 },
      rejected: [
        { cause, message: expect.stringContaining(`${status}`), advice: { zh: expect.any(String) } },
      ],
    });
    await world.control.clearFaults();
    expect(await run()).toMatchObject({
      outcome: 'clean',
      counts: { unchanged: codes.length - 1, created: 1 },
    });
    const rows = await world.control.rows('greatonce', 'distributors');
    const held = rows.map(({ distributorCode }) => String(distributorCode));
    expect(held.toSorted()).toEqual(codes.toSorted());
  });
});

describe('a value that another document has', () => {
  const { warehouses: rows } = takenName.put.jushuitan;
  const refused = {
    key: '10000002',
    cause: 'value-taken',
    field: 'FName',
    advice: { en: expect.stringContaining('another document has this value'), zh: expect.any(String) },
  };

  it.each(['keep-good', 'drop-all'])(
    'a name, on a site that wants it once (%s): the two others are made',
    async (batchFailure) => {
      await freshWith(world, rows);
      await world.control.put('kingdee', 'BD_STOCK', takenName.put.kingdee.BD_STOCK);
      await world.control.switches('kingdee', { uniqueNames: 'BD_STOCK', batchFailure });
      expect(await world.run()).toMatchObject({ counts: { created: 2, rejected: 1 }, rejected: [refused] });
      const held = (await stocks()).map(({ FNumber, FName }) => [FNumber, FName]);
      expect(held).toEqual([
        ['10000001', '分仓0001'],
        ['10000003', '分仓0003'],
        ['OLD', '分仓0002'],
      ]);
    },
  );

  const [recorded] = takenName.answer.Result.ResponseStatus.Errors;
  it.each([recorded!.Message, ...takenName.neighbours])('%s', async (Message) => {
    await freshWith(world, rows);
    const status = { ...takenName.answer.Result.ResponseStatus, Errors: [{ ...recorded, Message }] };
    await answerTo('BatchSave', '10000002', { Result: { ResponseStatus: status } });
    expect(await world.run()).toMatchObject({
      counts: { created: 2, rejected: 1 },
      rejected: [{ ...refused, message: expect.stringContaining(Message.replace('…', '')) }],
    });
  });
});

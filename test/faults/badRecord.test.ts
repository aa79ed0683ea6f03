import { repairOf } from '../schemes/repairs';
import type { WireRow } from '../support/control';
import type { World } from '../support/world';
import { warehouses } from '../schemes/warehouses';
import { caseOf, type SchemeCase, worldFor } from './support/cases';
import { isLong, part, sampled, seed } from './support/form';
import { killWhenHeld } from './support/kill';
import { Random } from './support/random';
import { expectBalanced } from './support/reference';
import { hoursAgo, shippedAnew, shops, stocks } from './support/rows';
import { expectSameTarget, targetOf } from './support/target';
import { advancedIds, savedNumbers } from './support/writes';

/** Why one row of a batch is refused, and how the platform is told to refuse it. */
interface Badness {
  readonly name: string;
  readonly cause: RegExp;
  readonly spoilt?: (row: WireRow) => WireRow;
  /** Switch of Kingdee that holds the numbers it refuses. */
  readonly numbersOf?: 'auditRefusedNumbers' | 'workflowNumbers';
}

/** A batch of a scheme that one call saves. */
interface Batch {
  readonly one: SchemeCase;
  readonly list: readonly [platform: string, collection: string];
  readonly key: string;
  readonly number: 'FNumber' | 'FBillNo';
  readonly id: string;
  rows(world: World): Promise<WireRow[]>;
  readonly badness: readonly Badness[];
}

const audit: readonly Badness[] = [
  { name: 'a closed period', cause: /^closed-period$/, numbersOf: 'auditRefusedNumbers' },
  { name: 'a workflow instance', cause: /./, numbersOf: 'workflowNumbers' },
];
const nameless: Badness = { name: 'no name', cause: /^mapping$/, spoilt: (row) => ({ ...row, name: '' }) };
const unknownShop: Badness = {
  name: 'a customer that is not there',
  cause: /./,
  spoilt: (row) => ({ ...row, shop_id: 99_887_766 }),
};
const returned: Badness = {
  name: 'a returned line',
  cause: /^mapping$/,
  spoilt: (row) => ({ ...row, items: (row.items as WireRow[]).map((item) => ({ ...item, qty: -1 })) }),
};

const batches: readonly Batch[] = [
  {
    one: caseOf('jushuitanWarehousesToKingdeeStocks'),
    list: ['jushuitan', 'warehouses'],
    key: 'wms_co_id',
    number: 'FNumber',
    id: 'FStockId',
    rows: () => Promise.resolve(warehouses(50)),
    badness: [nameless, ...audit],
  },
  {
    one: caseOf('guanyiShopsToKingdeeCustomers'),
    list: ['guanyi', 'shops'],
    key: 'code',
    number: 'FNumber',
    id: 'FCUSTID',
    rows: () => Promise.resolve(shops(50)),
    badness: [nameless, ...audit],
  },
  {
    one: caseOf('qimenSaleoutsToKingdeeOutstocks'),
    list: ['qimen', 'saleouts'],
    key: 'io_id',
    number: 'FBillNo',
    id: 'FID',
    async rows(world) {
      await world.control.reset({ sizes: { saleouts: 200, BD_Customer: 6 } });
      await world.withoutRates();
      const rows = shippedAnew(await world.control.rows('qimen', 'saleouts'), 50);
      const places = [...new Set(rows.map(({ wms_co_id }) => wms_co_id))];
      await world.control.put('kingdee', 'BD_STOCK', stocks(places, '100'));
      // In one slice of the window, and so in one batch.
      return rows.map((row) => ({ ...row, io_date: hoursAgo(1), modified: hoursAgo(1) }));
    },
    badness: [unknownShop, returned, ...audit],
  },
];

/** What the platform does with a batch that holds a bad document, as no vendor publishes it. */
const behaviours = ['keep-good', 'drop-all'].flatMap((batchFailure) =>
  ['keep-nothing', 'keep-saved'].map((autoAuditFailure) => ({ batchFailure, autoAuditFailure })),
);
const nowhere = { auditRefusedNumbers: '', workflowNumbers: '' };

async function offer(world: World, { list: [platform, collection] }: Batch, rows: readonly WireRow[]) {
  await world.control.put(platform, collection, rows);
}

async function refuse(world: World, batch: Batch, rows: readonly WireRow[], at: number, bad: Badness) {
  const key = String(rows[at]?.[batch.key]);
  await world.control.put(...batch.one.target, []);
  await offer(
    world,
    batch,
    rows.map((row, index) => (index === at ? (bad.spoilt?.(row) ?? row) : row)),
  );
  await world.control.switches('kingdee', { ...nowhere, ...(bad.numbersOf && { [bad.numbersOf]: key }) });
  return key;
}

async function oneBad(
  world: World,
  batch: Batch,
  rows: readonly WireRow[],
  expected: WireRow[],
  bad: Badness,
) {
  const { one, number, id } = batch;
  const input = one.input;
  const key = await refuse(world, batch, rows, new Random(seed, bad.name).int(0, 49), bad);
  const isGood = (document: WireRow) => document[number] !== key;
  const reason = { key, cause: expect.stringMatching(bad.cause), message: expect.stringMatching(/\S/) };

  const first = await world.run(input, one.scheme);
  expectBalanced(first);
  expect(first).toMatchObject({ outcome: 'attention', counts: { created: 49, rejected: 1 } });
  expect(first.rejected).toEqual([expect.objectContaining(reason)]);
  const good = (await targetOf(world, one)).filter(isGood);
  expectSameTarget(good, expected.filter(isGood));

  await world.control.forgetRequests();
  const next = await world.run(input, one.scheme);
  expect(next).toMatchObject({ counts: { created: 0, unchanged: 49, audited: 0, rejected: 1 } });
  expect((await savedNumbers(world)).filter((saved) => saved !== key)).toEqual([]);
  const ids = new Set(good.map((document) => String(document[id])));
  expect((await advancedIds(world)).filter((advanced) => ids.has(advanced))).toEqual([]);
  expect((await targetOf(world, one)).filter(isGood)).toEqual(good);

  await offer(world, batch, rows);
  await world.control.switches('kingdee', nowhere);
  const repair = repairOf(world, one.scheme, key);
  await repair.signal('retry');
  expect(await repair.result()).toMatchObject({ outcome: 'repaired', how: 'retry', attempts: 1 });
  expectSameTarget(await targetOf(world, one), expected);
}

describe('a batch of 50 with one bad row', () => {
  it.concurrent.each(batches.map((batch) => ({ batch, scheme: batch.one.scheme })))(
    '$scheme: 49 are done, one is refused with its reason and repaired once the cause is gone',
    async ({ batch }) => {
      const { one } = batch;
      const world = await worldFor(one, { scheme: { pageSize: 50, batchSize: 50 } });
      try {
        await world.startWorker();
        const rows = await batch.rows(world);
        await offer(world, batch, rows);
        await world.control.put(...one.target, []);
        expect(await world.run(one.input, one.scheme)).toMatchObject({ counts: { created: 50 } });
        const expected = await targetOf(world, one);
        for (const behaviour of behavioursOf(one)) {
          await world.control.switches('kingdee', behaviour);
          for (const bad of badnessOf(batch, behaviour.batchFailure))
            await part(`${bad.name} under ${JSON.stringify(behaviour)}`, () =>
              oneBad(world, batch, rows, expected, bad),
            );
        }
      } finally {
        await world.stop();
      }
    },
    isLong ? 3_600_000 : 180_000,
  );
});

/** A document on which the platform refuses every call that holds it, without a word on which one it means. */
const poisoned = { wms_co_id: '10000006', words: '操作失败，请联系管理员' } as const;

const poison = {
  platform: 'kingdee',
  operation: 'BatchSave',
  kind: 'answer',
  holds: poisoned.wms_co_id,
  body: {
    Result: {
      ResponseStatus: {
        ErrorCode: 500,
        IsSuccess: false,
        Errors: [{ FieldName: null, Message: poisoned.words, DIndex: 0 }],
        SuccessEntitys: [],
        SuccessMessages: [],
        MsgCode: 11,
      },
    },
  },
};

/** Every save of a run that halves its batch: before it, and where it is carried out, after it too. */
async function savesOf(world: World): Promise<object[]> {
  const saves = await world.control.requests('?operation=BatchSave');
  return saves.flatMap(({ summary }, skip) => {
    const isRefused = (summary.numbers as readonly unknown[]).map(String).includes(poisoned.wms_co_id);
    const kinds = ['timeout-before-commit', ...(isRefused ? [] : ['timeout-after-commit'])];
    return kinds.map((kind) => ({ platform: 'kingdee', operation: 'BatchSave', kind, skip, times: 1 }));
  });
}

describe('a batch that is halved for one document', () => {
  it.concurrent(
    'and a worker that dies between two halves: nothing is doubled, that document is refused alone',
    async () => {
      const one = caseOf('jushuitanWarehousesToKingdeeStocks');
      const world = await worldFor(one, { scheme: { pageSize: 12, batchSize: 12 } });
      try {
        let worker = await world.startWorker();
        // A site that refuses numbers which are there already would hide that one was sent twice.
        await world.control.switches('kingdee', { duplicateNumbers: 'accept' });
        await world.control.put('jushuitan', 'warehouses', warehouses(12));
        const run = async (moment?: object) => {
          await world.control.clearFaults();
          await world.control.put('kingdee', 'BD_STOCK', []);
          for (const fault of moment ? [moment, poison] : [poison]) await world.control.fault(fault);
          await world.control.forgetRequests();
          return world.startRun();
        };
        await (await run()).result();
        const [moments, expected] = [await savesOf(world), await targetOf(world, one)];
        expect(moments.length).toBeGreaterThan(8);
        for (const moment of sampled(moments.slice(1), 2, 'halves'))
          await part(JSON.stringify(moment), async () => {
            const halved = await run(moment);
            worker = await killWhenHeld(world, worker, halved);
            const report = await halved.result();
            expectBalanced(report);
            expect(report).toMatchObject({ read: 12, counts: { rejected: 1, inDoubt: 0 } });
            expect(report.rejected).toMatchObject([
              { key: poisoned.wms_co_id, message: expect.stringContaining(poisoned.words) },
            ]);
            expectSameTarget(await targetOf(world, one), expected);
          });
      } finally {
        await world.stop();
      }
    },
    isLong ? 3_600_000 : 180_000,
  );
});

/** In the short form each behaviour of batches once, with one that the seed draws for a failed audit. */
function behavioursOf({ scheme }: SchemeCase): typeof behaviours {
  if (isLong) return behaviours;
  const random = new Random(seed, `bad ${scheme}`);
  return [random.pick(behaviours.slice(0, 2)), random.pick(behaviours.slice(2))];
}

function badnessOf({ one, badness }: Batch, batchFailure: string): readonly Badness[] {
  return isLong ? badness : [new Random(seed, `${one.scheme} ${batchFailure}`).pick(badness)];
}

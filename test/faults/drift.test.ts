import type { RunInput } from '../../src/contract/run';
import type { WireRow } from '../support/control';
import type { World } from '../support/world';
import { caseOf, type SchemeCase, worldFor } from './support/cases';
import { type MovingList, workOn } from './support/drift';
import { isLong, part, seed } from './support/form';
import { Random } from './support/random';
import { begin, expectBalanced } from './support/reference';
import { wallClock } from './support/rows';
import { expectSameTarget, targetOf } from './support/target';

/** A list, the scheme that reads it, and how its rows come to stand at one and the same time in groups of four. */
interface Drift {
  readonly name: string;
  readonly one: SchemeCase;
  readonly input: RunInput;
  readonly list: MovingList;
  readonly level: (row: WireRow, first: WireRow) => WireRow;
}

const saleouts: MovingList = {
  platform: 'qimen',
  operation: 'jushuitan.saleout.list.query',
  collection: 'saleouts',
  key: 'io_id',
  documentKey: 'FBillNo',
  edited: ({ ts: _version, ...row }) => ({ ...row, modified: wallClock() }),
  fresh: ({ ts: _version, ...row }, number) => ({
    ...row,
    io_id: 790_000 + number,
    modified: wallClock(),
    io_date: wallClock(),
  }),
};
const shops: MovingList = {
  platform: 'guanyi',
  operation: 'gy.erp.shop.get',
  collection: 'shops',
  key: 'code',
  documentKey: 'FNumber',
  edited: (row) => ({ ...row, modify_date: wallClock() }),
  fresh: (row, number) => ({
    ...row,
    id: 990_000_000_000 + number,
    code: String(99_000 + number),
    modify_date: wallClock(),
  }),
};
const customers: MovingList = {
  platform: 'kingdee',
  operation: 'ExecuteBillQuery',
  collection: 'BD_Customer',
  key: 'FName',
  documentKey: 'distributorName',
  edited: (row) => ({ ...row, FADDRESS: '示例路' }),
  fresh: ({ FUseOrgId, FCreateOrgId }, number) => ({
    FNumber: `N${number}`,
    FName: `新客户${number}`,
    FUseOrgId,
    FCreateOrgId,
    FDocumentStatus: 'C',
  }),
};
const bills: MovingList = {
  platform: 'kingdee',
  operation: 'ExecuteBillQuery',
  collection: 'SAL_OUTSTOCK',
  key: 'FBillNo',
  documentKey: 'FBillNo',
  edited: (row) => ({ ...row, FDocumentStatus: 'C' }),
  fresh: ({ FID: _id, ...row }, number) => ({ ...row, FBillNo: `NEU-${number}`, FDocumentStatus: 'A' }),
};

const same = (row: WireRow): WireRow => row;
const qimen = caseOf('qimenSaleoutsToKingdeeOutstocks');
const drifts: readonly Drift[] = [
  {
    name: 'sale-outs by modification',
    one: qimen,
    input: { ...qimen.input, parameters: { dateType: '0' } },
    list: saleouts,
    level: (row, { modified }) => ({ ...row, modified }),
  },
  {
    name: 'sale-outs by shipping',
    one: qimen,
    input: qimen.input,
    list: saleouts,
    level: (row, { io_date }) => ({ ...row, io_date }),
  },
  {
    name: 'shops',
    one: caseOf('guanyiShopsToKingdeeCustomers'),
    input: caseOf('guanyiShopsToKingdeeCustomers').input,
    list: shops,
    level: (row, { modify_date }) => ({ ...row, modify_date }),
  },
  {
    name: 'customers',
    one: caseOf('kingdeeCustomersToGreatonceDistributors'),
    input: {},
    list: customers,
    level: same,
  },
  {
    name: 'bills to audit',
    one: caseOf('kingdeeOutstocksToAudited'),
    input: {},
    list: bills,
    level: same,
  },
];

async function beginLevel(world: World, { one, list, level }: Drift): Promise<void> {
  await begin(world, one);
  const rows = await world.control.rows(list.platform, list.collection);
  const levelled = rows.map((row, index) => level(row, rows[index - (index % 4)] as WireRow));
  await world.control.put(
    list.platform,
    list.collection,
    levelled.map(({ ts: _version, ...row }) => row),
  );
}

async function drift(world: World, drifting: Drift, random: Random): Promise<void> {
  const { one, input, list } = drifting;
  const key = (document: WireRow) => String(document[list.documentKey]);
  await beginLevel(world, drifting);
  await world.run(input, one.scheme);
  const expected = await targetOf(world, one);

  await beginLevel(world, drifting);
  const { platform, operation } = list;
  await world.control.fault({ platform, operation, kind: 'latency', milliseconds: 500 });
  const run = await world.startRun(input, one.scheme);
  const result = run.result();
  const touched = new Set([...(await workOn(world, list, random, result))].map(String));
  const report = await result;
  expectBalanced(report);
  const isUntouched = (document: WireRow) => !touched.has(key(document));
  expect(expected.filter(isUntouched).length).toBeGreaterThan(0);
  expectSameTarget((await targetOf(world, one)).filter(isUntouched), expected.filter(isUntouched));

  await world.control.clearFaults();
  expect(await world.run(input, one.scheme)).toMatchObject({ outcome: 'clean' });
  const inSource = (await world.control.rows(list.platform, list.collection)).map((row) =>
    String(row[list.key]),
  );
  expect((await targetOf(world, one)).map(key)).toEqual(expect.arrayContaining(inSource));
}

describe('rows edited, deleted and added between page calls, with equal times at the boundaries', () => {
  it.concurrent.each(drifts)(
    '$name: none that stood there at the end of the window is missing',
    async (drifting) => {
      const world = await worldFor(drifting.one, { scheme: { pageSize: 3, lagSeconds: 0 } });
      try {
        await world.startWorker();
        for (let round = seed; round < seed + (isLong ? 30 : 1); round += 1)
          await part(drifting.name, () => drift(world, drifting, new Random(round, drifting.name)), round);
      } finally {
        await world.stop();
      }
    },
    isLong ? 3_600_000 : 180_000,
  );
});

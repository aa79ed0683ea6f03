import type { RunReport } from '../../src/contract/run';
import type { WireRow } from '../support/control';
import type { World } from '../support/world';
import { caseOf, type SchemeCase, worldFor } from './support/cases';
import { isLong, part, sampled, seed } from './support/form';
import { Random } from './support/random';
import { expectBalanced } from './support/reference';
import { shops, wallClock } from './support/rows';
import { targetOf } from './support/target';

/** A list with windows, and what the platform may do at their ends. */
interface Edges {
  readonly one: SchemeCase;
  readonly platform: string;
  readonly operation: string;
  readonly collection: string;
  readonly key: string;
  readonly number: string;
  readonly switches: readonly object[];
  readonly parameters: readonly Readonly<Record<string, string>>[];
  /** A row like the first of these that has a time. */
  at(like: readonly WireRow[], number: number, time: string): WireRow;
}

const guanyi: Edges = {
  one: caseOf('guanyiShopsToKingdeeCustomers'),
  platform: 'guanyi',
  operation: 'gy.erp.shop.get',
  collection: 'shops',
  key: 'code',
  number: 'FNumber',
  switches: ['inclusive', 'exclusive-end', 'exclusive'].map((dateBounds) => ({ dateBounds })),
  parameters: [{}],
  at: (_like, number, modify_date) => ({
    ...shops(1)[0],
    id: 920_000_000_000 + number,
    code: String(number),
    name: `店铺${number}`,
    modify_date,
  }),
};
const qimen: Edges = {
  one: caseOf('qimenSaleoutsToKingdeeOutstocks'),
  platform: 'qimen',
  operation: 'jushuitan.saleout.list.query',
  collection: 'saleouts',
  key: 'io_id',
  number: 'FBillNo',
  switches: ['inclusive', 'exclusive'].map((windowEnd) => ({ windowEnd })),
  parameters: [{ dateType: '0' }, { dateType: '2' }],
  at([row], number, time) {
    const { ts: _version, ...like } = row as WireRow;
    return { ...like, io_id: number, modified: time, io_date: time };
  },
};

const lagSeconds = 30;
const equal = 2;

/** Rows of every second around the end of a window that is about to be fixed: several to a second, so that pages end among equals. */
function around(edges: Edges, like: readonly WireRow[], first: number): WireRow[] {
  const begin = Date.now() - lagSeconds * 1_000;
  return Array.from({ length: 24 * equal }, (_, index) =>
    edges.at(like, first + index, wallClock(begin + Math.floor(index / equal) * 1_000)),
  );
}

const timeOf = (row: WireRow) => String(row.modify_date ?? row.modified);

/** Runs the scheme to its end; in its middle a row of those that are read is deleted. */
async function runWithDeletion(world: World, edges: Edges, input: object, random: Random) {
  const { platform, operation, collection } = edges;
  await world.control.forgetRequests();
  await world.control.fault({ platform, operation, kind: 'latency', milliseconds: 300, skip: 2, times: 2 });
  const run = await world.startRun(input, edges.one.scheme);
  let isOver = false;
  const over = (): void => void (isOver = true);
  const result: Promise<RunReport> = run.result();
  result.then(over, over);
  await world.until(
    async () => isOver || (await world.control.requests(`?operation=${operation}`)).length > 2,
  );
  const rows = await world.control.rows(platform, collection);
  const gone = random.pick(rows.slice(0, 2 * equal));
  const left = rows.filter((row) => row[edges.key] !== gone[edges.key]);
  await world.control.put(platform, collection, left);
  return { report: await result, left };
}

async function twoWindows(
  world: World,
  edges: Edges,
  like: readonly WireRow[],
  first: number,
  late: boolean,
) {
  const { one, platform, collection, key, number } = edges;
  const random = new Random(seed, `${one.scheme} ${first}`);
  const parameters = random.pick(edges.parameters);
  const input = { parameters };
  await world.control.put(platform, collection, around(edges, like, first));
  const { report, left } = await runWithDeletion(world, edges, input, random);
  expectBalanced(report);
  const end = String(report.window?.to);
  const through = Date.parse(String(report.syncedThrough));
  expect(wallClock(through)).toBe(end);

  const lateRow = edges.at(like, first + 90, wallClock(through - random.int(1, 50) * 1_000));
  const rows = late ? [...left, lateRow] : left;
  await world.control.put(platform, collection, rows);
  // The next window ends in another second than this one.
  await world.until(() => Promise.resolve(Date.now() - lagSeconds * 1_000 >= through + 2_000));
  const next = await world.run(input, one.scheme);
  expectBalanced(next);
  expect(next).toMatchObject({ outcome: 'clean' });
  expect(Date.parse(String(next.syncedThrough))).toBeGreaterThan(through);
  const held = new Set((await targetOf(world, one)).map((document) => String(document[number])));
  const until = String(next.window?.to);
  const expected = rows.filter((row) => timeOf(row) < until);
  expect(expected.filter((row) => timeOf(row) === end)).not.toEqual([]);
  expect(expected.map((row) => String(row[key])).filter((one) => !held.has(one))).toEqual([]);
}

const wide = { name: 'an overlap of a minute, with a row that arrives late', overlapMinutes: 1, late: true };
const none = { name: 'no overlap', overlapMinutes: 0, late: false };

describe('rows at the edges of two windows one after the other, some deleted while they are read', () => {
  it.concurrent.each([none, wide].flatMap((how) => [guanyi, qimen].map((edges) => ({ ...how, edges }))))(
    '$edges.collection with $name: none is missing, whether ends are inside or not',
    async ({ edges, overlapMinutes, late }) => {
      const world = await worldFor(edges.one, { scheme: { pageSize: 3, lagSeconds, overlapMinutes } });
      try {
        await world.startWorker();
        await edges.one.prepare(world);
        const like = await world.control.rows(edges.platform, edges.collection);
        await world.control.put(edges.platform, edges.collection, []);
        for (const parameters of edges.parameters) await world.run({ parameters }, edges.one.scheme);
        const first = 600_000;
        for (let round = 0; round < (isLong ? 10 : 1); round += 1)
          for (const [index, switches] of positionsOf(edges, late).entries())
            await part(JSON.stringify(switches), async () => {
              await world.control.switches(edges.platform, switches);
              await twoWindows(world, edges, like, first + (round * 10 + index) * 100, late);
            });
      } finally {
        await world.stop();
      }
    },
    isLong ? 3_600_000 : 180_000,
  );
});

/** In the short form one position of the switches, which the seed draws; all of them where no overlap covers both ends. */
function positionsOf({ platform, switches }: Edges, late: boolean): readonly object[] {
  return late || platform === 'qimen' ? sampled(switches, 1, `edges ${platform} ${late}`) : switches;
}

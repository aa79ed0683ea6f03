import { WorkflowFailedError } from '@temporalio/client';
import { repairOf } from '../schemes/repairs';
import type { WireRow } from '../support/control';
import type { World } from '../support/world';
import type { WorkerProgram } from '../support/worker';
import { caseOf, type SchemeCase, worldFor } from './support/cases';
import { isLong, part, sampled, seed } from './support/form';
import { killWhenHeld } from './support/kill';
import { Random } from './support/random';
import { expectBalanced } from './support/reference';
import { shops, wallClock } from './support/rows';
import { targetOf } from './support/target';
import { savedNumbers } from './support/writes';

/** A scheme with a watermark, and new rows for it that every window from now on holds. */
interface Windowed {
  readonly one: SchemeCase;
  readonly list: readonly [platform: string, collection: string];
  readonly key: string;
  readonly number: string;
  readonly overlapMinutes: number;
  fresh(world: World, from: number): Promise<WireRow[]>;
}

const count = 6;
const recently = () => wallClock(Date.now() - 180_000);
const windowed: readonly Windowed[] = [
  {
    one: caseOf('guanyiShopsToKingdeeCustomers'),
    list: ['guanyi', 'shops'],
    key: 'code',
    number: 'FNumber',
    overlapMinutes: 10,
    fresh: (_world, from) =>
      Promise.resolve(
        shops(count).map((row, index) => ({
          ...row,
          id: 910_000_000_000 + from + index,
          code: String(from + index),
          name: `新店${from + index}`,
          modify_date: recently(),
        })),
      ),
  },
  {
    one: caseOf('qimenSaleoutsToKingdeeOutstocks'),
    list: ['qimen', 'saleouts'],
    key: 'io_id',
    number: 'FBillNo',
    overlapMinutes: 60,
    async fresh(world, from) {
      await caseOf('qimenSaleoutsToKingdeeOutstocks').prepare(world);
      const rows = (await world.control.rows('qimen', 'saleouts')).slice(0, count);
      return rows.map(({ ts: _version, ...row }, index) => ({
        ...row,
        io_id: from + index,
        io_date: recently(),
        modified: recently(),
      }));
    },
  },
];

/** One round: rows that are saved and whose audit then fails, in a world whose watermark stands at `mark`. */
interface Round {
  readonly world: World;
  readonly of: Windowed;
  readonly keys: readonly string[];
  /** Some of them: where saving audits too, those that it leaves saved. */
  readonly victims: readonly string[];
  readonly mark: string;
  readonly random: Random;
  worker: WorkerProgram;
}

const audits = { platform: 'kingdee', operation: 'Audit' };
const opened = (world: World) => world.control.switches('kingdee', { auditRefusedNumbers: '' });
const auditCalls = async (world: World) => (await world.control.requests('?operation=Audit')).length;

/** Begins a run, and waits until its first audit is under way: the period is open then, whatever else is wrong. */
async function auditing({ world, of: { one } }: Round, fault: object) {
  await world.control.fault({ ...audits, ...fault });
  const run = await world.startRun({ pageSize: 50 }, one.scheme);
  await world.until(async () => (await auditCalls(world)) > 0);
  await opened(world);
  return run;
}

async function expectSavedOnce({ world, keys }: Round): Promise<void> {
  expect(await savedNumbers(world)).toEqual([...keys].sort());
}

const later = (mark: string | undefined, than: string) =>
  expect(Date.parse(mark ?? '')).toBeGreaterThanOrEqual(Date.parse(than));

/** Ways for an audit to fail. Each answers the watermark that it leaves. */
const ways: readonly { readonly name: string; blow(round: Round): Promise<string> }[] = [
  {
    name: 'refused by a closed period',
    async blow({ world, of: { one }, keys, victims, mark }) {
      await world.control.switches('kingdee', { auditRefusedNumbers: victims.join(',') });
      const report = await world.run({}, one.scheme);
      expectBalanced(report);
      expect(report).toMatchObject({
        outcome: 'attention',
        counts: { created: count - victims.length, rejected: victims.length },
      });
      expect(report.rejected.map(({ key }) => key).sort()).toEqual([...victims].sort());
      // Repairs follow them up.
      later(report.syncedThrough, mark);
      await opened(world);
      await world.control.forgetRequests();
      for (const victim of victims) {
        await repairOf(world, one.scheme, victim).signal('retry');
        expect(await repairOf(world, one.scheme, victim).result()).toMatchObject({ how: 'retry' });
      }
      expect(await savedNumbers(world)).toEqual([]);
      expect(keys).toHaveLength(count);
      return report.syncedThrough as string;
    },
  },
  {
    name: 'unavailable for a while',
    async blow(round) {
      const { world, mark } = round;
      const run = await auditing(round, { kind: 'status', status: 503 });
      await world.until(async () => (await auditCalls(world)) > 1);
      expect((await run.describe()).searchAttributes.SyncedThrough).toBeUndefined();
      await world.control.clearFaults();
      const report = await run.result();
      expectBalanced(report);
      expect(report).toMatchObject({ outcome: 'clean', read: count });
      await expectSavedOnce(round);
      later(report.syncedThrough, mark);
      return report.syncedThrough as string;
    },
  },
  {
    name: 'refused with the credentials, which ends the run',
    async blow(round) {
      const { world, of, mark } = round;
      const { one, overlapMinutes } = of;
      const run = await auditing(round, { kind: 'status', status: 403 });
      await expect(run.result()).rejects.toBeInstanceOf(WorkflowFailedError);
      expect((await run.describe()).searchAttributes.SyncedThrough).toBeUndefined();
      await expectSavedOnce(round);
      await world.control.clearFaults();
      await world.control.forgetRequests();
      const report = await world.run({}, one.scheme);
      expect(report.window?.from).toBe(wallClock(Date.parse(mark) - overlapMinutes * 60_000));
      expect(report).toMatchObject({ outcome: 'clean', read: count, counts: { created: 0 } });
      expect(report.counts.audited).toBeGreaterThan(0);
      expect(await savedNumbers(world)).toEqual([]);
      return report.syncedThrough as string;
    },
  },
  {
    name: 'not answered before the worker dies',
    async blow(round) {
      const { world, mark, random } = round;
      const when = random.pick(['before', 'after']);
      const run = await auditing(round, { kind: `timeout-${when}-commit`, times: 1 });
      round.worker = await killWhenHeld(world, round.worker, run);
      expect((await run.describe()).searchAttributes.SyncedThrough).toBeUndefined();
      const report = await run.result();
      expectBalanced(report);
      expect(report).toMatchObject({ outcome: 'clean', read: count });
      await expectSavedOnce(round);
      later(report.syncedThrough, mark);
      return report.syncedThrough as string;
    },
  },
];

describe('documents that are saved and whose audit fails', () => {
  it.concurrent.each(windowed.map((of) => ({ of, scheme: of.one.scheme })))(
    '$scheme: later only the audit is done, and no watermark passes what is neither done nor followed up',
    async ({ of }) => {
      const { one, list, key, number } = of;
      const world = await worldFor(one, {
        http: { headersTimeoutMs: 120_000, bodyTimeoutMs: 120_000 },
        scheme: { concurrency: 1, pageSize: 50, batchSize: 50 },
      });
      try {
        let worker = await world.startWorker();
        await world.control.switches('kingdee', { autoAuditFailure: 'keep-saved' });
        await world.control.put(...list, []);
        let mark = (await world.run({}, one.scheme)).syncedThrough as string;
        const chosen = sampled(ways, 2, `half done ${one.scheme}`);
        for (const [index, way] of chosen.entries()) {
          const random = new Random(seed, `${way.name} ${one.scheme}`);
          const rows = await of.fresh(world, 810_000 + index * 100);
          const keys = rows.map((row) => String(row[key]));
          const victims = random.sample(keys, 2);
          await world.control.put(...list, rows);
          await world.control.put(...one.target, []);
          await world.control.switches('kingdee', { auditRefusedNumbers: victims.join(',') });
          await world.control.forgetRequests();
          await part(way.name, async () => {
            const round = { world, of, keys, victims, mark, random, worker };
            mark = await way.blow(round);
            worker = round.worker;
            const held = await targetOf(world, one);
            expect(held.map((document) => String(document[number])).sort()).toEqual([...keys].sort());
            expect(held.filter(({ FDocumentStatus }) => FDocumentStatus !== 'C')).toEqual([]);
          });
        }
      } finally {
        await world.stop();
      }
    },
    isLong ? 3_600_000 : 180_000,
  );
});

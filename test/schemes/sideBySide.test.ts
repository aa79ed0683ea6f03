import { CancelledFailure, type WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import path from 'node:path';
import type { ContinuedRun } from '../../src/workflows/engine/run';
import { pauseSignal, progressQuery, resumeSignal } from '../../src/workflows/definitions';
import { root } from '../../src/root';
import { expectSameTarget } from '../faults/support/target';
import type { JournalEntry } from '../support/control';
import { World } from '../support/world';
import {
  dayAsked,
  dayOf,
  listCall,
  listCalls,
  numbersIn,
  numbersOf,
  putSaleoutDays,
  saleoutScheme,
  windowOf,
} from './saleoutDays';

const DAY = 86_400_000;
const qimenCalls = { platform: 'qimen', operation: listCall };

/** Pairs of calls of which the later one came while the other was under way. */
function overlapping(calls: readonly JournalEntry[]): (readonly [JournalEntry, JournalEntry])[] {
  const end = ({ at, milliseconds }: JournalEntry) => Date.parse(at) + milliseconds;
  return calls.flatMap((one, index) =>
    calls
      .slice(index + 1)
      .filter(({ at }) => Date.parse(at) < end(one))
      .map((other) => [one, other] as const),
  );
}

const apart = (one: JournalEntry, other: JournalEntry) =>
  Math.abs(Date.parse(dayAsked(one)) - Date.parse(dayAsked(other))) / DAY;

describe('slices side by side', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({ scheme: { pageSize: 4, batchSize: 4, lagSeconds: 0 } });
  });
  afterAll(() => world.stop());

  const pending = async () => (await listCalls(world)).filter(({ outcome }) => outcome === 'pending');
  const hold = (milliseconds: number, times?: number, skip = 0) =>
    world.control.fault({ ...qimenCalls, kind: 'latency', milliseconds, skip, ...(times && { times }) });

  it('are read four at once, none twice and no neighbours, and end in the target as those read one by one', async () => {
    const worker = await world.startWorker();
    const rows = await putSaleoutDays(world, 9, 10);
    // Each midnight between two slices belongs to both.
    const books = {
      outcome: 'clean',
      read: rows.length + 8,
      counts: { created: rows.length, unchanged: 8, rejected: 0 },
    };
    const input = windowOf(9);
    expect(await world.run({ ...input, concurrency: 1 }, saleoutScheme)).toMatchObject(books);
    expect(overlapping(await listCalls(world))).toEqual([]);
    const expected = await world.control.rows('kingdee', 'SAL_OUTSTOCK');

    await world.control.put('kingdee', 'SAL_OUTSTOCK', []);
    await world.control.forgetRequests();
    await hold(2_000, 4);
    await hold(100, undefined, 4);
    const run = await world.startRun({ ...input, concurrency: 4 }, saleoutScheme);
    await world.until(async () => (await pending()).length === 4);
    expect((await pending()).map(dayAsked).toSorted()).toEqual([1, 3, 5, 7].map((day) => dayOf(day, 9)));
    expect(await run.result()).toMatchObject(books);
    await world.control.clearFaults();
    const together = overlapping((await listCalls(world)).filter(isOfSlice));
    expect(together.length).toBeGreaterThan(0);
    expect(together.filter(([one, other]) => apart(one, other) < 2)).toEqual([]);
    expectSameTarget(await world.control.rows('kingdee', 'SAL_OUTSTOCK'), expected);
    await worker.stop();
  });

  it('stand still when the run is paused, each after the page in flight, and go on from there', async () => {
    const worker = await world.startWorker();
    const rows = await putSaleoutDays(world, 5, 10);
    await hold(1_500, 3, 3);
    const run = await world.startRun({ ...windowOf(5), concurrency: 3 }, saleoutScheme);
    await world.until(async () => (await listCalls(world)).length === 6);
    await run.signal(pauseSignal);
    await world.until(async () => (await run.query(progressQuery)).pagesDone === 3);
    const reading = [1, 3, 5].map((day) => ({ slice: dayOf(day, 5), inFlight: [], nextPage: 2 }));
    expect(await run.query(progressQuery)).toMatchObject({
      state: 'paused',
      concurrency: 3,
      inFlight: [],
      nextPage: 2,
      slices: { done: 0, total: 5, reading },
    });
    const { currentDetails } = await metadataOf(run);
    expect(currentDetails).toContain('slices 时间片 0 / 5');
    expect(currentDetails).toContain(`reading 正在读取 ${dayOf(1, 5)} · page 2, ${dayOf(3, 5)} · page 2`);
    await worker.stop();
    const next = await world.startWorker();
    expect(await listCalls(world)).toHaveLength(6);
    await run.signal(resumeSignal);
    expect(await run.result()).toMatchObject({ outcome: 'clean', counts: { created: rows.length } });
    expect(await summariesOf(run)).toEqual(
      expect.arrayContaining([
        `${dayOf(3, 5)} · count pages`,
        `${dayOf(3, 5)} · page 3`,
        expect.stringMatching(`^${dayOf(4, 5)} · page 1 · \\d saved`),
        'changed · page 1',
      ]),
    );
    await next.stop();
  });

  it('are not even begun while the run is paused', async () => {
    const worker = await world.startWorker();
    // Three rows a day with the midnight that it shares: one page with room.
    const rows = await putSaleoutDays(world, 5, 2);
    await hold(1_500, 3, 3);
    const run = await world.startRun({ ...windowOf(5), concurrency: 3 }, saleoutScheme);
    await world.until(async () => (await listCalls(world)).length === 6);
    await run.signal(pauseSignal);
    await world.until(async () => (await run.query(progressQuery)).pagesDone === 3);
    const { slices } = await run.query(progressQuery);
    expect([slices, (await listCalls(world)).length]).toEqual([{ done: 3, total: 5 }, 6]);
    await run.signal(resumeSignal);
    expect(await run.result()).toMatchObject({ outcome: 'clean', counts: { created: rows.length } });
    await worker.stop();
  });

  it('are finished page by page when the run is cancelled, and nothing is left half done', async () => {
    const worker = await world.startWorker();
    const rows = await putSaleoutDays(world, 5, 10);
    await world.control.fault({
      platform: 'kingdee',
      operation: 'BatchSave',
      kind: 'latency',
      milliseconds: 1_500,
      skip: 1,
      times: 3,
    });
    const run = await world.startRun({ ...windowOf(5), concurrency: 3 }, saleoutScheme);
    await world.until(async () => (await world.held()).length >= 2);
    await run.cancel();
    const failure = await run.result().catch((error: WorkflowFailedError) => error.cause);
    expect(failure).toBeInstanceOf(CancelledFailure);
    await world.control.clearFaults();
    const held = await world.control.rows('kingdee', 'SAL_OUTSTOCK');
    expect(held.length).toBeLessThan(rows.length);
    expect(held.map(({ FDocumentStatus }) => FDocumentStatus)).toEqual(held.map(() => 'C'));
    expect(await run.query(progressQuery)).toMatchObject({ counts: { created: held.length } });
    expect(await world.run(windowOf(5), saleoutScheme)).toMatchObject({
      outcome: 'clean',
      counts: { created: rows.length - held.length, unchanged: held.length + 4 },
    });
    await worker.stop();
  });

  it('lose and double nothing when the worker is killed with several of them half-way', async () => {
    const worker = await world.startWorker();
    const rows = await putSaleoutDays(world, 5, 10);
    const saves = { platform: 'kingdee', operation: 'BatchSave', kind: 'timeout-after-commit' };
    await world.control.fault({ ...saves, skip: 3, times: 3 });
    const run = await world.startRun({ ...windowOf(5), concurrency: 3 }, saleoutScheme);
    await world.until(async () => (await world.held()).length === 3);
    await world.killWorker(worker);
    const next = await world.startWorker();
    expect(await run.result()).toMatchObject({ outcome: 'clean', counts: { rejected: 0, inDoubt: 0 } });
    expect(await numbersIn(world)).toEqual(numbersOf(rows));
    await next.stop();
  });

  it('lose no bill when others leave their slices while they are read', async () => {
    const worker = await world.startWorker();
    const rows = await putSaleoutDays(world, 7, 15);
    await world.control.switches('qimen', { touch: 6 });
    const input = { from: dayOf(1, 7), parameters: { dateType: '0' } };
    await world.run({ ...input, concurrency: 4 }, saleoutScheme);
    const after = await world.control.rows('qimen', 'saleouts');
    const now = new Map(after.map(({ io_id, modified }) => [io_id, modified]));
    const still = rows.filter(({ io_id, modified }) => now.get(io_id) === modified);
    expect(still.length).toBeLessThan(rows.length);
    expect(await numbersIn(world)).toEqual(expect.arrayContaining(numbersOf(still)));
    await world.control.switches('qimen', { touch: 0 });
    await world.run({ ...input, concurrency: 4 }, saleoutScheme);
    expect(await numbersIn(world)).toEqual(numbersOf(rows));
    await worker.stop();
  });

  it('go on after a continuation, each where it stood', async () => {
    const worker = await world.startWorker();
    const rows = await putSaleoutDays(world, 7, 18);
    const run = await world.startRun({ ...windowOf(7), concurrency: 3, pageSize: 1 }, saleoutScheme);
    expect(await run.result()).toMatchObject({
      outcome: 'clean',
      pages: rows.length + 6,
      counts: { created: rows.length, unchanged: 6 },
    });
    expect(await numbersIn(world)).toEqual(numbersOf(rows));
    const first = world.client.workflow.getHandle(run.workflowId, run.firstExecutionRunId);
    const { lists } = await continuedOf(first);
    expect(lists.begun.length).toBeGreaterThanOrEqual(2);
    expect((await first.describe()).historyLength).toBeLessThan(1_500);
    // A page is read once, and the first of a slice once more to count them.
    const asked = (await listCalls(world)).filter(isOfSlice).map(({ summary }) => JSON.stringify(summary));
    expect(asked.length - new Set(asked).size).toBe(7);
    await expectReplays(first);
    await expectReplays(world.client.workflow.getHandle(run.workflowId));
    await worker.stop();
  });
});

/** What changed meanwhile is asked for by modification time. */
function isOfSlice({ summary }: JournalEntry): boolean {
  return summary.date_type === '2';
}

async function metadataOf(run: WorkflowHandle): Promise<{ readonly currentDetails?: string }> {
  return run.query('__temporal_workflow_metadata');
}

/** The lines that the Temporal UI shows of a run's activities. */
async function summariesOf(run: WorkflowHandle): Promise<string[]> {
  const { events } = await run.fetchHistory();
  return events!.flatMap(({ userMetadata }) => {
    const data = userMetadata?.summary?.data;
    return data ? [JSON.parse(Buffer.from(data).toString()) as string] : [];
  });
}

/** What an execution handed on to its continuation. */
async function continuedOf(execution: WorkflowHandle): Promise<ContinuedRun> {
  const { events } = await execution.fetchHistory();
  const { input } = events!.at(-1)!.workflowExecutionContinuedAsNewEventAttributes!;
  return JSON.parse(Buffer.from(input!.payloads![1]!.data!).toString()) as ContinuedRun;
}

async function expectReplays(execution: WorkflowHandle): Promise<void> {
  if (!Runtime._instance) Runtime.install({ logger: new DefaultLogger('ERROR') });
  const workflowBundle = { codePath: path.join(root, 'dist', 'workflow-bundle.js') };
  const history = await execution.fetchHistory();
  await expect(Worker.runReplayHistory({ workflowBundle }, history)).resolves.toBeUndefined();
}

import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { SharedBudget } from '../../src/budget/shared';
import { temporalLender } from '../../src/budget/share';
import { root } from '../../src/root';
import type { BudgetInput } from '../../src/workflows/budget/accountBudget';
import { budgetId } from '../../src/contract/ids';

const taskQueue = `budget-${process.pid}-${Date.now()}`;
const windows = [
  { calls: 3, withinMs: 500 },
  { calls: 12, withinMs: 3_000 },
];
const never = () => new AbortController().signal;

/** The fullest window of that length; 5 ms for a start that is noted late. */
function fullest(starts: readonly number[], withinMs: number): number {
  return Math.max(
    ...starts.map((from) => starts.filter((at) => at >= from && at - from < withinMs - 5).length),
  );
}

describe('the budget of an account', () => {
  let connection: NativeConnection;
  let client: Client;
  let worker: Worker;
  let running: Promise<void>;

  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    connection = await NativeConnection.connect({ address: process.env.JINQIAO_TEST_TEMPORAL ?? '' });
    const namespace = process.env.JINQIAO_TEST_NAMESPACE ?? 'default';
    client = new Client({ connection, namespace });
    worker = await Worker.create({
      connection,
      namespace,
      taskQueue,
      workflowBundle: { codePath: path.join(root, 'dist', 'workflow-bundle.js') },
    });
    running = worker.run();
  });
  afterAll(async () => {
    worker.shutdown();
    await running;
    await connection.close();
  });

  /** A worker process's part of the account's budget. */
  const part = (account: string) =>
    new SharedBudget({
      windows,
      lender: temporalLender(client, taskQueue, account),
      onTrouble: (error) => void process.stderr.write(`${String(error)}\n`),
    });

  const start = (account: string, input: BudgetInput) =>
    client.workflow.start('accountBudget', {
      taskQueue,
      workflowId: budgetId(taskQueue, account),
      args: [input],
    });

  /** Starts of so many calls that all ask at once. */
  async function startsOf(budget: SharedBudget, calls: number): Promise<number[]> {
    const one = async () => {
      await budget.read(never());
      return performance.now();
    };
    return Promise.all(Array.from({ length: calls }, one));
  }

  function expectKept(starts: readonly number[]): void {
    for (const { calls, withinMs } of windows) expect(fullest(starts, withinMs)).toBeLessThanOrEqual(calls);
  }

  it('is kept by two workers together, and used while work waits', async () => {
    const [one, other] = [part('two'), part('two')];
    const starts = (await Promise.all([startsOf(one, 18), startsOf(other, 18)])).flat();
    expectKept(starts);
    expect(fullest(starts, 3_000)).toBe(12);
    // 36 calls at 12 a window: the last third begins two windows after the first.
    const sorted = starts.sort((a, b) => a - b);
    const took = (sorted[24] ?? 0) - (sorted[0] ?? 0);
    expect(took / 6_000).toBeLessThan(1.5);
  });

  it('goes on when a worker died with what it was lent', async () => {
    const dead = temporalLender(client, taskQueue, 'dead');
    const lease = await dead({ count: 5, windows, clockUncertaintyMs: 0 }, 'dead');
    expect(lease.slots).toHaveLength(5);
    expectKept(await startsOf(part('dead'), 9));
  });

  it('continues as new with what it has lent', async () => {
    const first = await start('long', { mostEvents: 12 });
    const [one, other] = [part('long'), part('long')];
    const starts = (await Promise.all([startsOf(one, 9), startsOf(other, 9)])).flat();
    expectKept(starts);
    const last = await client.workflow.getHandle(first.workflowId).describe();
    expect(last.status.name).toBe('RUNNING');
    expect(last.runId).not.toBe(first.firstExecutionRunId);
    expect(last.historyLength).toBeLessThan(40);
  });

  it('has a history that replays', async () => {
    const workflowId = budgetId(taskQueue, 'two');
    const history = await client.workflow.getHandle(workflowId).fetchHistory();
    const workflowBundle = { codePath: path.join(root, 'dist', 'workflow-bundle.js') };
    await expect(Worker.runReplayHistory({ workflowBundle }, history)).resolves.toBeUndefined();
  });

  it('ends when nobody asks any more and its windows are empty, and begins again', async () => {
    const first = await start('idle', { idleMs: 200 });
    const budget = part('idle');
    const [began = 0] = await startsOf(budget, 1);
    await first.result();
    expect((performance.now() - began) / 3_000).toBeGreaterThan(0.95);
    await startsOf(budget, 1);
    const second = await client.workflow.getHandle(first.workflowId).describe();
    expect(second.runId).not.toBe(first.firstExecutionRunId);
  });

  it('pauses all workers when one was throttled', async () => {
    const [one, other] = [part('pause'), part('pause')];
    await Promise.all([startsOf(one, 1), startsOf(other, 1)]);
    const begin = performance.now();
    one.throttled(2_000);
    await sleep(200);
    const [began = 0] = await startsOf(other, 1);
    expect((began - begin) / 2_000).toBeGreaterThan(0.95);
  });

  it('does not let a caller wait in silence where no worker answers', async () => {
    const lender = temporalLender(client, `${taskQueue}-nobody`, 'nobody');
    await expect(lender({ count: 1, windows, clockUncertaintyMs: 0 }, 'once')).rejects.toThrow();
  });
});

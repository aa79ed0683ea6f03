import { WorkflowNotFoundError } from '@temporalio/client';
import { hasWindow } from '../../src/activities/plan/window';
import { budgetId } from '../../src/contract/ids';
import { schemes } from '../../src/workflows/catalogue';
import { jinqiao } from '../commands/jinqiao';
import type { WireRow } from '../support/control';
import { World } from '../support/world';
import { warehouses } from './warehouses';

const limits = { perSecond: 4, perMinute: 60 };
const account = { budget: { ...limits, account: 'merchant' } };
const warehouseScheme = 'jushuitanWarehousesToKingdeeStocks';

/** Asia/Shanghai day some days ago. */
const daysAgo = (days: number) =>
  new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10);

describe('two workers and five schemes on one account', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({ jushuitan: account, qimen: account });
    await world.control.reset({ sizes: { saleouts: 300, BD_Customer: 6 } });
    await world.withoutRates();
    await world.control.put('kingdee', 'BD_STOCK', []);
    await onlyGoodSaleouts();
  });
  afterAll(() => world.stop());

  /** Sale-outs with returned goods are refused; here every record is to be written. */
  async function onlyGoodSaleouts(): Promise<void> {
    const rows = await world.control.rows('qimen', 'saleouts');
    const isGood = ({ items }: WireRow) => (items as { qty: number }[]).every(({ qty }) => qty >= 0);
    await world.control.put('qimen', 'saleouts', rows.filter(isGood));
  }

  /** The sandbox counts each platform by itself; the merchant counts both together. */
  async function countAsThePlatformDoes(): Promise<void> {
    for (const platform of ['jushuitan', 'qimen'])
      await world.control.switches(platform, {
        ratePerSecond: limits.perSecond,
        ratePerMinute: limits.perMinute,
      });
  }

  /** Moments at which calls on the account arrived, by the sandbox's clock, and what became of them. */
  async function arrivals(): Promise<{ at: number; outcome: string }[]> {
    const calls = [
      ...(await world.control.requests('?platform=jushuitan')),
      ...(await world.control.requests('?platform=qimen')),
    ];
    return calls.map(({ at, outcome }) => ({ at: Date.parse(at), outcome })).sort((a, b) => a.at - b.at);
  }

  function fullest(calls: readonly { at: number }[], withinMs: number): number {
    return Math.max(
      ...calls.map(({ at }, index) => calls.slice(index).filter((call) => call.at < at + withinMs).length),
    );
  }

  function expectKept(calls: readonly { at: number; outcome: string }[]): void {
    expect(calls.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
    expect(fullest(calls, 1_000)).toBeLessThanOrEqual(limits.perSecond);
    expect(fullest(calls, 60_000)).toBeLessThanOrEqual(limits.perMinute);
  }

  it('never exceed its budget, and all finish', async () => {
    // The stocks that the sale-outs ship from.
    await world.startWorker();
    await world.run({ parameters: { organization: '100' } }, warehouseScheme);
    await world.control.put('jushuitan', 'warehouses', warehouses(80));
    await world.control.forgetRequests();
    await world.startWorker();
    await countAsThePlatformDoes();

    const inputs = Object.values(schemes).map(
      (table) => [table.name, { pageSize: 10, ...(hasWindow(table) ? { from: daysAgo(3) } : {}) }] as const,
    );
    const also = [warehouseScheme, { pageSize: 10, parameters: { organization: '102' } }] as const;
    const runs = await Promise.all([...inputs, also].map(([name, input]) => world.startRun(input, name)));
    const reports = await Promise.all(runs.map((run) => run.result()));

    expect(reports.map(({ scheme, outcome }) => [scheme, outcome])).toEqual(
      [...inputs, also].map(([scheme]) => [scheme, 'clean']),
    );
    const calls = await arrivals();
    expect(calls.length).toBeGreaterThan(20);
    expectKept(calls);
  });

  it('do not hold each other up when one of them is killed', async () => {
    await world.control.put('jushuitan', 'warehouses', warehouses(60));
    await world.control.forgetRequests();
    const doomed = await world.startWorker();
    const input = (organization: string) => ({ pageSize: 5, parameters: { organization } });
    const runs = await Promise.all(['101', '103'].map((number) => world.startRun(input(number))));
    await world.until(async () => (await arrivals()).length > 5);
    await world.killWorker(doomed);
    const reports = await Promise.all(runs.map((run) => run.result()));
    expect(reports.map(({ outcome, read }) => [outcome, read])).toEqual([
      ['clean', 60],
      ['clean', 60],
    ]);
    expectKept(await arrivals());
  });
});

test('a command takes part while there is a worker, and does without', async () => {
  const world = await World.start({ jushuitan: account });
  try {
    const preview = () =>
      jinqiao(['preview', warehouseScheme, '--json'], { env: { ...process.env, ...world.env } });
    const budget = world.client.workflow.getHandle(budgetId(world.taskQueue, 'merchant'));
    expect((await preview()).code).toBe(0);
    await expect(budget.describe()).rejects.toThrow(WorkflowNotFoundError);
    await world.startWorker();
    expect((await preview()).code).toBe(0);
    expect((await budget.describe()).status.name).toBe('RUNNING');
  } finally {
    await world.stop();
  }
});

test('a worker that stops leaves the pages that wait for their turn to the next', async () => {
  const world = await World.start({ jushuitan: { budget: { perSecond: 1, perMinute: 1 } } });
  try {
    await world.control.put('jushuitan', 'warehouses', warehouses(20));
    const worker = await world.startWorker();
    const run = await world.startRun({ pageSize: 5 });
    await world.until(async () => (await world.control.requests('?platform=jushuitan')).length === 1);
    await worker.stop();
    const pending = (await run.describe()).raw.pendingActivities ?? [];
    expect(pending.map(({ lastFailure }) => lastFailure?.message)).toContainEqual(
      expect.stringContaining('this worker stops before its turn came'),
    );
    await run.terminate();
  } finally {
    await world.stop();
  }
});

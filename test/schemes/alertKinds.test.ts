import { ScheduleOverlapPolicy } from '@temporalio/client';
import { shanghaiTime } from '../../src/contract/time';
import { startScriptedServer, text } from '../connectors/scripted-server';
import { World } from '../support/world';
import { Group } from './group';
import { shops } from './shops';
import { warehouses } from './warehouses';

const HOUR = 3_600_000;
const windowed = 'guanyiShopsToKingdeeCustomers';
const stocks = 'jushuitanWarehousesToKingdeeStocks';

describe('alerts: warnings, and reconciliations that fail', () => {
  let world: World;
  let group: Group;
  beforeAll(async () => {
    group = new Group(await startScriptedServer(text('')));
    const channels = { group: { format: 'json', url: { env: 'GROUP_URL' } } };
    world = await World.start({ alerts: { watchMinutes: 0, channels } });
    await world.startWorker({ env: { GROUP_URL: group.server.url } });
  });
  afterAll(async () => {
    await world.stop();
    await group.server.close();
  });
  beforeEach(() => {
    group.server.seen.length = 0;
  });

  const until = (...wanted: string[]) => world.until(async () => group.heard(...wanted));

  /** Runs the scheme as its Schedule did so many hours ago. */
  async function runHoursAgo(hours: number): Promise<void> {
    const workflowId = `${world.taskQueue}/past`;
    const schedule = await world.client.schedule.create({
      scheduleId: workflowId,
      spec: { intervals: [{ every: HOUR }] },
      action: { type: 'startWorkflow', workflowType: windowed, taskQueue: world.taskQueue, workflowId },
      state: { paused: true },
    });
    const start = new Date(Date.now() - hours * HOUR);
    const overlap = ScheduleOverlapPolicy.ALLOW_ALL;
    await schedule.backfill({ start, end: new Date(start.getTime() + HOUR), overlap });
    await world.until(async () => (await schedule.describe()).info.recentActions.length > 0);
    const [action] = (await schedule.describe()).info.recentActions;
    await world.client.workflow.getHandle(action!.action.workflow.workflowId).result();
    await schedule.delete();
    await world.until(async () => (await world.client.workflow.count('SyncedThrough IS NOT NULL')).count > 0);
  }

  it('tells of a window that is empty for too long, and when rows come again', async () => {
    await world.control.put('guanyi', 'shops', shops(3));
    await runHoursAgo(60);
    expect(await world.run(undefined, windowed)).toMatchObject({
      outcome: 'attention',
      read: 0,
      warnings: [{ cause: 'empty-for-too-long' }],
    });
    await until('raised warning');
    expect(group.told()).toMatchObject([
      { kind: 'warning', scheme: windowed, subject: 'empty-for-too-long', counts: { read: 0 } },
    ]);
    expect(group.told()[0]!.advice?.zh).toContain('授权');
    // It lasts, so nothing is said.
    await world.run(undefined, windowed);
    const fresh = { ...shops(4)[3], modify_date: shanghaiTime(Date.now() - 60_000) };
    await world.control.put('guanyi', 'shops', [...shops(3), fresh]);
    expect(await world.run(undefined, windowed)).toMatchObject({ outcome: 'clean', read: 1 });
    await until('resolved warning');
    expect(group.words()).toEqual(['raised warning', 'resolved warning']);
  });

  const reconcile = (input: object = {}) =>
    world.client.workflow.execute('reconcileScheme', {
      taskQueue: world.taskQueue,
      workflowId: `reconcile-${Date.now()}`,
      args: [{ scheme: stocks, ...input }],
    });

  it('tells of a reconciliation that fails in the middle, and when one of the same days ends', async () => {
    await world.control.put('jushuitan', 'warehouses', warehouses(5));
    await world.control.put('kingdee', 'BD_STOCK', []);
    await world.run(undefined, stocks);
    const refused = { platform: 'jushuitan', kind: 'answer', body: { code: 190, msg: '无API权限' } };
    await world.control.fault(refused);
    await expect(reconcile()).rejects.toThrow();
    await until('raised failed');
    expect(group.told()).toMatchObject([
      {
        kind: 'failed',
        of: 'reconciliation',
        scheme: stocks,
        message: expect.stringContaining('无API权限'),
        run: { workflowId: expect.stringContaining('reconcile-') },
      },
    ]);
    expect(group.server.seen[0]!.body).toContain('对账失败 / reconciliation failed');
    await expect(reconcile()).rejects.toThrow();
    await world.control.clearFaults();
    // A run that ends well says nothing of the reconciliation.
    await world.run(undefined, stocks);
    expect(await reconcile()).toMatchObject({ outcome: 'clean' });
    await until('resolved failed');
    expect(group.words()).toEqual(['raised failed', 'resolved failed']);
    expect(group.told()[1]).toMatchObject({ of: 'reconciliation' });
  });

  it('tells of a reconciliation that cannot be planned', async () => {
    await expect(reconcile({ parameters: { nonsense: '1' } })).rejects.toThrow();
    await until('raised failed');
    expect(group.told()).toMatchObject([
      { of: 'reconciliation', message: expect.stringContaining('nonsense') },
    ]);
    await reconcile();
    await until('resolved failed');
  });

  it('says nothing of a reconciliation that a person cancels', async () => {
    await world.control.fault({ platform: 'jushuitan', kind: 'status', status: 503 });
    const handle = await world.client.workflow.start('reconcileScheme', {
      taskQueue: world.taskQueue,
      workflowId: 'reconcile-cancelled',
      args: [{ scheme: stocks }],
    });
    await world.until(async () => (await world.control.requests('?platform=jushuitan')).length > 0);
    await handle.cancel();
    await expect(handle.result()).rejects.toThrow();
    await world.control.clearFaults();
    // What would have been told of it comes before what is told of this run.
    await expect(world.run({ parameters: { nonsense: '1' } }, stocks)).rejects.toThrow();
    await until('raised failed');
    expect(
      group.told().map(({ of, message }) => [of, JSON.stringify(message ?? '').includes('nonsense')]),
    ).toEqual([[undefined, true]]);
  });
});

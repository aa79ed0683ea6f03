import type { RunContext } from '../../src/contract/run';
import { type WorkflowHandle, ScheduleOverlapPolicy } from '@temporalio/client';
import type { WireRow } from '../support/control';
import { World } from '../support/world';
import { warehouses } from './warehouses';

const scheme = 'guanyiShopsToKingdeeCustomers';

/** Asia/Shanghai wall-clock text of a moment. */
const shanghai = (moment: number) =>
  new Date(moment + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
const minutesAgo = (minutes: number) => shanghai(Date.now() - minutes * 60_000);

const shop = (at: number, modify_date: string, name = `店铺${at}`): WireRow => ({
  id: 900_000_000_000 + at,
  nick: name,
  code: String(10_001 + at),
  name,
  create_date: '2026-01-01 00:00:00',
  modify_date,
  note: '',
  type_name: '天猫',
});

describe('windows and the watermark', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
    await world.startWorker();
    await world.control.put('kingdee', 'BD_Customer', []);
  });
  afterEach(() => world.stop());

  const put = (rows: WireRow[]) => world.control.put('guanyi', 'shops', rows);
  const run = (input = {}) => world.run(input, scheme);
  const old = () => [shop(0, '2026-01-05 00:00:00'), shop(1, '2026-01-06 00:00:00')];

  it('begins where the last balanced run ended, less the overlap; the watermark is searchable', async () => {
    await put(old());
    const first = await run();
    expect(first).toMatchObject({ outcome: 'clean', read: 2, window: { from: '' } });
    const through = Date.parse(first.syncedThrough!);
    expect(first.window!.to).toBe(shanghai(through));
    await world.until(async () => (await marked()).length === 1);
    expect(await marked()).toEqual([new Date(through)]);

    await put([...old(), shop(2, minutesAgo(8))]);
    const second = await run();
    expect(second).toMatchObject({
      read: 1,
      counts: { created: 1 },
      window: { from: shanghai(through - 600_000) },
    });
  });

  /** Watermarks of this world's runs, as the run list shows them. */
  async function marked(): Promise<Date[]> {
    const query = `TaskQueue="${world.taskQueue}" AND SyncedThrough IS NOT NULL`;
    const found: Date[] = [];
    for await (const { searchAttributes } of world.client.workflow.list({ query })) {
      found.push(...(searchAttributes.SyncedThrough as Date[]));
    }
    return found;
  }

  it('reads a row again that the source shows late, inside the overlap', async () => {
    await put(old());
    await run();
    await put([...old(), shop(3, minutesAgo(9))]);
    expect(await run()).toMatchObject({ counts: { created: 1 } });
    expect(await run()).toMatchObject({ counts: { created: 0, unchanged: 1 } });
  });

  it('is moved past a refused record, which its repair follows up', async () => {
    await put([...old(), shop(4, minutesAgo(5), '')]);
    const report = await run();
    expect(report).toMatchObject({ outcome: 'attention', counts: { rejected: 1 } });
    expect(Date.parse(report.syncedThrough!)).toBeGreaterThan(0);
  });

  it('is handed on by a Schedule, whose time ends the window', async () => {
    await put(old());
    const schedule = await world.client.schedule.create({
      scheduleId: world.taskQueue,
      spec: {},
      action: {
        type: 'startWorkflow',
        workflowType: scheme,
        taskQueue: world.taskQueue,
        workflowId: `s-${world.taskQueue}`,
      },
    });
    try {
      await schedule.trigger(ScheduleOverlapPolicy.SKIP);
      await world.until(async () => (await actions()) === 1);
      await schedule.trigger(ScheduleOverlapPolicy.SKIP);
      await world.until(async () => (await actions()) === 2);
    } finally {
      await schedule.delete();
    }

    async function actions(): Promise<number> {
      const { info } = await schedule.describe();
      return info.runningActions.length === 0 ? info.recentActions.length : 0;
    }

    const runs: { readonly startTime: Date; readonly handle: WorkflowHandle }[] = [];
    for await (const { workflowId, runId, startTime } of world.client.workflow.list({
      query: `TaskQueue="${world.taskQueue}" AND WorkflowType="${scheme}"`,
    })) {
      runs.push({ startTime, handle: world.client.workflow.getHandle(workflowId, runId) });
    }
    const inOrder = runs.toSorted((a, b) => a.startTime.getTime() - b.startTime.getTime());
    const facts = await Promise.all(inOrder.map(({ handle }) => factsOf(handle)));
    const [first, second] = facts as [RunContext, RunContext];
    expect(first.last).toBeUndefined();
    expect(second.last).toMatchObject({ syncedThrough: new Date(first.dueAt - 60_000).toISOString() });
  });

  /** What a run told its plan. */
  async function factsOf(handle: WorkflowHandle): Promise<RunContext> {
    const { events } = await handle.fetchHistory();
    const planned = events!.find(
      ({ activityTaskScheduledEventAttributes: task }) => task?.activityType?.name === 'planRun',
    );
    const payload = planned!.activityTaskScheduledEventAttributes!.input!.payloads![2]!;
    return JSON.parse(Buffer.from(payload.data!).toString()) as RunContext;
  }
});

describe('a watermark without repairs', () => {
  it('is not moved by a backfill, a run with open records, or a failed run', async () => {
    const world = await World.start({ scheme: { repairs: false } });
    try {
      await world.startWorker();
      await world.control.put('kingdee', 'BD_Customer', []);
      const put = (rows: WireRow[]) => world.control.put('guanyi', 'shops', rows);
      const run = (input = {}) => world.run(input, scheme);
      const old = [shop(0, '2026-01-05 00:00:00'), shop(1, '2026-01-06 00:00:00')];
      await put(old);
      const first = await run();
      expect(await run({ from: '2026-01-01', to: '2026-01-05' })).not.toHaveProperty('syncedThrough');
      await put([...old, shop(4, minutesAgo(5), '')]);
      expect(await run()).toMatchObject({ outcome: 'attention', counts: { rejected: 1 } });
      await world.control.fault({ platform: 'kingdee', kind: 'status', status: 403 });
      await put([...old, shop(5, minutesAgo(4))]);
      await expect(run()).rejects.toThrow();
      await world.control.clearFaults();
      await put([...old, shop(4, minutesAgo(5)), shop(5, minutesAgo(4))]);
      const last = await run();
      expect(last.window!.from).toBe(shanghai(Date.parse(first.syncedThrough!) - 600_000));
      expect(last).toMatchObject({ outcome: 'clean', counts: { created: 2 } });
    } finally {
      await world.stop();
    }
  });
});

describe.each(['UTC', 'Asia/Shanghai', 'America/New_York'])('a worker in %s', (zone) => {
  it('reads the same window', async () => {
    const world = await World.start();
    try {
      await world.startWorker({ env: { TZ: zone } });
      await world.control.put('guanyi', 'shops', [
        shop(0, '2026-01-05 01:00:00'),
        shop(1, '2026-01-05 00:59:59'),
      ]);
      const report = await world.run({ from: '2026-01-05 01:00:00' }, scheme);
      const due = Date.parse(report.startedAt) - 60_000;
      expect(report).toMatchObject({ read: 1, window: { from: '2026-01-05 01:00:00', to: shanghai(due) } });
    } finally {
      await world.stop();
    }
  });
});

describe('a list that is paged by number', () => {
  it('is read again when a row leaves it meanwhile, so that no other is passed over', async () => {
    const world = await World.start({ scheme: { concurrency: 1 } });
    try {
      await world.startWorker();
      const rows = warehouses(60);
      await world.control.put('jushuitan', 'warehouses', rows);
      await world.control.put('kingdee', 'BD_STOCK', []);
      await world.control.fault({ platform: 'jushuitan', kind: 'latency', milliseconds: 400 });
      const started = await world.startRun({ pageSize: 10 });
      await world.until(async () => (await world.control.rows('kingdee', 'BD_STOCK')).length >= 20);
      await world.control.put('jushuitan', 'warehouses', rows.slice(3));
      const report = await started.result();
      expect(report).toMatchObject({ outcome: 'clean', counts: { created: 60, rejected: 0 } });
      expect(report.read).toBe(60);
      expect(await world.control.rows('kingdee', 'BD_STOCK')).toHaveLength(60);
    } finally {
      await world.stop();
    }
  });
});

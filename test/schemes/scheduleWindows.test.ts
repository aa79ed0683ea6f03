import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type ScheduleHandle, ScheduleOverlapPolicy } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { encodeUnifiedSearchAttributes } from '@temporalio/common/lib/converter/payload-search-attributes';
import { temporal } from '@temporalio/proto';
import type { RunReport } from '../../src/contract/run';
import type { WireRow } from '../support/control';
import { World } from '../support/world';

const scheme = 'guanyiShopsToKingdeeCustomers';
const bills = 'qimenSaleoutsToKingdeeOutstocks';
const [HOUR, DAY] = [3_600_000, 86_400_000];

const input = (name: string): unknown =>
  JSON.parse(readFileSync(path.join(__dirname, '..', 'fixtures', 'inputs', 'sources', name), 'utf8'));

const shanghai = (moment: number) => new Date(moment + 8 * HOUR).toISOString().slice(0, 19).replace('T', ' ');

const shop = (at: number, modified: string): WireRow => ({
  id: 900_000_000_000 + at,
  nick: `店铺${at}`,
  code: String(10_001 + at),
  name: `店铺${at}`,
  create_date: '2026-01-01 00:00:00',
  modify_date: modified,
  note: '',
  type_name: '天猫',
});

/** Runs of one Schedule after the other on one world: each goes on from what the ones before have left. */
describe('the windows of a Schedule', () => {
  const past = input('11-schedule-backfill-past.json') as {
    cron: string;
    rowsModified: string[];
    backfill: string;
  };
  const { settings } = input('09-watermark-in-the-future.json') as {
    settings: { overlapMinutes: number; lagSeconds: number };
  };
  let world: World;
  let schedule: ScheduleHandle;
  let rows: WireRow[] = [];
  let runs = 0;

  beforeAll(async () => {
    const { overlapMinutes, lagSeconds } = settings;
    const tomorrow = shanghai(Date.now() + DAY);
    world = await World.start({
      schemes: { [scheme]: { overlapMinutes, lagSeconds }, [bills]: { since: tomorrow } },
    });
    await world.control.put('kingdee', 'BD_Customer', []);
    schedule = await world.client.schedule.create({
      scheduleId: world.taskQueue,
      spec: { cronExpressions: [past.cron], timezone: 'Asia/Shanghai' },
      state: { paused: true },
      action: {
        type: 'startWorkflow',
        workflowType: scheme,
        taskQueue: world.taskQueue,
        workflowId: `s-${world.taskQueue}`,
      },
    });
  });
  afterAll(() => world.stop());

  const put = async (...more: WireRow[]) => {
    rows = [...rows, ...more];
    await world.control.put('guanyi', 'shops', rows);
  };

  /** Waits for so many more runs of the Schedule. @returns their reports, oldest first */
  async function reports(count: number): Promise<RunReport[]> {
    runs += count;
    const query = `TemporalScheduledById="${world.taskQueue}" AND ExecutionStatus="Completed"`;
    const found: { readonly startTime: Date; readonly workflowId: string }[] = [];
    await world.until(async () => {
      found.length = 0;
      for await (const run of world.client.workflow.list({ query })) found.push(run);
      return found.length >= runs;
    });
    const newest = found.toSorted((a, b) => a.startTime.getTime() - b.startTime.getTime()).slice(-count);
    return Promise.all(
      newest.map(
        ({ workflowId }) => world.client.workflow.getHandle(workflowId).result() as Promise<RunReport>,
      ),
    );
  }

  async function trigger(): Promise<RunReport> {
    await schedule.trigger(ScheduleOverlapPolicy.BUFFER_ALL);
    return (await reports(1))[0] as RunReport;
  }

  /** Ends the run that waits for a worker as a program of another kind would. */
  async function completeByHand(report: Partial<RunReport>, syncedThrough: Date): Promise<void> {
    const { client, taskQueue } = world;
    const { namespace, identity } = client.options;
    const { CommandType } = temporal.api.enums.v1;
    const { taskToken } = await client.withDeadline(Date.now() + 60_000, () =>
      client.workflowService.pollWorkflowTaskQueue({ namespace, identity, taskQueue: { name: taskQueue } }),
    );
    const indexedFields = encodeUnifiedSearchAttributes({ SyncedThrough: [syncedThrough] }, undefined);
    await client.workflowService.respondWorkflowTaskCompleted({
      namespace,
      identity,
      taskToken,
      commands: [
        {
          commandType: CommandType.COMMAND_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES,
          upsertWorkflowSearchAttributesCommandAttributes: { searchAttributes: { indexedFields } },
        },
        {
          commandType: CommandType.COMMAND_TYPE_COMPLETE_WORKFLOW_EXECUTION,
          completeWorkflowExecutionCommandAttributes: {
            result: { payloads: [defaultPayloadConverter.toPayload(report)] },
          },
        },
      ],
    });
  }

  it('do not begin at a watermark that lies ahead of the clock, and tell of it once', async () => {
    const future = new Date(Date.now() + DAY);
    await schedule.trigger(ScheduleOverlapPolicy.BUFFER_ALL);
    const selection = 'guanyi code=';
    await completeByHand({ selection, syncedThrough: future.toISOString() }, future);
    await reports(1);
    const worker = await world.startWorker();
    await put(shop(0, shanghai(Date.now() - DAY)), shop(1, shanghai(Date.now() - 1_000)));

    const told = await trigger();
    expect(told).toMatchObject({
      outcome: 'attention',
      counts: { created: 2 },
      warnings: [{ cause: 'watermark-ahead', message: expect.stringContaining(future.toISOString()) }],
    });
    expect(Date.parse(told.syncedThrough!)).toBeLessThanOrEqual(Date.now());
    const lines = await world.logOf(worker);
    expect(lines).toContainEqual(expect.objectContaining({ level: 'warn', ahead: future.toISOString() }));

    expect(await trigger()).not.toHaveProperty('warnings');
    // A run beside the Schedule finds both watermarks.
    const beside = await world.run(undefined, scheme);
    expect(beside).not.toHaveProperty('warnings');
    expect(beside.window!.from >= shanghai(Date.parse(told.syncedThrough!) - 1_000)).toBe(true);
  });

  it('end at the present in a backfill of tomorrow, after which rows of today are read', async () => {
    const midnight = Math.ceil(Date.now() / DAY) * DAY;
    await schedule.backfill({
      start: new Date(midnight),
      end: new Date(midnight + 2 * HOUR),
      overlap: ScheduleOverlapPolicy.BUFFER_ALL,
    });
    const early = await reports(2);
    for (const { outcome, syncedThrough } of early) {
      expect(outcome).toBe('clean');
      expect(Date.parse(syncedThrough!)).toBeLessThanOrEqual(Date.now());
    }
    await put(shop(2, shanghai(Date.now())));
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await trigger()).toMatchObject({ outcome: 'clean', counts: { created: 1 } });
  });

  it('hold the time before each run in a backfill of the past, and leave the watermark where it is', async () => {
    const [start = 0, end = 0] = [...past.backfill.matchAll(/-time (\S+)/g)].map(([, text]) =>
      Date.parse(text!),
    );
    // The times of the input, some whole days earlier.
    const shift = Math.floor((Date.now() - 2 * HOUR - end) / DAY) * DAY;
    const before = await trigger();
    await put(
      ...past.rowsModified.map((text, index) =>
        shop(3 + index, shanghai(Date.parse(`${text.replace(' ', 'T')}+08:00`) + shift)),
      ),
    );
    await schedule.backfill({
      start: new Date(start + shift),
      end: new Date(end + shift),
      overlap: ScheduleOverlapPolicy.BUFFER_ALL,
    });
    const four = await reports(4);
    expect(four.map(({ window }) => window!.to)).toEqual(
      [0, 2, 4, 6].map((hours) => shanghai(start + shift + hours * HOUR)),
    );
    expect(four.map(({ outcome, syncedThrough }) => [outcome, syncedThrough])).toEqual(
      four.map(() => ['clean', before.syncedThrough]),
    );
    expect(four.reduce((sum, { counts }) => sum + counts.created, 0)).toBe(3);
    expect((await trigger()).window!.from).toBe(shanghai(Date.parse(before.syncedThrough!) - 1_000));
  });

  it('are empty before since: nothing is read, and no watermark is left', async () => {
    await world.control.forgetRequests();
    const report = await world.run(undefined, bills);
    expect(report).toMatchObject({ outcome: 'clean', read: 0, pages: 0 });
    expect(report).not.toHaveProperty('syncedThrough');
    expect(await world.control.requests()).toEqual([]);
  });
});

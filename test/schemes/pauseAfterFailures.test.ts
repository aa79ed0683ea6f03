import { readFileSync, writeFileSync } from 'node:fs';
import type { ScheduleHandle, WorkflowHandle } from '@temporalio/client';
import type { Notification } from '../../src/contract/alerts';
import { cleanEnvironment, jinqiao } from '../commands/jinqiao';
import { startScriptedServer, text, type ScriptedServer } from '../connectors/scripted-server';
import { World } from '../support/world';
import { warehouses } from './warehouses';

const scheme = 'jushuitanWarehousesToKingdeeStocks';
const never = '0 0 1 1 *';

// Each test is a long row of runs and commands, one after the other.
jest.setTimeout(300_000);

describe('a Schedule whose runs fail one after the other', () => {
  let world: World;
  let group: ScriptedServer;
  let handle: ScheduleHandle;
  beforeEach(async () => {
    group = await startScriptedServer(text(''));
    world = await World.start({
      alerts: { watchMinutes: 60, channels: { group: { format: 'json', url: { env: 'GROUP_URL' } } } },
      scheme: { concurrency: 1 },
    });
    await world.control.put('kingdee', 'BD_STOCK', []);
    await world.control.put('jushuitan', 'warehouses', warehouses(3));
    handle = world.client.schedule.getHandle(`${world.taskQueue}/${scheme}`);
  });
  afterEach(async () => {
    await world.stop();
    await group.close();
  });

  const startWorker = () => world.startWorker({ env: { GROUP_URL: group.url } });
  const schedules = (...words: string[]) =>
    jinqiao(['schedules', ...words], { env: cleanEnvironment({ ...world.env, GROUP_URL: group.url }) });

  async function apply(schedule: object): Promise<void> {
    const file = world.env.JINQIAO_CONFIG!;
    const config = JSON.parse(readFileSync(file, 'utf8'));
    config.schemes[scheme].schedule = schedule;
    writeFileSync(file, JSON.stringify(config));
    expect(await schedules('apply')).toMatchObject({ code: 0, stderr: '' });
  }

  const planned = async () => JSON.parse((await schedules('plan', '--json')).stdout)[0];
  const told = () =>
    group.seen
      .flatMap(({ body }) => (JSON.parse(body) as { alerts: Notification[] }).alerts)
      .filter(({ kind }) => kind === 'schedule-paused');
  const state = async () => (await handle.describe()).state;
  const isPaused = async () => (await state()).paused;

  /** The next run of the Schedule, to its end; what happens to it meanwhile is the caller's. */
  async function runs(meanwhile?: (run: WorkflowHandle) => Promise<unknown>): Promise<string> {
    const begun = async () => (await handle.describe()).info.numActionsTaken;
    const before = await begun();
    await handle.trigger('SKIP');
    await world.until(async () => (await begun()) > before);
    const { workflowId, firstExecutionRunId } = (await handle.describe()).info.recentActions.at(-1)!.action
      .workflow;
    const run = world.client.workflow.getHandle(workflowId, firstExecutionRunId);
    await meanwhile?.(run);
    await run.result().catch(() => undefined);
    // The next one would be left out while the Schedule does not know of this one's end.
    await world.until(async () => (await handle.describe()).info.runningActions.length === 0);
    return (await run.describe()).status.name;
  }

  async function fails(): Promise<void> {
    const body = { code: 190, msg: '无API权限' };
    await world.control.fault({ platform: 'jushuitan', kind: 'answer', body });
    expect(await runs()).toBe('FAILED');
    await world.control.clearFaults();
  }

  /** While it reads a page that takes long. */
  async function isEnded(how: 'terminate' | 'cancel', becomes: string): Promise<void> {
    await world.control.fault({ platform: 'jushuitan', kind: 'latency', milliseconds: 2_000, times: 1 });
    const ended = await runs(async (run) => {
      await world.until(async () => (await world.held()).length > 0);
      await run[how]();
    });
    expect(ended).toBe(becomes);
    await world.control.clearFaults();
  }

  it('pauses at the third, with a note and one message; completed runs end the row, cancelled ones are passed over', async () => {
    await apply({ cron: never });
    await startWorker();
    await fails();
    await isEnded('cancel', 'CANCELLED');
    await fails();
    expect(await isPaused()).toBe(false);
    expect(await runs()).toBe('COMPLETED');
    await fails();
    expect(await isPaused()).toBe(false);
    await isEnded('terminate', 'TERMINATED');
    await fails();

    const { paused, note } = await state();
    expect(paused).toBe(true);
    expect(note).toMatch(
      /^Jinqiao paused it: failed runs in a row: 3, since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d; the last: .*无API权限/,
    );
    expect(note).toContain(`Remove the cause, then: jinqiao schedules resume ${scheme} / 金桥已暂停：自 `);
    expect(note).toMatch(
      /连续失败 3 次，最近一次：[^/]*无API权限: 应用没有该接口的权限[^/]*。请排除原因，然后执行：jinqiao schedules resume /,
    );
    await world.until(async () => told().length > 0);
    expect(told()).toMatchObject([{ state: 'raised', scheme, subject: handle.scheduleId, message: note }]);

    const { stdout } = await schedules('list');
    expect(stdout).toContain(`paused: ${note!.split(' / ')[0]}`);
    expect(stdout).not.toContain('金桥');

    // Neither a plan nor a change of the configuration lets it go on.
    expect(await planned()).toMatchObject({ kind: 'unchanged' });
    await apply({ cron: never, jitterSeconds: 5 });
    expect(await state()).toMatchObject({ paused: true, note });

    expect((await schedules('resume', scheme)).code).toBe(0);
    expect(await isPaused()).toBe(false);
    expect(await planned()).toMatchObject({ kind: 'unchanged' });
    await fails();
    await fails();
    expect(await isPaused()).toBe(false);
    // The look at the Schedules, which a worker that starts asks for.
    await startWorker();
    await world.until(async () => told().length > 1);
    expect(told().map((alert) => alert.state)).toEqual(['raised', 'resolved']);
  });

  it('pauses for runs that were terminated and could not count themselves, and counts anew once a person resumes it in Temporal', async () => {
    await apply({ cron: never, pauseAfterFailures: 2 });
    await startWorker();
    await isEnded('terminate', 'TERMINATED');
    await isEnded('terminate', 'TERMINATED');
    expect(await isPaused()).toBe(false);
    await startWorker();
    await world.until(isPaused);
    expect((await state()).note).toContain('failed runs in a row: 2, since');
    expect((await state()).note).toContain('the last: the run was terminated. ');
    await world.until(async () => told().length > 0);
    await handle.unpause('we have looked');
    await fails();
    expect(await isPaused()).toBe(false);
    await fails();
    expect(await isPaused()).toBe(true);
  });

  it('counts a run that could not be planned', async () => {
    await apply({ cron: never, pauseAfterFailures: 1 });
    await startWorker();
    // As a person may change the input in the Temporal UI.
    await handle.update((held) => ({ ...held, action: { ...held.action, args: [{ concurrency: 0 }] } }));
    expect(await runs()).toBe('FAILED');
    expect((await state()).note).toMatch(
      /failed runs in a row: 1, since .*; the last: input of .*: concurrency/,
    );
  });

  it('counts, pauses, lists and examines one that another tool has edited, which keeps no memo', async () => {
    await apply({ cron: never, pauseAfterFailures: 2 });
    await startWorker();
    await handle.update(({ policies, state, action: { workflowType, taskQueue, workflowId, args } }) => ({
      spec: { cronExpressions: ['30 6-20/2 * * 1-5'], timezone: 'Asia/Tokyo' },
      policies,
      state,
      action: { type: 'startWorkflow', workflowType, taskQueue, workflowId, args: [...(args ?? [])] },
    }));
    const { stdout } = await schedules('list', '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      { id: handle.scheduleId, cron: ['30 6-20/2 * * MON-FRI'], timeZone: 'Asia/Tokyo', paused: false },
    ]);
    expect(await planned()).toMatchObject({ id: handle.scheduleId, kind: 'change' });
    await fails();
    await handle.pause('month-end');
    await handle.unpause('month-end is over');
    // What failed before a person resumed it does not count.
    await fails();
    expect(await state()).toMatchObject({
      paused: false,
      note: expect.stringMatching(/^month-end is over \[/),
    });
    await fails();
    expect(await state()).toMatchObject({ paused: true, note: expect.stringMatching(/in a row: 2,/) });
    const env = cleanEnvironment({ ...world.env, GROUP_URL: group.url });
    const doctor = JSON.parse((await jinqiao(['doctor', '--json'], { env })).stdout);
    expect(doctor.lines).toContainEqual(
      expect.objectContaining({
        name: 'schedules',
        detail: `paused: ${handle.scheduleId}; ${handle.scheduleId}: change`,
      }),
    );
  });

  it('leaves a pause of a person alone, and never pauses at 0', async () => {
    await apply({ cron: never, pauseAfterFailures: 1 });
    const worker = await startWorker();
    await schedules('pause', scheme, '--note', 'stock-taking');
    await fails();
    expect(await state()).toMatchObject({ paused: true, note: 'stock-taking' });
    await world.killWorker(worker);
    await apply({ cron: never, pauseAfterFailures: 0 });
    await startWorker();
    await schedules('resume', scheme);
    for (const _ of [1, 2, 3, 4]) await fails();
    expect(await isPaused()).toBe(false);
    expect(told()).toEqual([]);
  });
});

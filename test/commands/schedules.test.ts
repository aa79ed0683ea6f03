import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { shanghaiTime } from '../../src/contract/time';
import { shops } from '../schemes/shops';
import { World } from '../support/world';
import { cleanEnvironment, jinqiao } from './jinqiao';

const scheme = 'guanyiShopsToKingdeeCustomers';
const never = '0 0 1 1 *';

describe('jinqiao schedules', () => {
  let world: World;
  let configPath: string;
  beforeEach(async () => {
    world = await World.start();
    configPath = world.env.JINQIAO_CONFIG!;
  });
  afterEach(async () => {
    for await (const { scheduleId } of world.client.schedule.list()) {
      if (scheduleId.includes(world.taskQueue)) await world.client.schedule.getHandle(scheduleId).delete();
    }
    await world.stop();
  });

  function configure(schedule: object | undefined, settings: object = {}): void {
    const config = JSON.parse(readFileSync(configPath, 'utf8'));
    config.schemes[scheme] = { ...config.schemes[scheme], ...settings, schedule };
    writeFileSync(configPath, JSON.stringify(config));
  }

  const schedules = (...words: string[]) =>
    jinqiao(['schedules', ...words], { env: cleanEnvironment(world.env) });
  const planned = async (...words: string[]) => {
    const { code, stdout, stderr } = await schedules('plan', ...words, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return (JSON.parse(stdout) as { id: string; kind: string }[]).map(({ id, kind }) => [
      path.basename(id),
      kind,
    ]);
  };
  const id = () => `${world.taskQueue}/${scheme}`;

  it('makes, changes and prunes what is ours, shows it first, and touches nothing else', async () => {
    const foreign = await world.client.schedule.create({
      scheduleId: `foreign-${world.taskQueue}`,
      spec: {},
      action: { type: 'startWorkflow', workflowType: scheme, taskQueue: 'elsewhere' },
    });
    configure({ cron: never, lateRows: { cron: never, days: 7 } });
    expect(await planned()).toEqual([
      [scheme, 'create'],
      ['late', 'create'],
    ]);
    expect((await schedules('apply')).code).toBe(0);
    expect(await planned()).toEqual([
      [scheme, 'unchanged'],
      ['late', 'unchanged'],
    ]);
    const { spec, policies, action } = await world.client.schedule.getHandle(id()).describe();
    expect({ zone: spec.timezone, overlap: policies.overlap, input: action.args }).toEqual({
      zone: 'Asia/Shanghai',
      overlap: 'SKIP',
      input: [{}],
    });

    configure({ cron: ['0 8 * * *', '0 20 * * *'], jitterSeconds: 30 });
    const { stdout } = await schedules('apply');
    expect(stdout).toContain('["0 8 * * *","0 20 * * *"]');
    expect(await planned()).toEqual([
      [scheme, 'unchanged'],
      ['late', 'orphan'],
    ]);
    await schedules('apply', '--prune');
    expect(await planned()).toEqual([[scheme, 'unchanged']]);
    await expect(foreign.describe()).resolves.toBeDefined();
  });

  it('sees a Schedule that was changed in Temporal, and brings it back, paused as it was', async () => {
    configure({ cron: never });
    await schedules('apply');
    const handle = world.client.schedule.getHandle(id());
    await handle.pause('month-end');
    expect(await planned()).toEqual([[scheme, 'unchanged']]);
    await handle.update((schedule) => ({ ...schedule, spec: { cronExpressions: ['* * * * *'] } }));
    expect(await planned()).toEqual([[scheme, 'change']]);
    await schedules('apply');
    expect(await planned()).toEqual([[scheme, 'unchanged']]);
    const { state, spec } = await handle.describe();
    expect(state).toMatchObject({ paused: true, note: 'month-end' });
    expect(spec.calendars).toHaveLength(1);
  });

  it('pauses, resumes and deletes by name or all of them', async () => {
    configure({ cron: never });
    await schedules('apply');
    const listed = async () => JSON.parse((await schedules('list', '--json')).stdout)[0];
    await schedules('pause', scheme, '--note', 'stocktaking');
    expect(await listed()).toMatchObject({ id: id(), paused: true, note: 'stocktaking' });
    expect((await schedules('list')).stdout).toContain('paused: stocktaking');
    await schedules('resume', '--all');
    expect(await listed()).toMatchObject({ paused: false });
    expect(await schedules('pause')).toMatchObject({ code: 2 });
    const unknown = await schedules('pause', 'kingdeeOutstocksToAudited');
    expect(unknown).toMatchObject({ code: 2 });
    expect(unknown.stderr).toContain(`there are: ${id()}`);
    await schedules('delete', scheme);
    expect((await schedules('list')).stdout).toContain('no Schedules');
  });

  it('triggers a run that hands its watermark on, and answers clearly while one is under way', async () => {
    await world.startWorker();
    await world.control.put('kingdee', 'BD_Customer', []);
    await world.control.fault({ platform: 'guanyi', kind: 'status', status: 503 });
    configure({ cron: never });
    await schedules('apply');
    expect(await schedules('trigger', scheme)).toMatchObject({ code: 0 });
    const handle = world.client.schedule.getHandle(id());
    await world.until(async () => (await handle.describe()).info.runningActions.length === 1);
    const again = await schedules('trigger', scheme);
    expect(again).toMatchObject({ code: 6 });
    expect(again.stderr).toMatch(/is running already/);
    const beside = await jinqiao(['run', scheme], { env: cleanEnvironment(world.env) });
    expect(beside).toMatchObject({ code: 6 });
    await world.control.clearFaults();
    await world.until(async () => (await handle.describe()).info.runningActions.length === 0);
    await schedules('trigger', scheme);
    await world.until(async () => {
      const { info } = await handle.describe();
      return info.recentActions.length === 2 && info.runningActions.length === 0;
    });
    const { info } = await handle.describe();
    const [first, second] = await Promise.all(
      info.recentActions.map(({ action }) => {
        const { workflowId, firstExecutionRunId } = action.workflow;
        return world.client.workflow.getHandle(workflowId, firstExecutionRunId).result();
      }),
    );
    expect(second.window.from).not.toBe('');
    expect(Date.parse(second.syncedThrough)).toBeGreaterThan(Date.parse(first.syncedThrough));
  });

  it('skips a time that comes while a run is under way, counts it, and loses nothing by it', async () => {
    configure({ cron: never }, { lagSeconds: 0, overlapMinutes: 0 });
    await world.startWorker();
    await world.control.put('kingdee', 'BD_Customer', []);
    await world.control.put('guanyi', 'shops', []);
    await world.control.fault({ platform: 'guanyi', kind: 'status', status: 503 });
    await schedules('apply');
    const handle = world.client.schedule.getHandle(id());
    const ended = async (runs: number) => {
      const { info } = await handle.describe();
      return info.runningActions.length === 0 && info.recentActions.length === runs;
    };
    await handle.trigger('SKIP');
    await world.until(async () => (await handle.describe()).info.runningActions.length === 1);
    // As its time would: under the Schedule's own policy.
    await handle.trigger('SKIP');
    await world.until(async () => (await handle.describe()).info.numActionsSkippedOverlap === 1);
    expect(JSON.parse((await schedules('list', '--json')).stdout)).toMatchObject([{ skipped: 1 }]);
    // After the window of the run under way, whose end has seconds: the time that was skipped would have read it.
    const now = shanghaiTime(Date.now());
    await world.until(() => Promise.resolve(shanghaiTime(Date.now()) > now));
    const late = shanghaiTime(Date.now());
    const [shop] = shops(1);
    await world.control.put('guanyi', 'shops', [{ ...shop, modify_date: late }]);
    await world.control.clearFaults();
    await world.until(() => ended(1));
    expect(await world.control.rows('kingdee', 'BD_Customer')).toEqual([]);
    await world.until(() => Promise.resolve(shanghaiTime(Date.now()) > late));
    await handle.trigger('SKIP');
    await world.until(() => ended(2));
    expect(await world.control.rows('kingdee', 'BD_Customer')).toMatchObject([{ FNumber: shop?.code }]);
  });

  it.each([
    [{ cron: '99 * * * *' }, 'is no cron expression: the minute cannot be read'],
    [{ cron: '0 0 9 * * *' }, 'it must have five fields'],
    [{ cron: '0 9 30 2 *' }, 'its time never comes'],
    [{ cron: never, timeZone: 'Beijing' }, 'is no time zone'],
    [{ cron: never, pauseAfterFailures: -1 }, 'pauseAfterFailures: must be 0 or more'],
    [{ cron: never, pauseAfterFailures: true }, 'pauseAfterFailures: must be a number'],
    [{ cron: never, pauseOnFailure: true }, 'pauseOnFailure: unknown key; known: cron,'],
    [{ cron: never, overlap: 'allow-all' }, 'must be one of: skip, buffer-one'],
  ])('refuses %j with its place', async (schedule, reason) => {
    configure(schedule);
    const { code, stderr } = await schedules('plan');
    expect(code).toBe(2);
    expect(stderr).toContain(`schemes.${scheme}.schedule`);
    expect(stderr).toContain(reason);
  });
});

import { World } from '../support/world';
import { warehouses } from '../schemes/warehouses';
import { cleanEnvironment, jinqiao } from './jinqiao';

const scheme = 'jushuitanWarehousesToKingdeeStocks';
const windowed = 'qimenSaleoutsToKingdeeOutstocks';

describe('runs, show, pause, resume, cancel, backfill, doctor', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({ scheme: { concurrency: 1 } });
    await world.startWorker();
    await world.control.put('jushuitan', 'warehouses', warehouses(150));
    await world.control.put('kingdee', 'BD_STOCK', []);
  });
  afterAll(() => world.stop());

  const command = (...args: string[]) => jinqiao(args, { env: cleanEnvironment(world.env) });
  const answer = async (...args: string[]) => JSON.parse((await command(...args, '--json')).stdout);
  const hold = (platform: string) => world.control.fault({ platform, kind: 'status', status: 503 });

  it('says clearly when there is nothing to steer, and ends with 2 where something was named', async () => {
    expect(await command('runs')).toMatchObject({
      code: 0,
      stdout: 'no run of a scheme on this task queue\n',
    });
    expect(await command('pause', '--all')).toMatchObject({ code: 0, stdout: 'no run is under way\n' });
    const none = await command('cancel', scheme);
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toContain(`no run of ${scheme} is under way; nothing was sent`);
    expect((await command('show', 'nobody')).stderr).toContain('neither a scheme nor the workflow id');
    expect((await command('resume')).stderr).toContain('no run is named');
  });

  it('pauses a run by its scheme, shows it, and resumes it by its workflow id', async () => {
    await hold('kingdee');
    const { workflowId } = await answer('run', scheme);
    // What it has read is known once its worker answers for it.
    await world.until(async () => (await answer('runs', scheme))[0]?.read === 0);
    expect(await answer('runs', scheme)).toMatchObject([{ scheme, workflowId, state: 'running', read: 0 }]);
    expect(await answer('pause', scheme)).toEqual({ sent: 'pause', workflowIds: [workflowId] });
    await world.until(async () => (await answer('runs', '--state', 'paused')).length === 1);
    expect(await answer('runs', '--state', 'running')).toEqual([]);

    const paused = await command('show', scheme);
    expect(paused).toMatchObject({ code: 4 });
    expect(paused.stdout).toContain(`${scheme}: paused`);
    expect(paused.stdout).toMatch(/jushuitan → kingdee/);

    await world.control.clearFaults();
    expect((await command('resume', workflowId)).stdout).toBe(`resume sent to ${workflowId}\n`);
    await world.client.workflow.getHandle(workflowId).result();
    await world.until(async () => (await answer('runs', '--state', 'clean')).length === 1);
    expect(await answer('runs')).toMatchObject([{ state: 'clean', read: 150, rejected: 0 }]);
    const shown = await answer('show', workflowId);
    expect(shown).toMatchObject({ state: 'clean', openRepairs: 0, report: { counts: { created: 150 } } });
    expect(shown.ui).toContain(encodeURIComponent(workflowId));
  });

  it('backfills a window once at a time, with its slices, and cancels it', async () => {
    await hold('qimen');
    const window = ['--from', '2026-10-01', '--to', '2026-10-31'];
    const { workflowId } = await answer('backfill', windowed, ...window);
    expect(workflowId).toBe(`${world.taskQueue}/${windowed}/qimen/2026-10-01..2026-10-31`);
    expect(await command('backfill', windowed, ...window)).toMatchObject({ code: 6 });
    await world.until(async () => (await answer('show', windowed)).progress?.slices !== undefined);
    const { progress } = await answer('show', windowed);
    expect(progress).toMatchObject({
      window: { from: '2026-10-01 00:00:00' },
      slices: { total: expect.any(Number) as number },
    });
    expect(progress.slices.total).toBeGreaterThan(1);

    expect((await command('cancel', windowed)).stdout).toContain(`cancel sent to ${workflowId}`);
    await world.control.clearFaults();
    await world.until(async () => (await answer('runs', windowed, '--state', 'cancelled')).length === 1);
    expect(await command('show', workflowId)).toMatchObject({ code: 5 });
  });

  it.each([
    ['no window', ['backfill', scheme, '--from', '2026-10-01'], /has no window: .*; use `jinqiao run/],
    ['no beginning', ['backfill', windowed], /required option '--from <time>' not specified/],
    ['backwards', ['backfill', windowed, '--from', '2026-10-02', '--to', '2026-10-01'], /--to must be after/],
    ['an unknown state', ['runs', '--state', 'odd'], /Allowed choices are running, paused/],
    ['names and all', ['pause', scheme, '--all'], /give names, or --all/],
  ])('bad use: %s', async (_name, args, line) => {
    const { code, stderr } = await command(...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(line) as string });
  });

  it('shows why a run failed, in Chinese where that is asked for', async () => {
    const workflowId = `${world.taskQueue}/${scheme}/jushuitan/full`;
    const body = { code: 190, msg: '无API权限' };
    await world.control.fault({ platform: 'jushuitan', kind: 'answer', body });
    const { code, stderr } = await command('run', scheme, '--wait', '--lang', 'zh');
    await world.control.clearFaults();
    expect(code).toBe(1);
    expect(stderr).toContain(`${workflowId} 失败：`);
    const shown = await command('show', workflowId, '--lang', 'zh');
    expect(shown).toMatchObject({ code: 1 });
    expect(shown.stdout).toContain(`${scheme}: 失败`);
    const env = cleanEnvironment({ ...world.env, LANG: 'zh_CN.UTF-8' });
    expect((await jinqiao(['runs'], { env })).stdout).toContain('工作流 ID');
  });

  it('doctor finds server, retention, worker build and clock, and warns where it must', async () => {
    const { code, stdout } = await command('doctor', '--json');
    const { ok, lines } = JSON.parse(stdout) as { ok: boolean; lines: { name: string; state: string }[] };
    expect({ ok, code }).toEqual({ ok: true, code: 0 });
    const states = Object.fromEntries(lines.map(({ name, state }) => [name, state]));
    expect(states).toMatchObject({
      node: 'ok',
      server: 'ok',
      namespace: 'ok',
      'search attributes': 'ok',
      worker: 'ok',
      'server version': 'ok',
      retention: 'warn',
      'worker build': 'ok',
      clock: 'ok',
    });
  });

  it('doctor asks for the days of retention that the operations guide asks for', async () => {
    const retention = async (days: number) => {
      await world.keepClosed(days);
      const { lines } = await answer('doctor');
      return lines.find(({ name }: { name: string }) => name === 'retention');
    };
    expect(await retention(29)).toMatchObject({
      state: 'warn',
      advice: expect.stringContaining('at least 30 days'),
    });
    expect(await retention(30)).toMatchObject({ state: 'ok' });
  });
});

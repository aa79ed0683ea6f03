import { verbs } from '../../src/commands/verbs';
import { createMetrics } from '../../src/metrics/metrics';
import { createInstallationGauges } from '../../src/metrics/installation';
import { openRepairs, repairOf, stateOf } from '../schemes/repairs';
import { warehouses } from '../schemes/warehouses';
import { json, startScriptedServer, type ScriptedServer } from '../connectors/scripted-server';
import { World } from '../support/world';
import { cleanEnvironment, jinqiao, type Finished } from './jinqiao';

const stocks = 'jushuitanWarehousesToKingdeeStocks';
const bills = 'qimenSaleoutsToKingdeeOutstocks';
const [discarded, retried] = ['10000002', '10000003'] as const;

jest.setTimeout(180_000);

/** What a command tells with `--json`. */
type Json = ReturnType<typeof JSON.parse>;

/** Verbs that leave nothing in a namespace and find nothing there. */
const withoutWorkflows = ['demo', 'dev', 'preview', 'check', 'config', 'worker', 'completion', 'sandbox'];

/** One of the two: what it has, and its command line. */
interface Installation {
  readonly world: World;
  command(...words: string[]): Promise<Finished>;
  told(...words: string[]): Promise<Json>;
}

describe('two installations in one namespace', () => {
  let group: ScriptedServer;
  let one: Installation;
  let other: Installation;

  async function install(temporal?: { address: string; namespace: string }): Promise<Installation> {
    const world = await World.start({
      scheme: { concurrency: 1, schedule: { cron: '0 0 1 1 *' } },
      alerts: { channels: { group: { format: 'json', url: { env: 'GROUP_URL' } } } },
      ...(temporal && { temporal }),
    });
    const env = { GROUP_URL: `${group.url}/${world.taskQueue}` };
    await world.startWorker({ env });
    const rows = warehouses(3).map((row, index) => (index === 0 ? row : { ...row, name: '' }));
    await world.control.put('kingdee', 'BD_STOCK', []);
    await world.control.put('jushuitan', 'warehouses', rows);
    const command = (...words: string[]) =>
      jinqiao(words, { env: cleanEnvironment({ ...world.env, ...env }) });
    const told = async (...words: string[]) => JSON.parse((await command(...words, '--json')).stdout);
    return { world, command, told };
  }

  beforeAll(async () => {
    group = await startScriptedServer(json({}));
    one = await install();
    const address = one.world.env.TEMPORAL_ADDRESS!;
    other = await install({ address, namespace: one.world.taskQueue });
  });
  afterAll(async () => {
    await Promise.all([one.world.stop(), other.world.stop()]);
    await group.close();
  });

  const both = <T>(work: (installation: Installation) => Promise<T>) => Promise.all([one, other].map(work));
  const isOwn = ({ world }: Installation, id: string) => id.startsWith(`${world.taskQueue}/`);

  it('run, backfill and reconcile the same at the same time, each with repairs of its own', async () => {
    await both(async (installation) => {
      const run = await installation.told('run', stocks, '--wait');
      expect(run).toMatchObject({ report: { counts: { created: 1, rejected: 2, skipped: 0 } } });
      expect(isOwn(installation, run.workflowId)).toBe(true);
    });
    await both(({ world }) =>
      world.until(async () => (await openRepairs(world, stocks)).join() === [discarded, retried].join()),
    );
    await both(async (installation) => {
      const days = ['--from', '2026-10-01', '--to', '2026-10-01'];
      expect(await installation.told('backfill', bills, ...days, '--wait')).toMatchObject({
        report: { outcome: 'clean' },
      });
      const compared = await installation.told('reconcile', bills, ...days);
      expect(isOwn(installation, compared.workflowId)).toBe(true);
    });
  });

  it('runs, show, find and failures tell of their own', async () => {
    await both(async (installation) => {
      const ids = (await installation.told('runs')).map(({ workflowId }: Json) => workflowId);
      expect(ids).toHaveLength(2);
      expect(ids.every((id: string) => isOwn(installation, id))).toBe(true);
      expect(await installation.told('show', stocks)).toMatchObject({ openRepairs: 2 });
      const [{ temporal }] = (await installation.told('find', '10000001', '--scheme', stocks)).standings;
      expect(temporal.runs.map(({ workflowId }: Json) => isOwn(installation, workflowId))).toEqual([true]);
      const failures = await installation.told('failures');
      expect(failures.map(({ workflowId }: Json) => isOwn(installation, workflowId))).toEqual([true, true]);
    });
    const foreign = `${one.world.taskQueue}/${stocks}/jushuitan/full`;
    expect(await other.command('show', foreign)).toMatchObject({ code: 2 });
    expect(await other.command('cancel', foreign)).toMatchObject({ code: 2 });
  });

  it('discard and retry reach their own repairs, and no later run goes by those of the other', async () => {
    await one.told('discard', stocks, discarded, '--reason', 'a test');
    await repairOf(one.world, stocks, discarded).result();
    await one.told('retry', stocks, retried);
    await one.world.until(async () => (await stateOf(one.world, stocks, retried)).attempts === 1);
    expect(await stateOf(other.world, stocks, retried)).toMatchObject({ attempts: 0 });
    const [first, second] = await both(({ told }) => told('run', stocks, '--wait'));
    expect(first.report.counts).toMatchObject({ unchanged: 1, rejected: 1, skipped: 1 });
    expect(second.report.counts).toMatchObject({ unchanged: 1, rejected: 2, skipped: 0 });
    expect(await openRepairs(other.world, stocks)).toEqual([discarded, retried]);
  });

  it('the gauges count their own', async () => {
    const counted = await both(async ({ world: { client, taskQueue } }) => {
      const metrics = createMetrics();
      const report = (_what: string, error: unknown) => {
        throw error;
      };
      await createInstallationGauges({ client, taskQueue, schemes: [stocks], metrics, report })();
      return (await metrics.openRepairs.get()).values.map(({ value }) => value);
    });
    expect(counted).toEqual([[1], [2]]);
  });

  it('pause, resume and cancel reach their own runs, all of them', async () => {
    await both(async ({ world, told }) => {
      await world.control.fault({ platform: 'jushuitan', kind: 'status', status: 503 });
      await told('run', stocks);
    });
    const state = async ({ told }: Installation) => (await told('runs', stocks, '--limit', '1'))[0].state;
    const sent = await one.told('pause', '--all');
    expect(sent.workflowIds).toEqual([`${one.world.taskQueue}/${stocks}/jushuitan/full`]);
    await one.world.until(async () => (await state(one)) === 'paused');
    expect(await state(other)).toBe('running');
    expect((await one.told('resume', '--all')).workflowIds).toEqual(sent.workflowIds);
    expect((await one.told('cancel', '--all')).workflowIds).toEqual(sent.workflowIds);
    expect(await state(other)).toBe('running');
    await both(({ world }) => world.control.clearFaults());
    await other.world.client.workflow.getHandle(`${other.world.taskQueue}/${stocks}/jushuitan/full`).result();
  });

  it('schedules, doctor and alerts: equal crons run beside each other, and a pause is of one', async () => {
    await both(({ told }) => told('schedules', 'apply'));
    const ids = await both(async ({ world, told }) => {
      await world.until(async () => (await told('schedules', 'list')).length === 5);
      const listed = (await told('schedules', 'list')) as { id: string }[];
      return listed.map(({ id }) => id);
    });
    expect(ids[0]!.every((id) => isOwn(one, id)) && ids[1]!.every((id) => isOwn(other, id))).toBe(true);
    await one.told('schedules', 'pause', '--all');
    await other.told('schedules', 'trigger', stocks);
    const handle = other.world.client.schedule.getHandle(`${other.world.taskQueue}/${stocks}`);
    await other.world.until(async () => {
      const { info } = await handle.describe();
      return info.recentActions.length === 1 && info.runningActions.length === 0;
    });
    const lines = await both(async ({ told }) => (await told('doctor')).lines);
    const schedules = (found: Json[]) => found.find(({ name }) => name === 'schedules');
    expect(schedules(lines[0])).toMatchObject({ state: 'warn', detail: `paused: ${ids[0]!.join(', ')}` });
    expect(schedules(lines[1])).toMatchObject({ state: 'ok' });
    // Each has told its own group of its own refused records.
    const told = group.seen.map(({ url, body }) => [url.slice(1), body] as const);
    for (const { taskQueue } of [one.world, other.world]) {
      const own = told.filter(([path]) => path === taskQueue);
      expect(own.length).toBeGreaterThan(0);
      for (const [, body] of own) expect(body).toContain(taskQueue);
    }
  });
});

test('every verb has its part above, or leaves nothing in a namespace', () => {
  const above = ['run', 'backfill', 'runs', 'show', 'pause', 'resume', 'cancel', 'reconcile', 'find'];
  const others = ['failures', 'retry', 'discard', 'doctor', 'schedules', 'alerts'];
  expect([...above, ...others, ...withoutWorkflows].sort()).toEqual(Object.keys(verbs).sort());
});

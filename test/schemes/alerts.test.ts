import { createHmac } from 'node:crypto';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { scheduleDefinitions } from '../../src/temporal/schedules/definition';
import { ScheduleStore } from '../../src/temporal/schedules/store';
import { schemes } from '../../src/workflows/catalogue';
import { silence, startScriptedServer, text, type ScriptedServer } from '../connectors/scripted-server';
import { World } from '../support/world';
import { customers } from './customers';
import { Group } from './group';
import { warehouses } from './warehouses';

const scheme = 'jushuitanWarehousesToKingdeeStocks';
const secret = 'json-secret';

describe('alerts', () => {
  let world: World;
  let group: ScriptedServer;
  let dead: ScriptedServer;
  let firstRun: string;
  let secondRun: Awaited<ReturnType<World['startRun']>>;
  beforeAll(async () => {
    group = await startScriptedServer(text('busy', 503), text(''));
    dead = await startScriptedServer(silence);
    const alerts = {
      giveUpHours: 0.002,
      watchMinutes: 60,
      temporalUi: 'https://temporal.example.com',
      channels: {
        group: { format: 'json', url: { env: 'GROUP_URL' }, secret: { env: 'GROUP_SECRET' } },
        dead: { format: 'slack', url: { env: 'DEAD_URL' }, on: ['failed'] },
      },
    };
    world = await World.start({ alerts, scheme: { concurrency: 1, pauseAt: { rejected: 4 } } });
    // Continues as new all the time, so that every message below depends on what is carried.
    const fresh = { states: {}, marks: {}, watchedAt: 0, reports: [], mostEvents: 20 };
    const { firstExecutionRunId } = await world.client.workflow.start('alerts', {
      taskQueue: world.taskQueue,
      workflowId: `${world.taskQueue}/alerts`,
      args: [fresh],
    });
    firstRun = firstExecutionRunId;
    await start();
    await world.control.put('kingdee', 'BD_STOCK', []);
  });
  afterAll(async () => {
    await world.stop();
    await Promise.all([group.close(), dead.close()]);
  });

  const start = () =>
    world.startWorker({
      env: { GROUP_URL: `${group.url}/group?key=k`, GROUP_SECRET: secret, DEAD_URL: dead.url },
    });

  // The first message was refused once.
  const told = () => new Group(group).told();
  const words = () => new Group(group).words();
  const until = (...wanted: string[]) => world.until(async () => new Group(group).heard(...wanted));
  const failures = async () => {
    const found: string[] = [];
    const query = 'WorkflowType="deliverAlert" AND ExecutionStatus="Failed"';
    for await (const { workflowId } of world.client.workflow.list({ query })) found.push(workflowId);
    return found;
  };

  it('tells of a run that cannot be planned, once, also after the group has refused the message', async () => {
    await expect(world.run({ parameters: { nonsense: '1' } }, scheme)).rejects.toThrow();
    await until('raised failed');
    expect(told()).toMatchObject([
      {
        scheme,
        state: 'raised',
        kind: 'failed',
        message: expect.stringContaining('nonsense'),
        url: expect.stringContaining('https://temporal.example.com/namespaces/'),
      },
    ]);
    // The same state again is not told again.
    secondRun = await world.startRun({ parameters: { nonsense: '2' } }, scheme);
    await expect(secondRun.result()).rejects.toThrow();
    expect(words()).toEqual(['raised failed']);
  });

  it('signs each message over its timestamp and body', () => {
    for (const { url, headers, body } of group.seen) {
      expect(url).toBe('/group?key=k');
      const hex = createHmac('sha256', secret)
        .update(`${String(headers['x-jinqiao-timestamp'])}.${body}`)
        .digest('hex');
      expect(headers['x-jinqiao-signature']).toBe(`sha256=${hex}`);
    }
  });

  it('tells of a pause and of a new reason while the run waits, and when both are over', async () => {
    await world.control.put(
      'jushuitan',
      'warehouses',
      warehouses(10).map((row, at) => ({ ...row, name: at < 5 ? '' : row.name })),
    );
    const run = await world.startRun({ pageSize: 5 }, scheme);
    await until('raised paused', 'raised new-reason');
    const reason = told().find(({ kind }) => kind === 'new-reason');
    expect(reason?.reasons).toMatchObject([
      { keys: ['10000001', '10000002', '10000003', '10000004', '10000005'] },
    ]);
    await run.signal('resume');
    expect(await run.result()).toMatchObject({ outcome: 'attention', counts: { rejected: 5 } });
    await until('resolved paused', 'resolved failed');
  });

  it('gives a dead webhook up, in a workflow of its own that fails long after the run has ended', async () => {
    await world.until(async () => (await failures()).length > 0);
    const [workflowId = ''] = await failures();
    expect(workflowId).toMatch(/\/alerts\/dead\//);
    const delivery = world.client.workflow.getHandle(workflowId);
    await expect(delivery.result()).rejects.toMatchObject({
      cause: { message: expect.stringContaining('alert channel dead could not be reached') },
    });
    const ended = await Promise.all(
      [secondRun, delivery].map(async (handle) => (await handle.describe()).closeTime!),
    );
    expect(ended[0]!.getTime()).toBeLessThan(ended[1]!.getTime());
  });

  it('tells of a record in doubt, by its key', async () => {
    await world.control.put('kingdee', 'BD_Customer', customers(3));
    await world.control.fault({ platform: 'greatonce', kind: 'timeout-after-commit', times: 1 });
    const distributors = 'kingdeeCustomersToGreatonceDistributors';
    expect(await world.run({}, distributors)).toMatchObject({ counts: { inDoubt: 1 } });
    await until('raised in-doubt');
    const doubtful = told().find(({ kind }) => kind === 'in-doubt');
    expect(doubtful).toMatchObject({
      scheme: distributors,
      keys: [expect.stringMatching(/^C000\d@100#\d$/)],
    });
  });

  it('tells of a run that fails in the middle, with its counts', async () => {
    await world.control.put('jushuitan', 'warehouses', warehouses(10));
    const answer = { code: 190, msg: '无API权限' };
    await world.control.fault({ platform: 'jushuitan', kind: 'answer', body: answer, skip: 1 });
    await expect(world.run({ pageSize: 5 }, scheme)).rejects.toThrow();
    await world.control.clearFaults();
    const failure = () => told().find(({ message }) => JSON.stringify(message ?? '').includes('无API权限'));
    await world.until(async () => failure() !== undefined);
    expect(failure()).toMatchObject({ kind: 'failed', state: 'raised', counts: { read: 5 } });
  });

  it('tells of a reconciliation that differs, and when both sides agree again', async () => {
    const rows = warehouses(3);
    await world.control.put('jushuitan', 'warehouses', rows);
    await world.control.put('kingdee', 'BD_STOCK', []);
    const reconcile = () =>
      world.client.workflow.execute('reconcileScheme', {
        taskQueue: world.taskQueue,
        workflowId: `reconcile-${Date.now()}`,
        args: [{ scheme }],
      });
    await reconcile();
    await until('raised difference');
    expect(told().find(({ kind }) => kind === 'difference')).toMatchObject({ counts: { missing: 3 } });
    await world.run(undefined, scheme);
    await reconcile();
    await until('resolved difference');
  });

  it('keeps neither address nor secret in history, and that short', async () => {
    const handle = world.client.workflow.getHandle(`${world.taskQueue}/alerts`);
    const decode = (key: string, value: unknown) =>
      key === 'data' && typeof value === 'string' ? Buffer.from(value, 'base64').toString() : value;
    const history = JSON.stringify(JSON.parse(historyToJSON(await handle.fetchHistory()), decode));
    expect((await handle.describe()).runId).not.toBe(firstRun);
    expect(history).toContain('repeatHours');
    for (const text of ['key=k', secret, group.url]) expect(history).not.toContain(text);
  });

  it('tells of a scheduled run that was terminated', async () => {
    const store = new ScheduleStore(world.client, world.taskQueue, schemes);
    const schedule = {
      cron: ['0 3 1 1 *'],
      timeZone: 'Asia/Shanghai',
      jitterSeconds: 0,
      overlap: 'skip' as const,
      catchUpMinutes: 60,
      pauseAfterFailures: 0,
    };
    const config = {
      temporal: { address: '', namespace: '', taskQueue: world.taskQueue },
      schemes: {
        [scheme]: { name: scheme, source: 'jushuitan', target: 'kingdee', parameters: {}, schedule },
      },
    };
    const [definition] = scheduleDefinitions(config, schemes);
    await store.create(definition!);
    await world.control.fault({
      platform: 'jushuitan',
      operation: 'wms.partner.query',
      kind: 'latency',
      milliseconds: 2_500,
      times: 1,
    });
    await store.handle(definition!.id).trigger();
    await world.until(async () => (await world.held()).length > 0);
    const [running] = (await store.list())[0]!.info.recentActions;
    await world.client.workflow.getHandle(running!.action.workflow.workflowId).terminate('a test');
    const before = told().length;
    await start();
    await world.until(async () => told().length > before);
    expect(told().at(-1)).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('terminated') as string,
    });
  });
});

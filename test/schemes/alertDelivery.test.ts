import { cleanEnvironment, jinqiao } from '../commands/jinqiao';
import { json, silence, startScriptedServer, text, type ScriptedServer } from '../connectors/scripted-server';
import type { WorkerProgram } from '../support/worker';
import { World } from '../support/world';
import { Group } from './group';
import { warehouses } from './warehouses';

const scheme = 'jushuitanWarehousesToKingdeeStocks';
const dead = ['gone', 'hanging', 'broken', 'lying'];

/** A run that fails at once, in a way of its own. */
const failing = (mark: string) => ({ parameters: { [mark]: '1' } });

describe('delivery of alerts', () => {
  let world: World;
  let group: Group;
  let servers: ScriptedServer[];
  let worker: WorkerProgram;
  let env: Record<string, string>;
  beforeAll(async () => {
    group = new Group(await startScriptedServer(text('')));
    const hanging = await startScriptedServer(silence);
    const broken = await startScriptedServer(text('oops', 500));
    const lying = await startScriptedServer(json({ errcode: 310000, errmsg: 'keywords not in content' }));
    const late = await startScriptedServer(json({ errcode: -1, errmsg: '系统繁忙' }), json({ errcode: 0 }));
    const gone = await startScriptedServer(silence);
    await gone.close();
    const urls = { group: group.server.url, hanging, broken, lying, late, gone: gone.url };
    servers = [group.server, hanging, broken, lying, late];
    env = Object.fromEntries(
      Object.entries(urls).map(([name, at]) => [
        `${name.toUpperCase()}_URL`,
        typeof at === 'string' ? at : at.url,
      ]),
    );
    const channel = (format: string, name: string) => ({ format, url: { env: `${name}_URL` } });
    const alerts = {
      giveUpHours: 0.004,
      watchMinutes: 0,
      channels: {
        group: channel('json', 'GROUP'),
        gone: channel('json', 'GONE'),
        hanging: channel('slack', 'HANGING'),
        broken: channel('feishu', 'BROKEN'),
        lying: channel('dingtalk', 'LYING'),
        late: { ...channel('dingtalk', 'LATE'), on: ['failed'] },
      },
    };
    world = await World.start({ alerts });
    worker = await world.startWorker({ env });
    await world.control.put('jushuitan', 'warehouses', warehouses(5));
    await world.control.put('kingdee', 'BD_STOCK', []);
  });
  afterAll(async () => {
    await world.stop();
    await Promise.all(servers.map((server) => server.close()));
  });

  const until = (...wanted: string[]) => world.until(async () => group.heard(...wanted));

  /** Deliveries by channel, with how they ended. */
  async function deliveries() {
    const found: { channel: string; status: string; closed: number }[] = [];
    for await (const execution of world.client.workflow.list({ query: 'WorkflowType="deliverAlert"' })) {
      const { workflowId, status, closeTime } = execution;
      const channel = workflowId.split('/').at(-2) ?? '';
      found.push({ channel, status: status.name, closed: closeTime?.getTime() ?? Infinity });
    }
    return found;
  }

  it('webhooks that are gone, hang, fail or lie hold up neither a run nor another group', async () => {
    const run = await world.startRun(failing('first'), scheme);
    await expect(run.result()).rejects.toThrow();
    await until('raised failed');
    const ended = (await run.describe()).closeTime!.getTime();
    await world.until(
      async () => (await deliveries()).filter(({ status }) => status !== 'RUNNING').length === 6,
    );
    const found = await deliveries();
    const statuses = Object.fromEntries(found.map(({ channel, status }) => [channel, status]));
    expect(statuses).toEqual({
      group: 'COMPLETED',
      // Its first answer was an error in a body of status 200.
      late: 'COMPLETED',
      ...Object.fromEntries(dead.map((channel) => [channel, 'FAILED'])),
    });
    const told = found.find(({ channel }) => channel === 'group')!.closed;
    for (const { closed } of found.filter(({ channel }) => dead.includes(channel))) {
      expect(closed).toBeGreaterThan(ended);
      expect(closed).toBeGreaterThan(told);
    }
    const [, hanging, broken, lying, late] = servers.map(({ seen }) => seen.length);
    for (const tries of [hanging, broken, lying]) expect(tries).toBeGreaterThan(1);
    expect(late).toBe(2);
  });

  it('doctor names the channels that do not take their messages', async () => {
    const { stdout } = await jinqiao(['doctor', '--json'], {
      env: cleanEnvironment({ ...world.env, ...env }),
    });
    const { lines } = JSON.parse(stdout) as { lines: { name: string; state: string; detail: string }[] };
    const found = lines.find(({ name }) => name === 'alerts');
    expect(found).toMatchObject({ state: 'warn' });
    for (const channel of dead)
      expect(found!.detail).toContain(`${channel}: 0 messages not taken yet, 1 given up`);
    expect(found!.detail).not.toMatch(/group|late/);
  });

  it('one state is one message, across a worker that dies and two that follow it', async () => {
    await world.killWorker(worker);
    await Promise.all([world.startWorker({ env }), world.startWorker({ env })]);
    const again = ['a', 'b', 'c', 'd'].map((mark) => world.run(failing(mark), scheme).catch(() => 'failed'));
    expect(new Set(await Promise.all(again))).toEqual(new Set(['failed']));
    expect(await world.run(undefined, scheme)).toMatchObject({ outcome: 'clean' });
    await until('resolved failed');
    expect(group.words()).toEqual(['raised failed', 'resolved failed']);
    // It begins again, so it is told again.
    await expect(world.run(failing('e'), scheme)).rejects.toThrow();
    await world.until(async () => group.words().length > 2);
    expect(group.words()).toEqual(['raised failed', 'resolved failed', 'raised failed']);
  });
});

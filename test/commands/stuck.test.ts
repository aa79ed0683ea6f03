import { request } from 'undici';
import { alertsId } from '../../src/contract/ids';
import { silence, startScriptedServer, type ScriptedServer } from '../connectors/scripted-server';
import { World } from '../support/world';
import { cleanEnvironment, jinqiao } from './jinqiao';

/** A type that the worker's bundle lacks: each of its workflow tasks fails, as after a change that breaks replay. */
const unknownType = 'ofAnotherBuild';

describe('workflows that stand still', () => {
  let world: World;
  let group: ScriptedServer;
  let url: string;
  beforeAll(async () => {
    group = await startScriptedServer(silence);
    const alerts = { channels: { group: { format: 'slack', url: { env: 'GROUP_URL' } } } };
    world = await World.start({ alerts, worker: { http: { port: 0 } } });
    const worker = await world.startWorker({ env: { GROUP_URL: group.url } });
    ({ url } = JSON.parse(await worker.firstLine) as { url: string });
  });
  afterAll(async () => {
    await world.stop();
    await group.close();
  });

  const ready = async () => {
    const { statusCode, body } = await request(`${url}/readyz`);
    return `${statusCode} ${(await body.text()).trim()}`;
  };
  async function doctor() {
    const env = cleanEnvironment({ ...world.env, GROUP_URL: group.url });
    const { code, stdout } = await jinqiao(['doctor', '--json'], { env });
    const { lines } = JSON.parse(stdout) as { lines: { name: string; state: string; detail: string }[] };
    const one = (wanted: string) => {
      const found = lines.find(({ name }) => name === wanted);
      return `${found?.state} ${found?.detail}`;
    };
    return { code, workflows: one('workflows'), alerts: one('alerts workflow') };
  }
  const start = (workflowId: string) =>
    world.client.workflow.start(unknownType, { taskQueue: world.taskQueue, workflowId });

  it('none: doctor and /readyz say so', async () => {
    expect(await ready()).toBe('200 ready');
    expect(await doctor()).toEqual({
      code: 0,
      workflows: 'ok none whose tasks fail again and again',
      alerts: 'ok answers',
    });
  });

  it('are named by doctor and /readyz, and so are alerts that do not run or do not answer', async () => {
    const id = alertsId(world.taskQueue);
    await world.client.workflow.getHandle(id).terminate();
    expect(await doctor()).toMatchObject({ code: 1, alerts: 'fail does not run' });
    await start(id);
    const other = await start('stands-still');
    await world.until(async () => ((await other.describe()).raw.pendingWorkflowTask?.attempt ?? 0) >= 3);
    const found = await doctor();
    expect(found).toMatchObject({ code: 1, alerts: 'fail does not answer' });
    expect(found.workflows).toMatch(/^fail 2 stand still/);
    for (const each of [id, 'stands-still']) expect(found.workflows).toContain(each);
    await world.until(async () => (await ready()).includes('stands-still'));
    expect(await ready()).toMatch(/^503 workflow tasks fail again and again: /);
    for (const each of [id, 'stands-still']) await world.client.workflow.getHandle(each).terminate();
    await world.until(async () => (await ready()) === '503 the alerts workflow does not run');
  });
});

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { progressQuery } from '../../src/workflows/engine/messages';
import { findServerBinary } from '../../src/temporal/serverBinary';
import { World } from '../support/world';
import { freshWith, warehouses } from './warehouses';

const run = promisify(execFile);
const type = 'jushuitanWarehousesToKingdeeStocks';

describe('the temporal command', () => {
  let world: World;
  let binary: string;
  beforeAll(async () => {
    world = await World.start({ scheme: { lanes: 1 } });
    binary = await findServerBinary({ env: process.env, notify: () => undefined });
    await freshWith(world, warehouses(120));
    await world.startWorker();
  });
  afterAll(() => world.stop());

  const temporal = async (...words: string[]) => {
    const address = process.env.JINQIAO_TEST_TEMPORAL ?? '';
    return (
      await run(binary, [...words, '--address', address, '--namespace', world.taskQueue, '--output', 'json'])
    ).stdout;
  };

  it('starts a scheme with no input at all, pauses it, resumes it and shows its report', async () => {
    await world.control.fault({
      platform: 'kingdee',
      operation: 'BatchSave',
      kind: 'latency',
      milliseconds: 1_500,
      times: 1,
    });
    const id = `${world.taskQueue}/by-hand`;
    await temporal('workflow', 'start', '--type', type, '--task-queue', world.taskQueue, '--workflow-id', id);
    await temporal('workflow', 'signal', '--workflow-id', id, '--name', 'pause');
    const handle = world.client.workflow.getHandle(id);
    await world.until(async () => (await handle.query(progressQuery)).state === 'paused');
    await temporal('workflow', 'signal', '--workflow-id', id, '--name', 'resume');
    expect(JSON.parse(await temporal('workflow', 'result', '--workflow-id', id))).toMatchObject({
      status: 'COMPLETED',
      result: { outcome: 'clean', read: 120, counts: { created: 120 } },
    });
  });

  it('takes no input that is not JSON', async () => {
    const id = ['--workflow-id', `${world.taskQueue}/no-json`];
    const words = ['workflow', 'start', '--type', type, '--task-queue', world.taskQueue, ...id];
    await expect(temporal(...words, '--input', 'organization=102')).rejects.toThrow('not valid JSON');
  });

  it('gets a readable reason for an input that makes no sense, at once', async () => {
    const id = `${world.taskQueue}/bad-input`;
    const input = JSON.stringify({ pageSize: 0, parameters: { organisation: '1' } });
    await temporal(
      'workflow',
      'start',
      '--type',
      type,
      '--task-queue',
      world.taskQueue,
      '--workflow-id',
      id,
      '--input',
      input,
    );
    const result = JSON.parse(
      await temporal('workflow', 'result', '--workflow-id', id).catch((error) => error.stdout),
    );
    expect(result).toMatchObject({ status: 'FAILED' });
    expect(JSON.stringify(result)).toContain('pageSize');
  });
});

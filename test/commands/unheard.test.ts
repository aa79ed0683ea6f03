import { randomUUID } from 'node:crypto';
import { whyUnheard } from '../../src/operations/runs/steer';
import { World } from '../support/world';
import { cleanEnvironment, jinqiao } from './jinqiao';

const scheme = 'jushuitanWarehousesToKingdeeStocks';

jest.setTimeout(120_000);

describe('what is sent and not heard', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterAll(() => world.stop());

  const command = (...words: string[]) => jinqiao(words, { env: cleanEnvironment(world.env) });

  it.each(['pause', 'resume', 'cancel'])('%s says that no worker listens', async (verb) => {
    const { workflowId } = await world.startRun();
    const { code, stdout, stderr } = await command(verb, workflowId);
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining(`${verb} sent to`) });
    expect(stderr).toContain(`${workflowId} has not heard it, since no worker listens on ${world.taskQueue}`);
    const inChinese = await command(verb, workflowId, '--lang', 'zh');
    expect(inChinese).toMatchObject({ code: 1, stderr: expect.stringContaining('没有 worker 监听') });
    await world.client.workflow.getHandle(workflowId).terminate();
  });

  it('a run that Temporal itself has paused is under way, and says how it goes on', async () => {
    const { workflowId } = await world.startRun();
    const { client } = world;
    const { namespace } = client.options;
    await client.workflowService.pauseWorkflowExecution({
      namespace,
      workflowId,
      identity: 'test',
      reason: 'a test',
      requestId: randomUUID(),
    });
    await world.until(async () => {
      const { stdout } = await command('runs', '--json');
      return JSON.parse(stdout).some((run: { state: string }) => run.state === 'paused');
    });
    const { code, stdout } = await command('cancel', scheme, '--json');
    expect(code).toBe(1);
    const why = expect.stringContaining(
      `is paused in Temporal itself and hears nothing: temporal workflow unpause --workflow-id '${workflowId}'`,
    ) as string;
    expect(JSON.parse(stdout)).toMatchObject({ workflowIds: [workflowId], unheard: [{ workflowId, why }] });
    await client.workflow.getHandle(workflowId).terminate();
  });

  it('names why the task of a run fails', async () => {
    const { workflowId } = await world.startRun();
    const { workflowService, connection, options } = world.client;
    const { namespace } = options;
    const asks = {
      namespace,
      taskQueue: { name: world.taskQueue },
      identity: 'a worker of another build',
    };
    const { taskToken } = await connection.withDeadline(Date.now() + 30_000, () =>
      workflowService.pollWorkflowTaskQueue(asks),
    );
    const failure = { message: '[TMPRL1100] Nondeterminism error', applicationFailureInfo: {} };
    await workflowService.respondWorkflowTaskFailed({ namespace, taskToken, failure });
    expect((await whyUnheard(world.client, world.taskQueue, workflowId, 1))?.en).toMatch(
      /^\S+ has not heard it, since its workflow task fails: \[TMPRL1100\] Nondeterminism error; it hears once/,
    );
    await world.client.workflow.getHandle(workflowId).terminate();
  });
});

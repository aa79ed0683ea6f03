import type { WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { alertsId } from '../../src/contract/ids';
import { silence, startScriptedServer, type ScriptedServer } from '../connectors/scripted-server';
import { World } from '../support/world';
import { openRepairs, repairOf, stateOf } from './repairs';
import { warehouses } from './warehouses';

const scheme = 'jushuitanWarehousesToKingdeeStocks';

/** Payloads that the Temporal UI offers to send, or that other programs do. */
const odd = {
  'json/protobuf': payload('json/protobuf', '{"a":1}'),
  'binary/plain': payload('binary/plain', 'bytes'),
  'broken JSON': payload('json/plain', '{"rules":'),
  'a list': payload('json/plain', '[1]'),
  null: payload('json/plain', 'null'),
  'a megabyte': payload('json/plain', JSON.stringify({ reason: 'x'.repeat(1_000_000) })),
};
const undecodable = [odd['json/protobuf'], odd['broken JSON']];

describe('messages that are none', () => {
  let world: World;
  let group: ScriptedServer;
  beforeAll(async () => {
    group = await startScriptedServer(silence);
    const alerts = { channels: { group: { format: 'slack', url: { env: 'GROUP_URL' } } } };
    world = await World.start({ alerts, scheme: { concurrency: 1 } });
    await world.control.put('kingdee', 'BD_STOCK', []);
    await world.control.put(
      'jushuitan',
      'warehouses',
      warehouses(6).map((row, at) => (at === 5 ? { ...row, name: '' } : row)),
    );
    await world.startWorker({ env: { GROUP_URL: group.url } });
  });
  afterAll(async () => {
    await world.stop();
    await group.close();
  });

  async function signal(workflowId: string, signalName: string, ...payloads: ReturnType<typeof payload>[]) {
    await world.client.workflowService.signalWorkflowExecution({
      namespace: world.client.options.namespace,
      workflowExecution: { workflowId },
      signalName,
      input: { payloads },
    });
  }

  const start = (
    type: string,
    payloads: ReturnType<typeof payload>[],
    workflowId = `${type}-${Math.random()}`,
  ) =>
    world.client.workflowService
      .startWorkflowExecution({
        namespace: world.client.options.namespace,
        workflowId,
        requestId: workflowId,
        workflowType: { name: type },
        taskQueue: { name: world.taskQueue },
        input: { payloads },
      })
      .then(() => world.client.workflow.getHandle(workflowId));

  test.each([scheme, 'repairRecord', 'alerts', 'accountBudget', 'reconcileScheme', 'deliverAlert'])(
    'a start of %s whose input cannot be decoded fails at once',
    async (type) => {
      for (const given of undecodable) {
        const handle = await start(type, [given]);
        await expect(handle.result()).rejects.toMatchObject({ cause: { type: 'Misconfigured' } });
      }
    },
  );

  it('leave a run going, and thousands of them too', async () => {
    const handle = await world.client.workflow.signalWithStart(scheme, {
      taskQueue: world.taskQueue,
      workflowId: 'paused-run',
      signal: 'pause',
    });
    const names = ['pause', 'stop', '__temporal_stop', 'constructor'];
    for (const name of names) for (const given of Object.values(odd)) await signal('paused-run', name, given);
    expect(await handle.query('progress')).toMatchObject({ scheme });
    const first = (await handle.describe()).runId;
    for (let sent = 0; sent < 3_200; sent += 100)
      await Promise.all(Array.from({ length: 100 }, (_, at) => handle.signal(at % 2 ? 'pause' : 'stop')));
    await handle.signal('pause');
    await world.until(async () => (await handle.describe()).runId !== first);
    await handle.signal('resume');
    expect(await handle.result()).toMatchObject({ read: 6, counts: { created: 5, rejected: 1 } });
  });

  it('leave a repair waiting for those that are', async () => {
    const [key = ''] = await openRepairs(world, scheme);
    const repair = repairOf(world, scheme, key);
    for (const name of ['refused', 'check', 'retryWith', 'discard', 'again'])
      for (const given of [[], ...Object.values(odd).map((one) => [one])])
        await signal(repair.workflowId, name, ...given);
    expect(await stateOf(world, scheme, key)).toMatchObject({
      outcome: 'rejected',
      note: expect.any(String),
    });
    await repair.signal('discard', { reason: 'enough' });
    expect(await repair.result()).toMatchObject({ outcome: 'discarded', why: 'enough' });
  });

  it('leave alerts and budgets answering', async () => {
    const id = alertsId(world.taskQueue);
    for (const name of ['report', 'rules'])
      for (const given of [[], ...Object.values(odd).map((one) => [one])]) await signal(id, name, ...given);
    expect(await world.client.workflow.getHandle(id).query('states')).toBeDefined();
    const alerts = world.client.workflow.getHandle(id);
    await world.until(async () => (await detailsOf(alerts)).includes('report refused'));
    const budget = await world.client.workflow.start('accountBudget', {
      taskQueue: world.taskQueue,
      workflowId: 'budget-of-nobody',
    });
    await signal(budget.workflowId, 'report');
    await world.until(async () => (await detailsOf(budget)).includes('no signal report'));
    for (const asked of [undefined, null, {}, { count: 1e12, windows: [], clockUncertaintyMs: 0 }])
      await expect(budget.executeUpdate('lease', { args: [asked] })).rejects.toMatchObject({
        cause: { type: 'Misconfigured' },
      });
    const windows = [{ calls: 5, withinMs: 1_000 }];
    expect(
      await budget.executeUpdate('lease', { args: [{ count: 1, windows, clockUncertaintyMs: 1 }] }),
    ).toMatchObject({
      slots: [{}],
    });
    await budget.terminate();
  });

  it('a second input of a run, as "start like this one" sends it along, is ignored', async () => {
    const counts = { created: 900, unchanged: 0, audited: 0, skipped: 0, rejected: 0, inDoubt: 0 };
    const totals = { pages: 9, read: 900, counts, adopted: 0, changed: 0, rejected: [] };
    const continued = {
      plan: {},
      counts: totals,
      lists: { next: 1, left: [], begun: [] },
      paused: false,
      startedAt: 'x',
    };
    const handle = await world.client.workflow.start(scheme, {
      taskQueue: world.taskQueue,
      workflowId: 'like-that-one',
      args: [{}, continued],
    });
    expect(await handle.result()).toMatchObject({ read: 6, counts: { unchanged: 5 } });
  });

  it('alerts that are started with states of their own begin anew', async () => {
    const state = { scheme, alert: { kind: 'failed' }, raisedAt: 1, notifiedAt: 1 };
    const handle = await world.client.workflow.start('alerts', {
      taskQueue: world.taskQueue,
      workflowId: 'alerts-like-that-one',
      args: [{ states: { forged: state }, marks: {}, watchedAt: 0, reports: [] }],
    });
    expect(await handle.query('states')).toEqual({});
    await handle.terminate();
  });

  it('a handmade repair writes nothing of its own', async () => {
    const before = await world.control.requests('?write=true');
    const page = {
      scheme,
      source: { connection: 'jushuitan', method: 'wms.partner.query', request: {} },
      target: { connection: 'kingdee', form: 'BD_Customer', operation: 'BatchSave', options: {} },
      parameters: {},
      values: {},
      page: { number: 1, size: 50 },
      batchSize: 1,
    };
    const occurrence = { workflowId: 'w', runId: 'r', page: 1, at: new Date().toISOString() };
    const first = { outcome: 'rejected', cause: 'mapping', message: 'm', occurrence };
    const handle = await world.client.workflow.start('repairRecord', {
      taskQueue: world.taskQueue,
      workflowId: 'handmade',
      args: [{ scheme, key: 'K', page, looksUp: true, first }],
    });
    const document = { FNumber: 'K', FName: 'forged' };
    await handle.signal('retryWith', { document, who: 'x', why: 'y' });
    const noteOf = async () => (await handle.query<{ note?: string }>('state')).note ?? '';
    await world.until(async () => (await noteOf()).includes('Misconfigured'));
    expect(await noteOf()).toMatch(/task refused: the record: page.source/);
    expect(await world.control.requests('?write=true')).toHaveLength(before.length);
    await handle.terminate();
  });
});

async function detailsOf(handle: WorkflowHandle): Promise<string> {
  return (await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata')).currentDetails;
}

function payload(encoding: string, data: string) {
  const { metadata } = defaultPayloadConverter.toPayload(1);
  return { metadata: { ...metadata, encoding: Buffer.from(encoding) }, data: Buffer.from(data) };
}

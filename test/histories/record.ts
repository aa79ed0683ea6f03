/**
 * Records the histories that `replay.test.ts` holds today's code against: `npm run histories`.
 * Recorded ones are never changed; a version that changes the workflow code adds its own.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { pauseSignal, progressQuery, resumeSignal } from '../../src/workflows/engine/messages';
import { version } from '../../package.json';
import { World } from '../support/world';
import { warehouses } from '../schemes/warehouses';

const folder = path.join(__dirname, version);

describe('histories', () => {
  let world: World;
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    world = await World.start();
    await world.startWorker();
  });
  afterAll(() => world.stop());
  beforeEach(() => world.control.put('kingdee', 'BD_STOCK', []));

  async function save(name: string, run: Pick<WorkflowHandle, 'fetchHistory'>): Promise<void> {
    const json = historyToJSON(await run.fetchHistory());
    // Identities hold the name of the machine, stack traces its folders.
    const anonymous = json
      .replaceAll(/"identity": "[^"]*"/g, '"identity": "recorded"')
      .replaceAll(/"stackTrace": "(?:[^"\\]|\\.)*"/g, '"stackTrace": ""');
    writeFileSync(path.join(folder, `${name}.json`), `${anonymous}\n`);
  }

  it('clean, with rejected records', async () => {
    const rows = warehouses(120);
    rows[5] = { ...rows[5], name: '' };
    await world.control.put('jushuitan', 'warehouses', rows);
    const run = await world.startRun();
    await run.result();
    await save('attention', run);
    const again = await world.startRun({ parameters: { organization: '101' } });
    await again.result();
    await save('unchanged', again);
  });

  it('paused and resumed', async () => {
    await world.control.put('jushuitan', 'warehouses', warehouses(150));
    await world.control.fault({ platform: 'kingdee', operation: 'BatchSave', kind: 'latency', milliseconds: 1_000, times: 1 });
    const run = await world.startRun();
    await world.until(async () => (await run.query(progressQuery)).inFlight.length > 0);
    await run.signal(pauseSignal);
    await world.until(async () => (await run.query(progressQuery)).inFlight.length === 0);
    await run.signal(resumeSignal);
    await run.result();
    await save('paused', run);
  });

  it('cancelled', async () => {
    await world.control.put('jushuitan', 'warehouses', warehouses(150));
    await world.control.fault({ platform: 'kingdee', operation: 'BatchSave', kind: 'latency', milliseconds: 1_000, times: 1 });
    const run = await world.startRun();
    await world.until(async () => (await run.query(progressQuery)).inFlight.length > 0);
    await run.cancel();
    await run.result().catch(() => undefined);
    await save('cancelled', run);
  });

  it('failed', async () => {
    await world.control.put('jushuitan', 'warehouses', warehouses(150));
    await world.control.fault({ platform: 'jushuitan', kind: 'answer', body: { code: 190, msg: '无API权限' } });
    const run = await world.startRun();
    await run.result().catch(() => undefined);
    await world.control.clearFaults();
    await save('failed', run);
  });

  it('continued as new', async () => {
    await world.control.put('jushuitan', 'warehouses', warehouses(103));
    const run = await world.startRun({ pageSize: 1, lanes: 4 });
    await run.result();
    const first = world.client.workflow.getHandle(run.workflowId, run.firstExecutionRunId);
    await save('continued-1', first);
    await save('continued-2', world.client.workflow.getHandle(run.workflowId));
  });
});

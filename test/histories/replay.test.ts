/**
 * Workflow code that does not decide alike when it is replayed fails here: each kind of run is carried out, and its
 * history replayed on the same build. `npm run histories` keeps these histories in a folder named after the version;
 * those of released versions are replayed too, and never changed.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { pauseSignal, progressQuery, resumeSignal } from '../../src/workflows/definitions';
import { version } from '../../package.json';
import { root } from '../../src/root';
import { World } from '../support/world';
import { repairOf, stateOf } from '../schemes/repairs';
import { putSaleoutDays, saleoutScheme, windowOf } from '../schemes/saleoutDays';
import { warehouses } from '../schemes/warehouses';

const folder = path.join(__dirname, version);
const isRecording = process.env.JINQIAO_RECORD_HISTORIES === '1';
const workflowBundle = { codePath: path.join(root, 'dist', 'workflow-bundle.js') };

const recorded = readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && /^\d/.test(entry.name))
  .flatMap((entry) => readdirSync(path.join(__dirname, entry.name)).map((file) => `${entry.name}/${file}`));

const describeRecorded = recorded.length > 0 ? describe : () => undefined;
describeRecorded('a history of a release', () => {
  it.each(recorded)('%s replays on the code of today', async (file) => {
    const history = historyFromJSON(JSON.parse(readFileSync(path.join(__dirname, file), 'utf8')));
    await expect(Worker.runReplayHistory({ workflowBundle }, history)).resolves.toBeUndefined();
  });
});

describe('the history of a run replays', () => {
  let world: World;
  beforeAll(async () => {
    if (isRecording) mkdirSync(folder, { recursive: true });
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    world = await World.start();
    await world.startWorker();
  });
  afterAll(() => world.stop());
  beforeEach(() => world.control.put('kingdee', 'BD_STOCK', []));

  async function replays(name: string, run: Pick<WorkflowHandle, 'fetchHistory'>): Promise<void> {
    const history = await run.fetchHistory();
    if (isRecording) record(name, historyToJSON(history));
    const replayed = Worker.runReplayHistory({ workflowBundle }, history);
    await expect(replayed.catch((error: unknown) => kept(name, history, error))).resolves.toBeUndefined();
  }

  /** The failure with the file of its history: what made it may not come again. */
  function kept(name: string, history: Parameters<typeof historyToJSON>[0], error: unknown): never {
    const file = path.join(tmpdir(), `jinqiao-history-${name}-${Date.now()}.json`);
    writeFileSync(file, historyToJSON(history));
    throw new Error(`the history is kept in ${file}`, { cause: error });
  }

  function record(name: string, json: string): void {
    // Identities hold the name of the machine, stack traces its folders.
    const anonymous = json
      .replaceAll(/"identity": "[^"]*"/g, '"identity": "recorded"')
      .replaceAll(/"stackTrace": "(?:[^"\\]|\\.)*"/g, '"stackTrace": ""');
    writeFileSync(path.join(folder, `${name}.json`), `${anonymous}\n`);
  }

  /** A change that runs under way would not survive is noticed. */
  async function isCaught(run: Pick<WorkflowHandle, 'fetchHistory'>): Promise<void> {
    const workflowsPath = require.resolve('./incompatible/workflows');
    const incompatible = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
    const replay = Worker.runReplayHistory({ workflowBundle: incompatible }, await run.fetchHistory());
    await expect(replay).rejects.toThrow(DeterminismViolationError);
  }

  it('clean, with rejected records', async () => {
    const rows = warehouses(120);
    rows[5] = { ...rows[5], name: '' };
    await world.control.put('jushuitan', 'warehouses', rows);
    const run = await world.startRun();
    await run.result();
    await replays('attention', run);
    await isCaught(run);
    const again = await world.startRun({ parameters: { organization: '101' } });
    await again.result();
    await replays('unchanged', again);
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
    await replays('paused', run);
  });

  it('cancelled', async () => {
    await world.control.put('jushuitan', 'warehouses', warehouses(150));
    await world.control.fault({ platform: 'kingdee', operation: 'BatchSave', kind: 'latency', milliseconds: 1_000, times: 1 });
    const run = await world.startRun();
    await world.until(async () => (await run.query(progressQuery)).inFlight.length > 0);
    await run.cancel();
    await run.result().catch(() => undefined);
    await replays('cancelled', run);
  });

  it('failed', async () => {
    await world.control.put('jushuitan', 'warehouses', warehouses(150));
    await world.control.fault({ platform: 'jushuitan', kind: 'answer', body: { code: 190, msg: '无API权限' } });
    const run = await world.startRun();
    await run.result().catch(() => undefined);
    await world.control.clearFaults();
    await replays('failed', run);
  });

  it('continued as new', async () => {
    await world.control.put('jushuitan', 'warehouses', warehouses(103));
    const run = await world.startRun({ pageSize: 1, concurrency: 4 });
    await run.result();
    const first = world.client.workflow.getHandle(run.workflowId, run.firstExecutionRunId);
    await replays('continued-1', first);
    await replays('continued-2', world.client.workflow.getHandle(run.workflowId));
  });

  const shops = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      id: 900_000_000_000 + at,
      nick: `店铺${at}`,
      code: String(10_001 + at),
      name: `店铺${at}`,
      create_date: '2026-01-01 00:00:00',
      modify_date: '2026-01-05 10:00:00',
      note: '',
      type_name: '天猫',
    }));

  it('windows: open, from the watermark, and a backfill', async () => {
    const scheme = 'guanyiShopsToKingdeeCustomers';
    await world.control.put('kingdee', 'BD_Customer', []);
    await world.control.put('guanyi', 'shops', shops(60));
    for (const [name, input] of [
      ['window-open', {}],
      ['window-watermark', {}],
      ['window-backfill', { from: '2026-01-01', to: '2026-01-31' }],
    ] as const) {
      const run = await world.startRun(input, scheme);
      await run.result();
      await replays(name, run);
    }
  });

  it('slices, and what changed while they were read', async () => {
    const scheme = 'qimenSaleoutsToKingdeeOutstocks';
    await world.control.reset({ sizes: { saleouts: 40, BD_Customer: 6 } });
    await world.withoutRates();
    const run = await world.startRun({ from: '2026-01-01', to: '2026-01-03' }, scheme);
    await run.result();
    await replays('slices', run);
  });

  it('slices side by side, continued with several half-way', async () => {
    await putSaleoutDays(world, 5, 25);
    const run = await world.startRun({ ...windowOf(5), pageSize: 1, concurrency: 3 }, saleoutScheme);
    await run.result();
    await replays('side-by-side-1', world.client.workflow.getHandle(run.workflowId, run.firstExecutionRunId));
    await replays('side-by-side-2', world.client.workflow.getHandle(run.workflowId));
  });

  it('a list that moved and was read again', async () => {
    const rows = warehouses(40);
    await world.control.put('jushuitan', 'warehouses', rows);
    await world.control.fault({ platform: 'jushuitan', kind: 'latency', milliseconds: 500 });
    const run = await world.startRun({ pageSize: 10, concurrency: 1 });
    await world.until(async () => (await world.control.rows('kingdee', 'BD_STOCK')).length >= 20);
    await world.control.put('jushuitan', 'warehouses', rows.slice(2));
    await run.result();
    await world.control.clearFaults();
    await replays('read-again', run);
  });

  it('too many refusals', async () => {
    await world.control.put('jushuitan', 'warehouses', warehouses(250).map((row) => ({ ...row, name: '' })));
    const run = await world.startRun({ concurrency: 1 });
    await world.until(async () => (await run.query(progressQuery)).state === 'paused');
    await run.signal(resumeSignal);
    await world.until(async () => (await run.query(progressQuery)).state !== 'running');
    await run.cancel();
    await run.result().catch(() => undefined);
    await replays('thresholds', run);
  });

  it.each([0, 5])('too many refusals, resumed and cancelled %d ms apart', async (apart) => {
    // Records that have a repair already do not count.
    const rows = warehouses(150).map((row, at) => ({ ...row, name: '', wms_co_id: 50_000_000 + apart * 1_000 + at }));
    await world.control.put('jushuitan', 'warehouses', rows);
    const run = await world.startRun({ concurrency: 1 });
    await world.until(async () => (await run.query(progressQuery)).state === 'paused');
    await run.signal(resumeSignal);
    await delay(apart);
    await run.cancel();
    await run.result().catch(() => undefined);
    await replays(`thresholds-cancelled-${apart}`, run);
  });

  it('a repair: refused again, then done; one that is discarded', async () => {
    const scheme = 'jushuitanWarehousesToKingdeeStocks';
    const rows = warehouses(3);
    await world.control.put('jushuitan', 'warehouses', [{ ...rows[0], name: '' }, { ...rows[1], name: '' }, rows[2]!]);
    await world.run();
    const [one, other] = rows.map(({ wms_co_id }) => repairOf(world, scheme, String(wms_co_id)));
    await one!.signal('retry');
    await world.until(async () => (await stateOf(world, scheme, String(rows[0]!.wms_co_id))).attempts > 0);
    await world.control.put('jushuitan', 'warehouses', rows);
    await one!.signal('retry');
    await one!.result();
    await replays('repair-retried', one!);
    await other!.signal('discard', { reason: 'test data', who: 'tester' });
    await other!.result();
    await replays('repair-discarded', other!);
  });

  it('a reconciliation', async () => {
    const scheme = 'jushuitanWarehousesToKingdeeStocks';
    await world.control.put('jushuitan', 'warehouses', warehouses(20));
    const handle = await world.client.workflow.start('reconcileScheme', {
      taskQueue: world.taskQueue,
      workflowId: `reconcile/${scheme}/full`,
      args: [{ scheme }],
    });
    await handle.result();
    await replays('reconciliation', handle);
  });
});

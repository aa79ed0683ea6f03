import type { WorkflowHandle } from '@temporalio/client';
import { repairId } from '../../src/contract/ids';
import { pauseSignal, resumeSignal } from '../../src/workflows/definitions';
import type { ReconcileInput } from '../../src/contract/reconcile';
import { tableUnder, textOf } from '../docs/documents';
import { World } from '../support/world';
import { customers } from './customers';
import { repairOf } from './repairs';
import { freshWith, warehouses } from './warehouses';

const scheme = 'jushuitanWarehousesToKingdeeStocks';
const shops = 'guanyiShopsToKingdeeCustomers';
const audits = 'kingdeeOutstocksToAudited';
const distributors = 'kingdeeCustomersToGreatonceDistributors';

/** What the Temporal UI shows in the columns of its list. */
async function columns(run: Pick<WorkflowHandle, 'describe'>): Promise<Record<string, unknown>> {
  const { searchAttributes } = await run.describe();
  const names = ['SchemeId', 'Outcome', 'Window', 'ReadCount', 'RejectedCount'] as const;
  return Object.fromEntries(names.map((name) => [name, searchAttributes[name]?.[0]]));
}

async function pageOf(run: Pick<WorkflowHandle, 'query'>): Promise<string> {
  return (await run.query<{ currentDetails: string }>('__temporal_workflow_metadata')).currentDetails;
}

describe('the run list and the pages of the Temporal UI', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({ scheme: { concurrency: 1 }, logLevel: 'warn' });
    await world.startWorker();
  });
  afterAll(() => world.stop());

  it('tell of a run under way, of a paused one and of its end how much is read and refused', async () => {
    const rows = warehouses(200).map((row, at) => (at === 3 ? { ...row, name: '' } : row));
    await freshWith(world, rows);
    await world.control.fault({
      platform: 'kingdee',
      operation: 'BatchSave',
      kind: 'latency',
      milliseconds: 5_500,
    });
    const run = await world.startRun();
    await world.until(async () => Number((await columns(run)).ReadCount) > 0);
    const seen = await columns(run);
    // The list tells now and then: one page or several.
    expect([50, 100, 150]).toContain(Number(seen.ReadCount));
    expect(seen).toEqual({
      SchemeId: scheme,
      Outcome: 'running',
      Window: 'full',
      ReadCount: seen.ReadCount,
      RejectedCount: 1,
    });
    await world.until(async () => (await pageOf(run)).includes('now at page 正在处理第 3 页'));
    await run.signal(pauseSignal);
    await world.until(async () => (await columns(run)).ReadCount === 150);
    expect(await columns(run)).toMatchObject({ Outcome: 'paused', RejectedCount: 1 });
    expect(await pageOf(run)).toMatch(/^\*\*paused 已暂停\*\* .* 3\n.*> paused by a signal: send `resume`/s);

    await world.control.clearFaults();
    await run.signal(resumeSignal);
    await run.result();
    await world.until(async () => (await columns(run)).Outcome === 'attention');
    expect(await columns(run)).toMatchObject({ Window: 'full', ReadCount: 200, RejectedCount: 1 });
    const page = await pageOf(run);
    expect(page).toContain('> 1 refused or in doubt: see [open repairs');
    expect(page).toMatch(
      /- \*\*1 × mapping\*\* · FName · `10000004`.*\n.*is empty in the source row.*\n.*→ correct the row/,
    );
  });

  it('show the window of a run that has one, and the days of a reconciliation', async () => {
    await world.fresh({ sizes: { shops: 2 } });
    const run = await world.startRun({ from: '2026-01-01', to: '2026-01-31' }, shops);
    await run.result();
    await world.until(async () => (await columns(run)).Outcome === 'clean');
    expect(await columns(run)).toMatchObject({ Window: '2026-01-01 00:00:00 — 2026-02-01 00:00:00' });
    const days = await reconcile(world, { scheme: shops, from: '2026-01-01', to: '2026-01-31' });
    expect(await columns(days)).toMatchObject({ SchemeId: shops, Window: '2026-01-01 — 2026-01-31' });
  });

  it('every documented view finds what it is called after', async () => {
    await freshWith(
      world,
      warehouses(30).map((row, at) => (at === 3 ? { ...row, name: '' } : row)),
    );
    await world.control.switches('kingdee', { auditRefusedNumbers: '10000021' });
    const attention = await world.startRun();
    await attention.result();
    await repairOf(world, scheme, '10000004').signal('discard', { reason: 'test', who: 'tester' });
    await repairOf(world, scheme, '10000004').result();
    await world.control.fault({
      platform: 'jushuitan',
      kind: 'answer',
      body: { code: 190, msg: '无API权限' },
      times: 1,
    });
    const failed = await world.startRun();
    await expect(failed.result()).rejects.toThrow();
    const differing = await reconcile(world, { scheme });
    await world.control.put('kingdee', 'BD_Customer', customers(1));
    await world.control.fault({ platform: 'greatonce', kind: 'timeout-after-commit', times: 1 });
    const doubtful = await world.startRun({}, distributors);
    await doubtful.result();
    await world.control.fault({ platform: 'guanyi', kind: 'status', status: 503 });
    const running = await world.startRun({}, shops);
    const paused = await world.startRun({}, audits);
    await paused.signal(pauseSignal);
    await world.until(async () => (await columns(paused)).Outcome === 'paused');

    const repairs = {
      closed: repairId(world.taskQueue, scheme, '10000021'),
      discarded: repairId(world.taskQueue, scheme, '10000004'),
    };
    const inDoubt =
      (await listed(world, 'WorkflowType="repairRecord" AND SchemeId="' + distributors + '"'))[0] ?? '';
    expect(inDoubt).toContain(`repair/${distributors}/`);
    const runs = [attention, failed, differing, doubtful, running, paused].map(
      ({ workflowId }) => workflowId,
    );
    const expected: Readonly<Record<string, readonly string[]>> = {
      runs,
      'running now': [running.workflowId, paused.workflowId],
      paused: [paused.workflowId],
      'needs attention today': [attention, failed, differing, doubtful].map(({ workflowId }) => workflowId),
      'open repairs': [repairs.closed, inDoubt],
      'open repairs of one cause': [repairs.closed],
      'in doubt': [inDoubt],
      'failed this week': [failed.workflowId],
      'discarded (for the auditor)': [repairs.discarded],
      'reconciliations that differ': [differing.workflowId],
    };
    // Runs of the other tests are there as well; they have their own ids.
    const ours = new Set(Object.values(expected).flat());
    const found: Record<string, string[]> = {};
    for (const [view = '', query = ''] of tableUnder('views', 'docs/operations.md')) {
      const dated = query
        .replaceAll('"jinqiao"', `"${world.taskQueue}"`)
        .replaceAll(/"\d{4}-\d\d-\d\dT[^"]*"/g, `"${new Date(Date.now() - 86_400_000).toISOString()}"`);
      found[view] = (await listed(world, dated)).filter((id) => ours.has(id));
    }
    const sorted = Object.entries(expected).map(([view, ids]) => [view, ids.toSorted()]);
    expect(found).toEqual(Object.fromEntries(sorted));
    await Promise.all([running, paused].map((run) => run.terminate()));
  });
});

it('both guides have the same views, and the commands in bulk name workflows as these do', () => {
  const queries = (guide: string) => tableUnder('views', guide).map(([, query]) => query);
  expect(queries('docs/operations.zh-CN.md')).toEqual(queries('docs/operations.md'));
  expect(textOf('docs/operations.md')).toContain(
    '--query \'TaskQueue="jinqiao" AND SchemeId IS NOT NULL AND WorkflowType!="repairRecord"',
  );
});

async function listed(world: World, query: string): Promise<string[]> {
  const ids: string[] = [];
  for await (const { workflowId } of world.client.workflow.list({ query })) ids.push(workflowId);
  return ids.toSorted();
}

async function reconcile(world: World, input: ReconcileInput): Promise<WorkflowHandle> {
  const run = await world.client.workflow.start('reconcileScheme', {
    taskQueue: world.taskQueue,
    workflowId: `reconcile/${JSON.stringify(input)}`,
    args: [input],
  });
  await run.result();
  await world.until(async () => (await columns(run)).Outcome !== 'running');
  return run;
}

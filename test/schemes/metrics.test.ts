import { request } from 'undici';
import type { WorkerProgram } from '../support/worker';
import { World } from '../support/world';
import { customers } from './customers';
import { dashboardMetrics } from '../support/dashboard';
import { shops } from './shops';
import { freshWith, warehouses } from './warehouses';

const stocks = 'jushuitanWarehousesToKingdeeStocks';
const distributors = 'kingdeeCustomersToGreatonceDistributors';

describe('a worker with an address for its operators', () => {
  let world: World;
  let worker: WorkerProgram;
  let url: string;
  beforeAll(async () => {
    world = await World.start({
      logLevel: 'debug',
      scheme: { concurrency: 1 },
      worker: { http: { port: 0 } },
      guanyi: { budget: { perSecond: 100, perMinute: 0 } },
      schemes: { [distributors]: { parameters: { codeRule: 'number-contact' } } },
    });
    worker = await world.startWorker();
    ({ url } = JSON.parse(await worker.firstLine) as { url: string });
  });
  afterAll(() => world.stop());

  const get = async (path: string) => {
    const { statusCode, body } = await request(`${url}${path}`);
    return { status: statusCode, text: await body.text() };
  };

  it('is ready, counts what runs do, and has every metric of the dashboard', async () => {
    expect(await get('/readyz')).toEqual({ status: 200, text: 'ready\n' });
    const rows = warehouses(60);
    rows[3] = { ...rows[3], name: '' };
    await freshWith(world, rows);
    await world.control.put('guanyi', 'shops', shops(3));
    const lost = { platform: 'kingdee', operation: 'BatchSave', kind: 'timeout-after-commit', times: 1 };
    await world.control.fault(lost);
    const report = await world.run();
    await world.run(undefined, 'guanyiShopsToKingdeeCustomers');
    await world.until(async () => (await world.client.workflow.count('SyncedThrough IS NOT NULL')).count > 0);

    const samples = samplesOf((await get('/metrics')).text);
    const value = (name: string, labels: object = { scheme: stocks }) => sampleOf(samples, name, labels);
    expect(value('jinqiao_rows_read_total')).toBe(report.read);
    const outcomes = Object.entries({ ...report.counts }).map(([outcome, count]) => [
      count,
      value('jinqiao_records_total', { scheme: stocks, outcome }),
    ]);
    for (const [count, counted] of outcomes) expect(counted ?? 0).toBe(count);
    expect(value('jinqiao_records_adopted_total')).toBe(report.adopted);
    expect(value('jinqiao_page_seconds_count', { step: 'sync', scheme: stocks })).toBe(report.pages);
    const unanswered = { connection: 'kingdee', operation: 'save', outcome: 'InDoubt' };
    expect(value('jinqiao_platform_call_seconds_count', unanswered)).toBe(1);
    expect(value('jinqiao_budget_calls_total', { connection: 'guanyi' })).toBeGreaterThan(0);
    expect(value('jinqiao_budget_waiting', { connection: 'guanyi' })).toBe(0);
    expect(value('jinqiao_lag_seconds', { scheme: 'guanyiShopsToKingdeeCustomers' })).toBeGreaterThan(0);
    expect(value('jinqiao_open_repairs')).toBe(1);
    const names = new Set(samples.map(({ name }) => name));
    expect(dashboardMetrics().filter((name) => !names.has(name))).toEqual([]);
  });

  it('logs scheme, page and run, and neither secrets nor what stands in rows', async () => {
    const private_ = ['欧阳孤独', '13912345678', '隐秘胡同九十九号', '诡异备注'];
    const [name = '', mobile = '', address = '', note = ''] = private_;
    await world.fresh();
    const people = customers(30).map((customer) => ({
      ...customer,
      FName: `${name}${String(customer.FNumber)}`,
      FT_BD_CUSTCONTACT: [{ FNUMBER1: 'A1', FNAME1: name, FADDRESS1: address, FMOBILE: mobile }],
    }));
    await world.control.put('kingdee', 'BD_Customer', people);
    await world.control.put(
      'jushuitan',
      'warehouses',
      warehouses(3).map((row, index) => ({ ...row, name: index ? name : '', remark1: note })),
    );
    const half = { kind: 'half-body', times: 1 };
    await world.control.fault({ platform: 'kingdee', operation: 'ExecuteBillQuery', ...half });
    await world.control.fault({ platform: 'jushuitan', operation: 'wms.partner.query', ...half });
    expect((await world.run(undefined, distributors)).counts.created).toBe(30);
    expect((await world.run()).counts.rejected).toBe(1);

    const lines = await world.logOf(worker);
    const moved = lines.filter(({ msg, scheme }) => msg === 'page synced' && scheme === distributors);
    expect(moved).toContainEqual(
      expect.objectContaining({
        level: 'info',
        page: 1,
        read: 30,
        activityType: 'syncPage',
        workflowType: distributors,
        workflowId: expect.stringContaining(distributors) as string,
        runId: expect.any(String) as string,
      }),
    );
    const failed = lines.find(({ level, scheme }) => level === 'warn' && scheme === stocks);
    expect(failed).toMatchObject({
      page: expect.any(Number) as number,
      error: { type: 'ApplicationFailure' },
    });
    const text = JSON.stringify(lines);
    const secrets = Object.entries(world.env).filter(([key]) => /SECRET|TOKEN|PASSWORD|SESSION/.test(key));
    expect(secrets.length).toBeGreaterThan(5);
    const found = [...private_, ...secrets.map(([, secret]) => secret)].filter((word) => text.includes(word));
    expect(found).toEqual([]);
    expect(text).not.toContain('taskToken');
  });

  it('is not ready any more from the stop signal on, finishes its page, and ends with 0', async () => {
    await freshWith(world, warehouses(5));
    const slow = { platform: 'kingdee', operation: 'BatchSave', kind: 'latency', milliseconds: 3_000 };
    await world.control.fault({ ...slow, times: 1 });
    const run = await world.startRun();
    await world.until(async () => (await world.held()).length === 1);
    process.kill(worker.pid as number, 'SIGTERM');
    await world.until(async () => (await get('/readyz')).status === 503);
    expect((await get('/readyz')).text).toMatch(/^stopping/);
    expect(await get('/healthz')).toEqual({ status: 200, text: 'alive\n' });
    expect((await get('/metrics')).status).toBe(200);
    await expect(worker.failure).rejects.toThrow('(code 0)');
    expect(await world.control.rows('kingdee', 'BD_STOCK')).toHaveLength(5);
    await expect(get('/healthz')).rejects.toThrow('ECONNREFUSED');
    await run.terminate();
  });
});

interface Sample {
  readonly name: string;
  readonly labels: string;
  readonly value: number;
}

/** Samples of the text format; names that are declared without a sample have one of their own. */
function samplesOf(text: string): Sample[] {
  return text.split('\n').flatMap((line): Sample[] => {
    const declared = /^# TYPE (\S+)/.exec(line);
    if (declared) return [{ name: declared[1] as string, labels: '', value: 0 }];
    const [, name, labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, labels, value: Number(value) }];
  });
}

function sampleOf(samples: readonly Sample[], name: string, labels: object): number | undefined {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return samples.find(
    (sample) => sample.name === name && wanted.every((pair) => sample.labels.includes(pair)),
  )?.value;
}

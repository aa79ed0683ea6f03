import { cleanEnvironment, jinqiao } from '../commands/jinqiao';
import type { WireRow } from '../support/control';
import { World } from '../support/world';
import { customers } from './customers';
import { reconciled } from './reconcile/support';
import { decoded, openRepairs } from './repairs';
import { numbersIn, numbersOf, putSaleoutDays, saleoutScheme, windowOf } from './saleoutDays';
import { shops } from './shops';
import { freshWith, warehouses } from './warehouses';

/** Texts of a megabyte and spans of a year: a run ends, others are written, and what is told stays short. */
const MEGABYTE = 1024 * 1024;
const long = '很长的话'.repeat(MEGABYTE / 4);
const digits = '1'.repeat(MEGABYTE);

let world: World;
beforeAll(async () => {
  world = await World.start();
  // Warm workers know no limit of time for a workflow task.
  await world.startWorker({ isFresh: true });
});
afterAll(() => world.stop());

/** Customers of which one has an address of a megabyte. */
function withAddress(count: number, at: number): WireRow[] {
  const contact = { FNUMBER1: 'A1', FNAME1: '收货人', FADDRESS1: long };
  return customers(count).map((customer, index) =>
    index === at ? { ...customer, FT_BD_CUSTCONTACT: [contact] } : customer,
  );
}

/** What `failures` prints of a scheme, on a terminal and as JSON. */
async function failuresOf(scheme: string): Promise<string[]> {
  const env = cleanEnvironment({ ...world.env, JINQIAO_LANG: 'en' });
  const shown = await Promise.all(
    [[], ['--json']].map((more) => jinqiao(['failures', scheme, ...more], { env })),
  );
  return shown.map(({ stdout, stderr }) => stdout + stderr);
}

/** Runs a scheme, and looks how much of it stands in its history. */
async function runShort(input: object, scheme?: string) {
  const handle = await world.startRun(input, scheme);
  const report = await handle.result();
  expect(decoded(await handle.fetchHistory()).length).toBeLessThan(200_000);
  return report;
}

it('a key of a megabyte: its record alone is refused, under a short name', async () => {
  const scheme = 'jushuitanWarehousesToKingdeeStocks';
  const rows = warehouses(6).map((row, index) =>
    index % 2 ? { ...row, wms_co_id: `${digits}${index}` } : row,
  );
  await freshWith(world, rows);
  for (const counts of [{ created: 3 }, { unchanged: 3 }])
    expect(await runShort({})).toMatchObject({ outcome: 'attention', counts: { ...counts, rejected: 3 } });
  const keys = await openRepairs(world, scheme);
  expect(new Set(keys).size).toBe(3);
  for (const text of await failuresOf(scheme)) {
    expect(text).toContain('1048577 characters');
    expect(text.length).toBeLessThan(20_000);
  }
  const { code, report } = await reconciled(world, scheme);
  expect({ code, ...report.counts }).toMatchObject({ code: 4, same: 3, refused: 3 });
  expect(JSON.stringify(report).length).toBeLessThan(20_000);
});

it.each([
  ['address', 'kingdeeCustomersToGreatonceDistributors', '很长的话'],
  ['key', 'jushuitanWarehousesToKingdeeStocks', '11111'],
])('a preview of a record whose %s has a megabyte', async (what, scheme, shown) => {
  await freshWith(world, []);
  await world.control.put('kingdee', 'BD_Customer', withAddress(2, 1));
  await world.control.put('jushuitan', 'warehouses', [{ ...warehouses(1)[0], wms_co_id: digits }]);
  const env = cleanEnvironment({ ...world.env, JINQIAO_LANG: 'en' });
  const { code, stdout, stderr } = await jinqiao(['preview', scheme], { env });
  expect({ what, code, stderr }).toEqual({ what, code: 0, stderr: '' });
  expect(stdout).toContain(shown);
  expect(stdout.length).toBeLessThan(60_000);
});

it('a key of a megabyte that two records have', async () => {
  const scheme = 'guanyiShopsToKingdeeCustomers';
  await world.fresh();
  const rows = shops(4).map((shop, index) => (index < 2 ? { ...shop, code: long } : shop));
  await world.control.put('guanyi', 'shops', rows);
  const report = await runShort({ from: '2026-01-01' }, scheme);
  expect(report).toMatchObject({ outcome: 'attention', counts: { created: 2, rejected: 2 } });
  for (const { key } of report.rejected) expect(key.length).toBeLessThanOrEqual(200);
  for (const text of await failuresOf(scheme)) expect(text.length).toBeLessThan(20_000);
});

it('a refusal of a megabyte, which quotes an address as long', async () => {
  const scheme = 'kingdeeCustomersToGreatonceDistributors';
  await world.fresh();
  await world.control.put('kingdee', 'BD_Customer', withAddress(5, 1));
  const refusal = { flag: 'failure', code: '9', message: `地址过长：${long}` };
  await world.control.fault({ platform: 'greatonce', kind: 'answer', holds: '客户2', body: refusal });
  const report = await runShort({}, scheme);
  expect(report).toMatchObject({ outcome: 'attention', counts: { rejected: 1, inDoubt: 0 } });
  expect(report.rejected[0]!.message).toMatch(/^地址过长：\*\*\*/);
  for (const text of await failuresOf(scheme)) {
    expect(text).not.toContain('很长');
    expect(text.length).toBeLessThan(20_000);
  }
});

it.each([0, 1])('a remark of a megabyte, and errors that quote it, with DIndex %i', async (DIndex) => {
  const rows = await putSaleoutDays(world, 1, 12);
  const remark = `${long.slice(0, MEGABYTE / 2)}尾`;
  await world.control.put(
    'qimen',
    'saleouts',
    rows.map((row, index) => (index === 1 ? { ...row, remark } : row)),
  );
  const Errors = Array.from({ length: 4 }, () => ({
    FieldName: 'FNote',
    Message: `超过长度：${remark}`,
    DIndex,
  }));
  const body = { Result: { ResponseStatus: { IsSuccess: false, Errors, SuccessEntitys: [], MsgCode: 11 } } };
  const operation = 'BatchSave';
  await world.control.fault({ platform: 'kingdee', operation, kind: 'answer', holds: '很长的话', body });
  const report = await runShort(windowOf(1), saleoutScheme);
  expect(report).toMatchObject({ outcome: 'attention', counts: { created: 11, rejected: 1 } });
  expect(report.rejected[0]!.message.length).toBeLessThanOrEqual(300);
  expect(JSON.stringify(report)).not.toContain('很长');
  expect(await numbersIn(world)).toEqual(numbersOf(rows.filter((_, index) => index !== 1)));
});

it('a comparison of 400 days', async () => {
  const rows = await putSaleoutDays(world, 3, 4);
  await world.run(windowOf(3), saleoutScheme);
  const { to } = windowOf(3);
  const from = new Date(Date.parse(to) - 399 * 86_400_000).toISOString().slice(0, 10);
  const days = ['--from', from, '--to', to];
  const { code, report, workflowId } = await reconciled(world, saleoutScheme, ...days);
  expect({ code, slices: report.slices, same: report.counts.same }).toEqual({
    code: 0,
    slices: 400,
    same: rows.length,
  });
  let executions = 0;
  for await (const { historyLength, historySize } of world.client.workflow.list({
    query: `WorkflowId="${workflowId}"`,
  })) {
    executions += 1;
    expect(historyLength).toBeLessThan(2_000);
    expect(historySize).toBeLessThan(500_000);
  }
  // A history of two hundred slices is short enough; the rest continues as new.
  expect(executions).toBeGreaterThan(1);
});

import type { World, WorldOptions } from '../../support/world';
import type { WireRow } from '../../support/control';
import { withoutIds } from '../../schemes/reconcile/support';
import { openRepairs } from '../../schemes/repairs';
import { shops as shopRows } from '../../schemes/shops';

/** A scheme, its source's connection, and the last part of the id of its usual run. */
export interface SchemeName {
  readonly name: string;
  readonly source: string;
  readonly usual: 'full' | 'live';
}

export const bills = { name: 'qimenSaleoutsToKingdeeOutstocks', source: 'qimen', usual: 'live' } as const;
export const stocks = {
  name: 'jushuitanWarehousesToKingdeeStocks',
  source: 'jushuitan',
  usual: 'full',
} as const;
export const shops = 'guanyiShopsToKingdeeCustomers';

/** Sale-outs that the documents name, and days that they read, by Beijing time. */
const shipped: Readonly<Record<number, string>> = {
  600001: '2026-02-10 10:00:00',
  600002: '2026-03-31 18:30:00',
  700001: '2026-10-01 10:00:00',
  700010: '2026-10-30 10:00:00',
  700017: '2026-10-31 10:00:00',
  700020: '2026-10-31 11:00:00',
  700030: '2026-11-01 10:00:00',
};

/** A sale-out of a shop that no code table knows, on a day of its own. */
export const UNKNOWN_SHOP = { key: '500001', day: '2025-12-01' };

/** Customers of the sandbox are numbered as its shops. */
const codeTables = {
  shopToCustomer: Object.fromEntries([1, 2, 3, 4, 5, 6].map((shop) => [10_000 + shop, `${10_000 + shop}`])),
};

const never = '0 0 1 1 *';
const schedule = { cron: never };

/** A configuration with all that the documents speak of. @param since where sale-outs begin */
export function settings(since: string): WorldOptions {
  const channel = { format: 'dingtalk', url: { env: 'DINGTALK_URL' }, secret: { env: 'DINGTALK_SECRET' } };
  return {
    scheme: { schedule },
    schemes: {
      [bills.name]: { since, schedule: { ...schedule, lateRows: { cron: never, days: 7 } }, codeTables },
      [stocks.name]: { parameters: { organization: '100' } },
    },
    alerts: { channels: { 'finance-group': channel } },
  };
}

/** Puts rows into all sources, and runs each scheme so that both sides agree. */
export async function fill(world: World): Promise<void> {
  await world.control.reset({ sizes: { saleouts: 40, BD_Customer: 6 } });
  await world.withoutRates();
  // Customers of the codes of shops' own are there already.
  const others = shopRows(3).map((shop) => ({ ...shop, code: `SHOP${String(shop.code)}` }));
  await world.control.put('guanyi', 'shops', others);
  const [good] = (await world.control.rows('qimen', 'saleouts')).filter(
    ({ status, items }) => status === 'Confirmed' && (items as WireRow[]).every(({ qty }) => Number(qty) > 0),
  );
  const rows = Object.entries(shipped).map(([id, time], index) => saleout(good!, Number(id), time, index));
  const stranger = saleout(good!, Number(UNKNOWN_SHOP.key), `${UNKNOWN_SHOP.day} 10:00:00`, 99);
  await world.control.put('qimen', 'saleouts', [...rows, { ...stranger, shop_id: 99_999 }]);
  await world.run({}, stocks.name);
  await Promise.all([
    world.run({ from: '2026-01-01', to: '2026-11-02' }, bills.name),
    world.run({ from: '2026-01-01' }, shops),
  ]);
}

function saleout(row: WireRow, id: number, time: string, index: number): WireRow {
  return { ...row, io_id: id, io_date: time, modified: time, ts: 9_000 + index };
}

/** Warehouse 10000009 is refused by Kingdee, and 10000145 has no name; both wait as repairs. */
export async function refuseStocks(world: World): Promise<void> {
  const rows = await world.control.rows('jushuitan', 'warehouses');
  const [first] = rows;
  const added = [
    { ...first, wms_co_id: 10_000_009, name: '关账仓' },
    { ...first, wms_co_id: 10_000_145, name: '' },
  ];
  await world.control.put('jushuitan', 'warehouses', [
    ...rows.filter((row) => !isOneOf(added, row)),
    ...added,
  ]);
  await world.control.switches('kingdee', { auditRefusedNumbers: '10000009' });
  await world.run({}, stocks.name);
  await openAgain(world, stocks.name, ['10000009', '10000145']);
}

function isOneOf(rows: readonly WireRow[], { wms_co_id }: WireRow): boolean {
  return rows.some((row) => row.wms_co_id === wms_co_id);
}

/** The bills of October 31st are refused: their period is closed. */
export async function closePeriod(world: World): Promise<void> {
  await dropBills(world, ['700017', '700020']);
  await world.control.switches('kingdee', { auditRefusedNumbers: '700017,700020' });
  await world.run({ from: '2026-10-31', to: '2026-10-31' }, bills.name);
  await openAgain(world, bills.name, ['700017', '700020']);
}

export async function openPeriod(world: World): Promise<void> {
  await world.control.switches('kingdee', { auditRefusedNumbers: '' });
}

/** Bills in Kingdee without these. */
export async function dropBills(world: World, numbers: readonly string[]): Promise<void> {
  const held = await world.control.rows('kingdee', 'SAL_OUTSTOCK');
  await world.control.put(
    'kingdee',
    'SAL_OUTSTOCK',
    held.filter(({ FBillNo }) => !numbers.includes(String(FBillNo))),
  );
}

/** Waits until these records have open repairs. */
export async function openAgain(world: World, scheme: string, keys: readonly string[]): Promise<void> {
  await world.until(async () => {
    const open = await openRepairs(world, scheme);
    return keys.every((key) => open.includes(key));
  });
}

/** Two bills of the kind that only waits for its audit. */
export async function leaveUnaudited(world: World): Promise<void> {
  const held = await world.control.rows('kingdee', 'SAL_OUTSTOCK');
  const waiting = ['A', 'B'].map((FDocumentStatus) => ({
    ...withoutIds(held[0]!),
    FBillNo: `WAITS-${FDocumentStatus}`,
    FBillTypeID: { FNUMBER: 'XSCKD07_SYS' },
    FDocumentStatus,
  }));
  await world.control.put('kingdee', 'SAL_OUTSTOCK', [...held, ...waiting]);
}

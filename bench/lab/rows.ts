import { shanghaiTime } from '../../src/contract/time';
import type { WireRow } from '../../test/support/control';

const HOUR = 3_600_000;

/** The days that sale-outs were modified on begin here, so many days ago. */
const FIRST_DAY = 60;

/** Warehouses of about so many bytes of JSON each. */
export function warehouses(count: number, bytes: number): WireRow[] {
  return Array.from({ length: count }, (_, at) =>
    filled(
      {
        name: `分仓${String(at + 1).padStart(7, '0')}`,
        co_id: 10_000_001,
        wms_co_id: 10_000_001 + at,
        is_main: at === 0,
        status: '生效',
        remark1: '',
        remark2: '',
      },
      'remark1',
      bytes,
    ),
  );
}

/** Sale-outs of one line and about so many bytes of JSON each, spread evenly over the days of {@link saleoutWindow}. */
export function saleouts(count: number, bytes: number, days: number): WireRow[] {
  const perDay = Math.ceil(count / days);
  return Array.from({ length: count }, (_, at) => {
    const day = Math.floor(at / perDay);
    const moment = firstMoment() + day * 24 * HOUR + HOUR + ((at % perDay) * 20 * HOUR) / perDay;
    return filled(saleout(at, shanghaiTime(moment)), 'receiver_address', bytes);
  });
}

/** The window that these days make up: a slice each. */
export function saleoutWindow(days: number): { from: string; to: string } {
  return { from: shanghaiTime(firstMoment()), to: shanghaiTime(firstMoment() + days * 24 * HOUR) };
}

/** One of these days, `yyyy-MM-dd`, counted from 0. */
export function saleoutDay(at: number): string {
  return shanghaiTime(firstMoment() + at * 24 * HOUR).slice(0, 10);
}

/** What sale-outs name in Kingdee: their customer and stock. */
export const saleoutBaseData: Readonly<Record<string, readonly WireRow[]>> = {
  BD_Customer: [{ ...ofOrganization('10001', '金桥旗舰店') }],
  BD_STOCK: [{ ...ofOrganization('10000001', '主仓') }],
  BD_MATERIAL: [{ ...ofOrganization('SKU0001', '商品') }],
};

function saleout(at: number, time: string): WireRow {
  return {
    io_id: 700_001 + at,
    so_id: String(600_001 + at),
    shop_id: 10_001,
    wms_co_id: 10_000_001,
    status: 'Confirmed',
    io_date: time,
    modified: time,
    receiver_address: '',
    items: [{ ioi_id: at + 1, sku_id: 'SKU0001', qty: 2, sale_price: '9.90', sale_amount: '19.80' }],
  };
}

function ofOrganization(number: string, name: string): WireRow {
  const organization = { FNumber: '100' };
  return {
    FNumber: number,
    FName: name,
    FUseOrgId: organization,
    FCreateOrgId: organization,
    FDocumentStatus: 'C',
  };
}

/** The row with as much text in a field as it lacks. */
function filled(row: WireRow, field: string, bytes: number): WireRow {
  const lacks = bytes - Buffer.byteLength(JSON.stringify(row));
  return { ...row, [field]: 'x'.repeat(Math.max(0, lacks)) };
}

/** Midnight of Asia/Shanghai. */
function firstMoment(): number {
  const offset = 8 * HOUR;
  const today = Math.floor((Date.now() + offset) / (24 * HOUR)) * 24 * HOUR - offset;
  return today - FIRST_DAY * 24 * HOUR;
}

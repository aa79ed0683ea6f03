import type { WireRow } from '../support/control';
import type { World } from '../support/world';

/** Jushuitan warehouse rows in the wire shape of the open platform; numbers from 10000001 on. */
export function warehouses(count: number): WireRow[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `分仓${String(index + 1).padStart(4, '0')}`,
    co_id: 10000001,
    wms_co_id: 10000001 + index,
    is_main: index === 0,
    status: '生效',
    remark1: index % 3 === 0 ? null : '',
    remark2: '',
  }));
}

/** The sandbox back at its start, with these warehouses and no stocks. */
export async function freshWith(world: World, rows: readonly WireRow[]): Promise<void> {
  await world.fresh();
  await world.control.put('jushuitan', 'warehouses', rows);
}

/** The stock that a warehouse becomes, field by field, as Kingdee holds it. */
export function stockOf(warehouse: WireRow, organization = '101'): WireRow {
  return {
    FNumber: String(warehouse.wms_co_id),
    FName: warehouse.name,
    FUseOrgId: { FNumber: organization },
    FCreateOrgId: { FNumber: organization },
    FStockStatusType: '0,1,2,3,4,5,6,7,8',
    FStockProperty: '1',
    FDocumentStatus: 'C',
  };
}

/** The same fields of stocks as the sandbox holds them, ordered by number. */
export function seenFields(stocks: readonly WireRow[]): WireRow[] {
  const keys = Object.keys(stockOf({}));
  return stocks
    .map((stock) => Object.fromEntries(keys.map((key) => [key, stock[key]])))
    .sort((a, b) => String(a.FNumber).localeCompare(String(b.FNumber)));
}

import { z } from 'zod';
import { BadInput, checked } from '../input';
import type { Collection } from '../platform';
import { Remembered } from '../remembered';
import type { JushuitanSwitches } from './switches';

const number = z.union([z.int(), z.string().regex(/^\d+$/)]);
const warehouseRow = z.looseObject({
  name: z.string().nullish(),
  co_id: number,
  wms_co_id: number,
  is_main: z.union([z.boolean(), z.number(), z.string()]).nullish(),
  status: z.string().nullish(),
  remark1: z.string().nullish(),
  remark2: z.string().nullish(),
});

/** A row of `wms.partner.query` on the wire (page §4). Old answers have only name, co_id, wms_co_id and status. */
export type WarehouseRow = z.infer<typeof warehouseRow>;

/** Status of an enabled warehouse (recorded); rows without a status count as enabled. */
export const enabled = '生效';

/** The merchant's warehouses, held and served in the shape in which they were given; `wms_co_id` is the key. */
export class Warehouses implements Collection {
  #rows: readonly WarehouseRow[] = [];
  readonly #visible = new Remembered<readonly WarehouseRow[]>();

  list(): readonly WarehouseRow[] {
    return this.#rows;
  }

  count(): number {
    return this.#rows.length;
  }

  replace(rows: readonly unknown[]): void {
    const read = checked(z.array(warehouseRow), rows, 'warehouses');
    const seen = new Set<string>();
    for (const { wms_co_id } of read) {
      if (seen.has(String(wms_co_id)))
        throw new BadInput(`warehouses: wms_co_id ${wms_co_id} is there twice`);
      seen.add(String(wms_co_id));
    }
    this.#rows = read;
  }

  /** The rows that a query returns: enabled ones only (vendor docId=3), ordered as the switches say. */
  visible(switches: JushuitanSwitches): readonly WarehouseRow[] {
    return this.#visible.of(this.#rows, switches, '', () => {
      const open = this.#rows.filter(({ status }) => (status ?? enabled) === enabled);
      return open.sort(orders[switches.warehouseOrder]);
    });
  }
}

const orders: Record<JushuitanSwitches['warehouseOrder'], (a: WarehouseRow, b: WarehouseRow) => number> = {
  'main-first': (a, b) => Number(isMainRow(b)) - Number(isMainRow(a)),
  'as-held': () => 0,
  unstable: () => 0,
  'by-number': (a, b) => Number(a.wms_co_id) - Number(b.wms_co_id),
};

function isMainRow({ is_main }: WarehouseRow): boolean {
  return is_main === true || String(is_main) === '1';
}

/** A row as an answer carries it: `is_main` as the switch says. */
export function dressed(row: WarehouseRow, { isMain }: JushuitanSwitches): WarehouseRow {
  if (isMain === 'present' || row.is_main === undefined) return row;
  const { is_main: _, ...rest } = row;
  if (isMain === 'absent') return rest;
  const flag = isMainRow(row) ? 1 : 0;
  return { ...row, is_main: isMain === 'number' ? flag : String(flag) };
}

import type { SaleoutQuery } from './query';
import type { HeldSaleout } from './saleouts';
import type { QimenSwitches } from './switches';

/** The rows that a query finds, in the order in which they are paged: by `ts` with start_ts, else as the switch says. */
export function select(
  rows: readonly HeldSaleout[],
  query: SaleoutQuery,
  switches: QimenSwitches,
): HeldSaleout[] {
  const conditions = conditionsOf(query, switches);
  const found = rows.filter((row) => conditions.every((holds) => holds(row)));
  return found.sort(query.start_ts === undefined ? orders[switches.windowOrder] : byVersion);
}

/** The row of a query that was modified first; undefined for none. */
export function oldest(rows: readonly HeldSaleout[]): HeldSaleout | undefined {
  return rows.toSorted(byModified)[0];
}

type Condition = (held: HeldSaleout) => boolean;
type Order = (a: HeldSaleout, b: HeldSaleout) => number;

const byNumber: Order = (a, b) => Number(a.row.io_id) - Number(b.row.io_id);
const byModified: Order = (a, b) => (a.modified ?? 0) - (b.modified ?? 0) || byNumber(a, b);
const byVersion: Order = (a, b) => (a.ts < b.ts ? -1 : 1);
const orders: Record<QimenSwitches['windowOrder'], Order> = {
  modified: byModified,
  'modified-desc': (a, b) => byModified(b, a),
  'io-id': byNumber,
  'as-held': () => 0,
  unstable: () => 0,
};

function conditionsOf(query: SaleoutQuery, switches: QimenSwitches): Condition[] {
  const { start_ts } = query;
  return [
    inWindow(query, switches),
    archived(query, switches),
    ({ ts }) => start_ts === undefined || ts >= start_ts,
    among('status', query.status),
    among('so_id', query.so_ids),
    among('o_id', query.o_ids),
    among('io_id', query.io_ids),
    among('wave_id', query.wave_ids),
    among('shop_id', single(query.shop_id)),
    among('wms_co_id', single(query.wms_co_id)),
    among('owner_co_id', single(query.owner_co_id)),
  ];
}

function inWindow(
  { start_time, end_time, date_type }: SaleoutQuery,
  { windowEnd }: QimenSwitches,
): Condition {
  if (start_time === undefined || end_time === undefined) return () => true;
  return ({ modified, shipped }) => {
    const moment = date_type === '2' ? shipped : modified;
    if (moment === undefined || moment < start_time) return false;
    return windowEnd === 'inclusive' ? moment <= end_time : moment < end_time;
  };
}

/** Whether window queries skip archived rows is not documented (page §8). */
function archived({ archive, status = [] }: SaleoutQuery, { archivedAsked }: QimenSwitches): Condition {
  if (archive) return ({ row }) => row.status === 'Archive';
  if (archivedAsked === 'always' || status.includes('Archive')) return () => true;
  return ({ row }) => row.status !== 'Archive';
}

function single(value: string | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : [value];
}

/** The row's field is one of these values, whether it holds text or a number; no values are no condition. */
function among(field: keyof HeldSaleout['row'], values: readonly string[] | undefined): Condition {
  if (values === undefined) return () => true;
  const wanted = new Set(values);
  return ({ row }) => wanted.has(String(row[field]));
}

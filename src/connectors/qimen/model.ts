import { namedMethods, type SourceMethod } from '../rows';
import { saleoutRow, type SaleoutRow } from './saleout';

export type { SaleoutItem, SaleoutPay, SaleoutRow } from './saleout';

const table = {
  'jushuitan.saleout.list.query': {
    list: 'datas',
    key: 'io_id',
    paging: 'from-last',
    row: saleoutRow,
    // The window stays: only `so_ids` are documented to do without one.
    byKey: (request, io_ids) => ({ ...request, io_ids }),
  },
} satisfies Readonly<Record<keyof QimenMethods, Omit<SourceMethod, 'name'>>>;

/** All methods by name. */
export const methods: ReadonlyMap<string, SourceMethod> = namedMethods(table);

/**
 * Business parameters of the sale-out query, all text. Both times or neither, at most 7 days apart; `date_type` 0 modified
 * or 2 `io_date`; pages of at most 50. Source: lindejin/eshop-plat-api `JushuitanTaoSaleOrderListReqDTO.java`.
 */
export type SaleoutParameter =
  | 'page_index'
  | 'page_size'
  | 'start_time'
  | 'end_time'
  | 'date_type'
  | 'status'
  | 'so_ids'
  | 'o_ids'
  | 'io_ids'
  | 'shop_id'
  | 'wms_co_id'
  | 'owner_co_id'
  | 'wave_ids'
  | 'start_ts'
  | 'is_get_total'
  | 'archive'
  | 'is_get_supplier'
  | 'is_get_cbfinance';

/** Methods that rows can be read from: each with the names of its business parameters and its row. */
export interface QimenMethods {
  'jushuitan.saleout.list.query': { readonly request: SaleoutParameter; readonly row: SaleoutRow };
}

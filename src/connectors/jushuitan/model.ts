import { namedMethods, type SourceMethod } from '../rows';
import { flag, id, required, words } from '../readers';
import { record, type Read } from '../record';

/**
 * A warehouse (分仓) as `wms.partner.query` gives it. Unset members are absent. Only enabled warehouses are in the list.
 * Source: field comments of ieu/jst-java `JstQueryWmsPartnerResponse.java`; recorded answers leave out all but the
 * first three fields and `status`.
 */
export const warehouseRow = record({
  /** 分仓名称 */
  name: words,
  /** 主仓公司编号 */
  co_id: id,
  /** 分仓编号, the key */
  wms_co_id: required(id),
  /** 是否为主仓 */
  is_main: flag,
  /** 状态, e.g. 生效 */
  status: words,
  /** 对方备注 */
  remark1: words,
  /** 我方备注 */
  remark2: words,
});

/** See {@link warehouseRow}. */
export type WarehouseRow = Read<typeof warehouseRow>;

/** How one method is called and read, in both protocol generations; its name is that of the old gateway. */
export interface Method extends SourceMethod {
  /** Path on the open platform. */
  readonly path: string;
}

const table = {
  'wms.partner.query': {
    path: '/open/wms/partner/query',
    list: 'datas',
    paging: 'number',
    key: 'wms_co_id',
    row: warehouseRow,
  },
} satisfies Readonly<Record<keyof JushuitanMethods, Omit<Method, 'name'>>>;

/** All methods by name. */
export const methods: ReadonlyMap<string, Method> = namedMethods(table);

/** Methods that rows can be read from: each with the names of its business parameters and its row. */
export interface JushuitanMethods {
  'wms.partner.query': { readonly request: 'page_index' | 'page_size'; readonly row: WarehouseRow };
}

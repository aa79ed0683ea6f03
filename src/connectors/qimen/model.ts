import { namedMethods, type SourceMethod } from '../rows';
import { dateTime, decimal, flag, id, required, whole, words } from '../readers';
import { list, record, type Read } from '../record';

/**
 * A line of a sale-out. Source: lindejin/eshop-plat-api `JushuitanTaoSaleOrderItemVO.java`; below the blank line the
 * fields of the order row's lines (seerwo/jushuitan `erp/order/order.go`), which may come in place of `sale_…`.
 */
const saleoutItem = record({
  /** 出库明细编号, key of the line */
  ioi_id: words,
  oi_id: words,
  outer_oi_id: words,
  raw_so_id: words,
  /** 商品编码 */
  sku_id: words,
  /** 款式编码 */
  i_id: words,
  name: words,
  properties_value: words,
  pic: words,
  /** 组合商品编码 */
  combine_sku_id: words,
  qty: decimal,
  sale_price: decimal,
  sale_amount: decimal,
  sale_base_price: decimal,
  /** 是否赠品 */
  is_gift: flag,
  bu_id: words,
  buyer_paid_amount: decimal,
  seller_income_amount: decimal,

  /** Stands in for a missing `sale_price`. */
  price: decimal,
  /** Stands in for a missing `sale_amount`. */
  amount: decimal,
  base_price: decimal,
  /** 是否预售 */
  is_presale: flag,
  item_status: words,
  shop_i_id: words,
  shop_sku_id: words,
  sku_type: words,
});

/** See {@link saleoutItem}. */
export type SaleoutItem = Read<typeof saleoutItem>;

/** A payment; only order-like rows have any. Source: seerwo/jushuitan `erp/order/order.go`. */
const saleoutPay = record({
  amount: decimal,
  buyer_account: words,
  is_order_pay: flag,
  outer_pay_id: words,
  pay_date: dateTime,
  pay_id: words,
  payment: words,
  status: words,
});

/** A batch (批次). Source of this and what follows: ieu/jst-java `JstQueryOrderOutSimpleResponse.java`. */
const saleoutBatch = record({
  batch_no: words,
  ioi_id: words,
  sku_id: words,
  qty: decimal,
  product_date: words,
  supplier_id: words,
  supplier_name: words,
  expiration_date: words,
  status: words,
});

/** A serial number (唯一码). */
const saleoutSerial = record({
  sku_id: words,
  sn: words,
  is_pack_sn: flag,
  is_opened: flag,
  pack_sn: words,
});

/** A parcel of a bill that was shipped in several (子母件). */
const saleoutCluster = record({
  io_id: words,
  l_id: words,
  logistic_company: words,
  lc_id: words,
  f_weight: decimal,
});

/** Fields of the documented sale-out row. Source: lindejin/eshop-plat-api `JushuitanTaoSaleOrderVO.java`. */
const documented = {
  /** 出库单号, the key */
  io_id: required(id),
  /** 公司编号 */
  co_id: id,
  shop_id: id,
  /** 内部单号 */
  o_id: id,
  /** 分仓编号 */
  wms_co_id: id,
  order_staff_id: id,
  /** 线上单号, up to 50 characters, never a number */
  so_id: words,
  created: dateTime,
  modified: dateTime,
  /** 出库时间: the shipping time */
  io_date: dateTime,
  pay_date: dateTime,
  /** WaitConfirm, Confirmed, Cancelled, Delete, OuterConfirming, Archive */
  status: words,
  order_type: words,
  shop_name: words,
  /** 仓库名称 */
  warehouse: words,
  pay_amount: decimal,
  paid_amount: decimal,
  free_amount: decimal,
  freight: decimal,
  /** 重量, kg */
  weight: decimal,
  f_weight: decimal,
  buyer_paid_amount: decimal,
  seller_income_amount: decimal,
  /** 货到付款 */
  is_cod: flag,
  /** 是否打印; how its value is spelled is not published */
  is_print: words,
  is_print_express: words,
  /** on or off */
  stock_enabled: words,
  /** 快递单号 */
  l_id: words,
  lc_id: words,
  logistics_company: words,
  labels: words,
  remark: words,
  buyer_message: words,
  node: words,
  merge_so_id: words,
  currency: words,
  wave_id: words,
  business_staff: words,
  order_staff_name: words,
  drp_co_id_from: words,
  drp_info: words,
  gov_supplier_name: words,
  invoice_title: words,
  buyer_tax_no: words,
  /** 1 red, 2 yellow, 3 green, 4 blue, 5 purple */
  seller_flag: whole,
  shop_buyer_id: words,
  open_id: words,
  receiver_country: words,
  receiver_state: words,
  receiver_city: words,
  receiver_district: words,
  items: list(saleoutItem),
  batchs: list(saleoutBatch),
  sns: list(saleoutSerial),
  ClusterInfos: list(saleoutCluster),
  /** Row version; whether this gateway sends it is not published. */
  ts: id,
};

/** Fields that only the published table of the scheme has: they belong to the order row, and may come in its place. */
const orderLike = {
  f_freight: decimal,
  order_date: dateTime,
  order_from: words,
  oaid: words,
  question_type: words,
  referrer_id: words,
  referrer_name: words,
  /** 发货时间; stands in for a missing `io_date` */
  send_date: dateTime,
  shop_status: words,
  type: words,
  pays: list(saleoutPay),
};

/**
 * A sale-out (销售出库单) as `jushuitan.saleout.list.query` gives it, documented or order-like. Unset members are absent;
 * ids are text, money, weight and quantities decimal text, times `yyyy-MM-dd HH:mm:ss` in Beijing.
 */
export const saleoutRow = record({ ...documented, ...orderLike });

/** See {@link saleoutRow}. */
export type SaleoutRow = Read<typeof saleoutRow>;

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

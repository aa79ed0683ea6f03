import { dateTime, decimal, flag, id, required, whole, words } from '../readers';
import { list, record, type Read } from '../record';
import { saleoutBatch, saleoutCluster, saleoutItem, saleoutPay, saleoutSerial } from './saleout-parts';

export type { SaleoutItem, SaleoutPay } from './saleout-parts';

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

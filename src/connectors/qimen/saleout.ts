import { z } from 'zod';
import { amount, dateTime, list, sparse, words } from '../sparse';
import { flag, id, whole } from '../wire';
import { saleoutBatch, saleoutCluster, saleoutItem, saleoutPay, saleoutSerial } from './saleout-parts';

export type { SaleoutItem, SaleoutPay } from './saleout-parts';

/** Fields of the documented sale-out row. Source: lindejin/eshop-plat-api `JushuitanTaoSaleOrderVO.java`. */
const documented = {
  /** 出库单号, the key */
  io_id: id,
  /** 公司编号 */
  co_id: id.optional(),
  shop_id: id.optional(),
  /** 内部单号 */
  o_id: id.optional(),
  /** 分仓编号 */
  wms_co_id: id.optional(),
  order_staff_id: id.optional(),
  /** 线上单号, up to 50 characters, never a number */
  so_id: words.optional(),
  created: dateTime.optional(),
  modified: dateTime.optional(),
  /** 出库时间: the shipping time */
  io_date: dateTime.optional(),
  pay_date: dateTime.optional(),
  /** WaitConfirm, Confirmed, Cancelled, Delete, OuterConfirming, Archive */
  status: words.optional(),
  order_type: words.optional(),
  shop_name: words.optional(),
  /** 仓库名称 */
  warehouse: words.optional(),
  pay_amount: amount.optional(),
  paid_amount: amount.optional(),
  free_amount: amount.optional(),
  freight: amount.optional(),
  /** 重量, kg */
  weight: amount.optional(),
  f_weight: amount.optional(),
  buyer_paid_amount: amount.optional(),
  seller_income_amount: amount.optional(),
  /** 货到付款 */
  is_cod: flag.optional(),
  /** 是否打印; how its value is spelled is not published */
  is_print: words.optional(),
  is_print_express: words.optional(),
  /** on or off */
  stock_enabled: words.optional(),
  /** 快递单号 */
  l_id: words.optional(),
  lc_id: words.optional(),
  logistics_company: words.optional(),
  labels: words.optional(),
  remark: words.optional(),
  buyer_message: words.optional(),
  node: words.optional(),
  merge_so_id: words.optional(),
  currency: words.optional(),
  wave_id: words.optional(),
  business_staff: words.optional(),
  order_staff_name: words.optional(),
  drp_co_id_from: words.optional(),
  drp_info: words.optional(),
  gov_supplier_name: words.optional(),
  invoice_title: words.optional(),
  buyer_tax_no: words.optional(),
  /** 1 red, 2 yellow, 3 green, 4 blue, 5 purple */
  seller_flag: whole.optional(),
  shop_buyer_id: words.optional(),
  open_id: words.optional(),
  receiver_country: words.optional(),
  receiver_state: words.optional(),
  receiver_city: words.optional(),
  receiver_district: words.optional(),
  items: list(saleoutItem),
  batchs: list(saleoutBatch),
  sns: list(saleoutSerial),
  ClusterInfos: list(saleoutCluster),
  cb_finances: z.unknown().optional(),
  cb_financenew: z.unknown().optional(),
  /** Row version; whether this gateway sends it is not published. */
  ts: id.optional(),
};

/** Fields that only the published table of the scheme has: they belong to the order row, and may come in its place. */
const orderLike = {
  f_freight: amount.optional(),
  order_date: dateTime.optional(),
  order_from: words.optional(),
  oaid: words.optional(),
  question_type: words.optional(),
  referrer_id: words.optional(),
  referrer_name: words.optional(),
  /** 发货时间; stands in for a missing `io_date` */
  send_date: dateTime.optional(),
  shop_status: words.optional(),
  type: words.optional(),
  pays: list(saleoutPay),
};

/**
 * A sale-out (销售出库单) as `jushuitan.saleout.list.query` gives it, documented or order-like. Unset members are absent;
 * ids are text, money, weight and quantities decimal text, times `yyyy-MM-dd HH:mm:ss` in Beijing.
 */
export const saleoutRow = sparse({ ...documented, ...orderLike });

/** See {@link saleoutRow}. */
export type SaleoutRow = z.output<typeof saleoutRow>;

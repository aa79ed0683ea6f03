import { dateTime, decimal, flag, words } from '../readers';
import { record, type Read } from '../record';

/**
 * A line of a sale-out. Source: lindejin/eshop-plat-api `JushuitanTaoSaleOrderItemVO.java`; below the blank line the
 * fields of the order row's lines (seerwo/jushuitan `erp/order/order.go`), which may come in place of `sale_…`.
 */
export const saleoutItem = record({
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
export const saleoutPay = record({
  amount: decimal,
  buyer_account: words,
  is_order_pay: flag,
  outer_pay_id: words,
  pay_date: dateTime,
  pay_id: words,
  payment: words,
  status: words,
});

/** See {@link saleoutPay}. */
export type SaleoutPay = Read<typeof saleoutPay>;

/** A batch (批次). Source of this and what follows: ieu/jst-java `JstQueryOrderOutSimpleResponse.java`. */
export const saleoutBatch = record({
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
export const saleoutSerial = record({
  sku_id: words,
  sn: words,
  is_pack_sn: flag,
  is_opened: flag,
  pack_sn: words,
});

/** A parcel of a bill that was shipped in several (子母件). */
export const saleoutCluster = record({
  io_id: words,
  l_id: words,
  logistic_company: words,
  lc_id: words,
  f_weight: decimal,
});

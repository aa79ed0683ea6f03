import type { z } from 'zod';
import { amount, dateTime, sparse, words } from '../sparse';
import { flag } from '../wire';

/**
 * A line of a sale-out. Source: lindejin/eshop-plat-api `JushuitanTaoSaleOrderItemVO.java`; below the blank line the
 * fields of the order row's lines (seerwo/jushuitan `erp/order/order.go`), which may come in place of `sale_…`.
 */
export const saleoutItem = sparse({
  /** 出库明细编号, key of the line */
  ioi_id: words.optional(),
  oi_id: words.optional(),
  outer_oi_id: words.optional(),
  raw_so_id: words.optional(),
  /** 商品编码 */
  sku_id: words.optional(),
  /** 款式编码 */
  i_id: words.optional(),
  name: words.optional(),
  properties_value: words.optional(),
  pic: words.optional(),
  /** 组合商品编码 */
  combine_sku_id: words.optional(),
  qty: amount.optional(),
  sale_price: amount.optional(),
  sale_amount: amount.optional(),
  sale_base_price: amount.optional(),
  /** 是否赠品 */
  is_gift: flag.optional(),
  bu_id: words.optional(),
  buyer_paid_amount: amount.optional(),
  seller_income_amount: amount.optional(),

  /** Stands in for a missing `sale_price`. */
  price: amount.optional(),
  /** Stands in for a missing `sale_amount`. */
  amount: amount.optional(),
  base_price: amount.optional(),
  /** 是否预售 */
  is_presale: flag.optional(),
  item_status: words.optional(),
  shop_i_id: words.optional(),
  shop_sku_id: words.optional(),
  sku_type: words.optional(),
});

/** See {@link saleoutItem}. */
export type SaleoutItem = z.output<typeof saleoutItem>;

/** A payment; only order-like rows have any. Source: seerwo/jushuitan `erp/order/order.go`. */
export const saleoutPay = sparse({
  amount: amount.optional(),
  buyer_account: words.optional(),
  is_order_pay: flag.optional(),
  outer_pay_id: words.optional(),
  pay_date: dateTime.optional(),
  pay_id: words.optional(),
  payment: words.optional(),
  status: words.optional(),
});

/** See {@link saleoutPay}. */
export type SaleoutPay = z.output<typeof saleoutPay>;

/** A batch (批次). Source of this and what follows: ieu/jst-java `JstQueryOrderOutSimpleResponse.java`. */
export const saleoutBatch = sparse({
  batch_no: words.optional(),
  ioi_id: words.optional(),
  sku_id: words.optional(),
  qty: amount.optional(),
  product_date: words.optional(),
  supplier_id: words.optional(),
  supplier_name: words.optional(),
  expiration_date: words.optional(),
  status: words.optional(),
});

/** A serial number (唯一码). */
export const saleoutSerial = sparse({
  sku_id: words.optional(),
  sn: words.optional(),
  is_pack_sn: flag.optional(),
  is_opened: flag.optional(),
  pack_sn: words.optional(),
});

/** A parcel of a bill that was shipped in several (子母件). */
export const saleoutCluster = sparse({
  io_id: words.optional(),
  l_id: words.optional(),
  logistic_company: words.optional(),
  lc_id: words.optional(),
  f_weight: amount.optional(),
});

import type { SaleoutRow } from './row';

type Item = Record<string, unknown>;

/** Fields that the order row shares with the sale-out row, by their published names (scheme 001). */
const sharedFields =
  'co_id f_weight free_amount freight is_cod labels modified o_id open_id paid_amount pay_amount pay_date ' +
  'receiver_city receiver_district receiver_state seller_flag shop_buyer_id shop_id shop_name so_id status weight ' +
  'wms_co_id io_id is_print';
const sharedItemFields = 'i_id is_gift name oi_id outer_oi_id pic properties_value qty raw_so_id sku_id';

/**
 * The row as scheme 001 was published with: fields of the order row, with `io_id` and `is_print` (page §5.3). Values that
 * no sale-out has are unset.
 */
export function orderRow(row: SaleoutRow): Record<string, unknown> {
  return {
    ...picked(row, sharedFields),
    f_freight: row.freight,
    oaid: `oaid-${row.o_id ?? row.io_id}`,
    order_date: row.created,
    order_from: '',
    question_type: null,
    referrer_id: null,
    referrer_name: '',
    send_date: row.io_date,
    shop_status: '',
    type: row.order_type,
    items: row.items?.map(orderItem),
    pays: [payment(row)],
  };
}

/** A line as scheme 001 was published with: `price`, `amount` and `base_price`, no line key `ioi_id`. */
export function orderItem(item: Item): Item {
  return {
    ...picked(item, sharedItemFields),
    amount: item.sale_amount,
    price: item.sale_price,
    base_price: item.sale_base_price,
    is_presale: false,
    item_status: '',
    shop_i_id: item.i_id,
    shop_sku_id: item.sku_id,
    sku_type: '',
  };
}

function payment({ o_id, io_id, pay_date, paid_amount, shop_buyer_id }: SaleoutRow): Record<string, unknown> {
  return {
    amount: paid_amount,
    buyer_account: shop_buyer_id,
    is_order_pay: true,
    outer_pay_id: `pay-${o_id ?? io_id}`,
    pay_date,
    pay_id: Number(o_id ?? io_id),
    payment: '支付宝',
    status: '',
  };
}

function picked(row: Record<string, unknown>, names: string): Record<string, unknown> {
  return Object.fromEntries(
    names
      .split(' ')
      .filter((name) => name in row)
      .map((name) => [name, row[name]]),
  );
}

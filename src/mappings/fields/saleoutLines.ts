import type { Decimal } from 'decimal.js';
import type { SaleoutItem, SaleoutRow } from '../../connectors/qimen/model';
import { atField, atLine, Unmappable } from '../unmappable';
import {
  isLeftOut,
  moneyOf,
  type LineMoney,
  type PricingParameters,
  type StatedLine,
  decimalOf,
  wholeFen,
} from './money';

/** A line of a sale-out with its quantity and money as Kingdee takes them. */
export type PricedLine = SaleoutItem & { readonly money: LineMoney };

/**
 * The lines of a sale-out, priced: `sale_amount ?? amount` exactly, and where a line has no amount its
 * `sale_price ?? price` times its quantity. Amounts below a fen are rounded such that the bill's sum is right to the fen.
 * Several lines of one sku stay several lines.
 * @throws Unmappable that names the line and its field
 */
export function saleoutLines(
  { items }: Pick<SaleoutRow, 'items'>,
  { parameters }: { readonly parameters: PricingParameters },
): PricedLine[] {
  const stated = items.map((item, index) => atLine(index, () => statedLine(item)));
  const fen = wholeFen(stated.map(({ amount }) => amount));
  return items.flatMap((item, index) => {
    const line = { ...stated[index]!, amount: fen[index]! };
    return atLine(index, () =>
      isLeftOut(line, parameters) ? [] : [pricedLine(item, moneyOf(line, parameters))],
    );
  });
}

/** Not a copy: members that nothing reads may be unreadable. */
function pricedLine(item: SaleoutItem, money: LineMoney): PricedLine {
  return Object.create(item, { money: { value: money, enumerable: true } }) as PricedLine;
}

function statedLine(item: SaleoutItem): StatedLine {
  const quantity = decimalAt('FRealQty', 'qty', item.qty);
  return { quantity, amount: amountOf(item, quantity), isGift: item.is_gift === true };
}

function amountOf(item: SaleoutItem, quantity: Decimal): Decimal {
  const amount = item.sale_amount ?? item.amount;
  if (amount !== undefined) return decimalAt('FAllAmount', 'sale_amount', amount);
  const price = item.sale_price ?? item.price;
  // A gift is given for nothing, whether its line says 0 or leaves price and amount out.
  if (price === undefined && item.is_gift === true) return quantity.times(0);
  return decimalAt('FAllAmount', 'sale_amount, sale_price', price).times(quantity);
}

function decimalAt(field: string, name: string, text: string | undefined): Decimal {
  if (text === undefined) throw new Unmappable(`${name}: empty in the source row / 来源字段为空`, field);
  return atField(field, () => decimalOf(text));
}

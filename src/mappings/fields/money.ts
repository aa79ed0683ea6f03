import { Decimal } from 'decimal.js';
import { Unmappable, atField, atLine } from '../unmappable';
import { choiceOf, wholeNumberOf } from './parameters';
import type { SaleoutItem, SaleoutRow } from '../../connectors/qimen/model';

/** Digits of an amount in the ledger: fen. */
const AMOUNT_DIGITS = 2;
/** A price is a quotient, so it is worked out to far more digits than it is given with. */
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

/** Decimal text of a row as a decimal. @throws Unmappable where it is none */
export function decimalOf(text: string): Decimal {
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text.trim()) || text.length > 40)
    throw new Unmappable('is not a decimal number / 不是十进制数');
  return new Exact(text.trim());
}

/**
 * A tax rate in percent: 0 to below 100.
 * @throws Unmappable that names the parameter
 */
export function taxRateOf(text: string): Decimal {
  const rate = /^\d{1,2}(\.\d{1,6})?$/.test(text.trim()) ? new Exact(text.trim()) : undefined;
  if (rate) return rate;
  throw new Unmappable(
    'parameter taxRate must be a percentage from 0 to below 100 / 参数 taxRate 的取值无效',
  );
}

/**
 * Amounts in whole fen whose sum is the sum of the given ones rounded to the fen: what rounding takes from one line the
 * next ones get. Amounts that are whole fen already stay as they are.
 */
export function wholeFen(amounts: readonly Decimal[]): Decimal[] {
  let sum = new Exact(0);
  let given = new Exact(0);
  return amounts.map((amount) => {
    sum = sum.plus(amount);
    // Halves upwards whatever the sign: only so a sum that crosses 0 takes nothing from a line of whole fen.
    const fen = sum.toDecimalPlaces(AMOUNT_DIGITS, Decimal.ROUND_HALF_CEIL).minus(given);
    given = given.plus(fen);
    return fen;
  });
}

/** Price of one piece at a number of digits; `quantity` is not 0. */
export function unitPrice(amount: Decimal, quantity: Decimal, digits: number): Decimal {
  return new Exact(amount).dividedBy(quantity).toDecimalPlaces(digits);
}

/** A price net of tax, out of the price with tax. */
export function netOfTax(price: Decimal, rate: Decimal, digits: number): Decimal {
  return new Exact(price).times(100).dividedBy(rate.plus(100)).toDecimalPlaces(digits);
}

/** Tax and net amount in whole fen, out of the amount with tax; the two always add up to it. */
export function splitTax(gross: Decimal, rate: Decimal): { readonly tax: Decimal; readonly net: Decimal } {
  const tax = new Exact(gross).times(rate).dividedBy(rate.plus(100)).toDecimalPlaces(AMOUNT_DIGITS);
  return { tax, net: gross.minus(tax) };
}

/**
 * A decimal as the JSON number that prints the same.
 * @throws Unmappable where no JSON number does (more than 15 digits)
 */
export function jsonNumber(value: Decimal): number {
  const number = value.toNumber();
  if (Number.isFinite(number) && value.precision() <= 15) return number === 0 ? 0 : number;
  throw new Unmappable('has more than 15 digits / 数值超过 15 位');
}

/** A line as the source states it: pieces, and CNY with tax in whole fen. */
interface StatedLine {
  readonly quantity: Decimal;
  readonly amount: Decimal;
  readonly isGift: boolean;
}

/** Quantity and money of a line as Kingdee takes them; CNY. */
interface LineMoney {
  /** Pieces, not 0. */
  readonly quantity: number;
  /** Given for nothing: prices and amounts are 0. */
  readonly isFree: boolean;
  /** Price of one piece with tax. */
  readonly taxPrice: number;
  /** Price of one piece net of tax. */
  readonly price: number;
  /** Percent. */
  readonly taxRate: number;
  /** Amount with tax, in whole fen. */
  readonly allAmount: number;
  /** Tax within it; absent where Kingdee works it out. */
  readonly taxAmount?: number;
  /** Amount net of tax; likewise. */
  readonly netAmount?: number;
}

/** Parameters that say how lines are priced and what becomes of those that Kingdee may not take. */
interface PricingParameters {
  /** Percent. */
  readonly taxRate: string;
  /** Digits of a price behind the point: 2 to 10. */
  readonly priceDigits: string;
  /** Tax and net amount: `leave` them to Kingdee or `send` them. */
  readonly taxAmounts: string;
  /** Lines without quantity and amount: `skip` or `refuse`. */
  readonly zeroQuantity: string;
  /** Lines without an amount that are no gifts: `free` or `refuse`. */
  readonly zeroAmount: string;
  /** Lines of negative quantity: `refuse` or `pass`. */
  readonly negativeLines: string;
}

/** Those of them that are one of a few words. */
export const pricingChoices = {
  taxAmounts: ['leave', 'send'],
  zeroQuantity: ['skip', 'refuse'],
  zeroAmount: ['free', 'refuse'],
  negativeLines: ['refuse', 'pass'],
} as const;

/** Whether a line is left out. @throws Unmappable where a line without quantity is refused */
function isLeftOut({ quantity, amount }: StatedLine, parameters: PricingParameters): boolean {
  if (!quantity.isZero()) return false;
  if (!amount.isZero()) throw new Unmappable('has an amount and no quantity / 有金额而数量为 0', 'FRealQty');
  if (choiceOf(pricingChoices, 'zeroQuantity', parameters) === 'skip') return true;
  throw new Unmappable('quantity is 0 / 数量为 0', 'FRealQty');
}

/**
 * Prices a line out of its amount, so that the amount stays what the source says. Kingdee refuses a line that is not free
 * with a price of 0 or less; that it takes negative quantities is not documented.
 * @throws Unmappable for a line that Kingdee does not take
 */
export function moneyOf(line: StatedLine, parameters: PricingParameters): LineMoney {
  checkSigns(line, parameters);
  const digits = wholeNumberOf('priceDigits', parameters.priceDigits, 2, 10);
  const rate = taxRateOf(parameters.taxRate);
  const taxPrice = unitPrice(line.amount, line.quantity, digits);
  const number = (field: string, value: Decimal) => atField(field, () => jsonNumber(value));
  return {
    quantity: number('FRealQty', line.quantity),
    isFree: isFree(line, parameters),
    allAmount: number('FAllAmount', line.amount),
    taxPrice: number('FTaxPrice', taxPrice),
    price: number('FPrice', netOfTax(taxPrice, rate, digits)),
    taxRate: number('FEntryTaxRate', rate),
    ...taxAmountsOf(line.amount, rate, parameters),
  };
}

function checkSigns({ quantity, amount }: StatedLine, parameters: PricingParameters): void {
  const opposed = quantity.isNegative() !== amount.isNegative() && !amount.isZero();
  if (opposed) throw new Unmappable('the price is negative / 单价为负', 'FTaxPrice');
  if (!quantity.isNegative() || choiceOf(pricingChoices, 'negativeLines', parameters) === 'pass') return;
  throw new Unmappable(
    'quantity is negative: a return belongs on a return bill / 数量为负，退货请走销售退货单',
    'FRealQty',
  );
}

/** A gift with an amount is paid for, so it is not free: the bill would not add up. */
function isFree({ amount, isGift }: StatedLine, parameters: PricingParameters): boolean {
  if (!amount.isZero()) return false;
  if (isGift || choiceOf(pricingChoices, 'zeroAmount', parameters) === 'free') return true;
  throw new Unmappable('amount is 0 and it is no gift / 金额为 0 且不是赠品', 'FAllAmount');
}

function taxAmountsOf(
  gross: Decimal,
  rate: Decimal,
  parameters: PricingParameters,
): Pick<LineMoney, 'taxAmount' | 'netAmount'> {
  if (choiceOf(pricingChoices, 'taxAmounts', parameters) === 'leave') return {};
  const { tax, net } = splitTax(gross, rate);
  return { taxAmount: jsonNumber(tax), netAmount: jsonNumber(net) };
}

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

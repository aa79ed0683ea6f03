import type { Decimal } from 'decimal.js';
import { atField, Unmappable } from '../unmappable';
import { jsonNumber, netOfTax, splitTax, taxRateOf, unitPrice } from './money';
import { chosen, wholeOf } from './parameters';

/** A line as the source states it: pieces, and CNY with tax in whole fen. */
export interface StatedLine {
  readonly quantity: Decimal;
  readonly amount: Decimal;
  readonly isGift: boolean;
}

/** Quantity and money of a line as Kingdee takes them; CNY. */
export interface LineMoney {
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
export interface PricingParameters {
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
export function isLeftOut({ quantity, amount }: StatedLine, parameters: PricingParameters): boolean {
  if (!quantity.isZero()) return false;
  if (!amount.isZero()) throw new Unmappable('has an amount and no quantity / 有金额而数量为 0', 'FRealQty');
  if (chosen(pricingChoices, 'zeroQuantity', parameters) === 'skip') return true;
  throw new Unmappable('quantity is 0 / 数量为 0', 'FRealQty');
}

/**
 * Prices a line out of its amount, so that the amount stays what the source says. Kingdee refuses a line that is not free
 * with a price of 0 or less; that it takes negative quantities is not documented.
 * @throws Unmappable for a line that Kingdee does not take
 */
export function moneyOf(line: StatedLine, parameters: PricingParameters): LineMoney {
  checkSigns(line, parameters);
  const digits = wholeOf('priceDigits', parameters.priceDigits, 2, 10);
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
  if (!quantity.isNegative() || chosen(pricingChoices, 'negativeLines', parameters) === 'pass') return;
  throw new Unmappable(
    'quantity is negative: a return belongs on a return bill / 数量为负，退货请走销售退货单',
    'FRealQty',
  );
}

/** A gift with an amount is paid for, so it is not free: the bill would not add up. */
function isFree({ amount, isGift }: StatedLine, parameters: PricingParameters): boolean {
  if (!amount.isZero()) return false;
  if (isGift || chosen(pricingChoices, 'zeroAmount', parameters) === 'free') return true;
  throw new Unmappable('amount is 0 and it is no gift / 金额为 0 且不是赠品', 'FAllAmount');
}

function taxAmountsOf(
  gross: Decimal,
  rate: Decimal,
  parameters: PricingParameters,
): Pick<LineMoney, 'taxAmount' | 'netAmount'> {
  if (chosen(pricingChoices, 'taxAmounts', parameters) === 'leave') return {};
  const { tax, net } = splitTax(gross, rate);
  return { taxAmount: jsonNumber(tax), netAmount: jsonNumber(net) };
}

import { Decimal } from 'decimal.js';
import { Unmappable } from '../unmappable';

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

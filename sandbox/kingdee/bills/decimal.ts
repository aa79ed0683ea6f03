/** Digits that a factor may have behind the point. */
const scale = 10;
const exact = BigInt(Number.MAX_SAFE_INTEGER);
const one = 10n ** BigInt(scale);

function scaled(value: number): bigint {
  // Up to here a product with 10^10 is off by less than a half: the fast way for nearly all prices and quantities.
  if (Math.abs(value) < 1e5) return BigInt(Math.round(value * 1e10));
  if (Math.abs(value) >= 1e21) return BigInt(value) * one;
  return BigInt(value.toFixed(scale).replace('.', ''));
}

/** `dividend / divisor` as a number of `digits` digits, halves away from zero. */
function rounded(dividend: bigint, divisor: bigint, digits: number): number {
  const negative = dividend < 0n !== divisor < 0n;
  const [top, bottom] = [absolute(dividend) * 10n ** BigInt(digits) * 2n, absolute(divisor)];
  const units = (top + bottom) / (bottom * 2n);
  const result = units <= exact ? Number(units) / 10 ** digits : Number(`${units}e-${digits}`);
  return negative && result !== 0 ? -result : result;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** `a * b`, rounded in decimal. */
export function times(a: number, b: number, digits: number): number {
  return rounded(scaled(a) * scaled(b), one * one, digits);
}

/** `a / b`, rounded in decimal; 0 when `b` is 0. */
export function over(a: number, b: number, digits: number): number {
  return b === 0 ? 0 : rounded(scaled(a), scaled(b), digits);
}

/** `a * b / c`, rounded once; 0 when `c` is 0. */
export function share(a: number, b: number, c: number, digits: number): number {
  return c === 0 ? 0 : rounded(scaled(a) * scaled(b), scaled(c) * one, digits);
}

/** The sum of the values, rounded in decimal. */
export function total(values: readonly number[], digits: number): number {
  return rounded(
    values.reduce((sum, value) => sum + scaled(value), 0n),
    one,
    digits,
  );
}

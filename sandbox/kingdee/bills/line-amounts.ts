import type { Value } from '../documents/row';
import type { KingdeeSwitches } from '../switches';
import { over, share, times, total } from './decimal';

/** Own choices: CNY amounts have 2 digits, prices 6. */
const amountDigits = 2;
const priceDigits = 6;

type Line = Record<string, Value>;

const read = (line: Readonly<Line>, key: string) => Number(line[key] ?? 0);
const grossPercent = (line: Line) => total([100, read(line, 'FEntryTaxRate')], priceDigits);

/** Tax and net amount out of the tax-inclusive amount; the two always add up to it. */
function split(line: Line): void {
  const all = read(line, 'FAllAmount');
  line['FEntryTaxAmount'] = share(all, read(line, 'FEntryTaxRate'), grossPercent(line), amountDigits);
  line['FAmount'] = total([all, -read(line, 'FEntryTaxAmount')], amountDigits);
}

function byPrice(line: Line): void {
  const gross = times(read(line, 'FTaxPrice'), read(line, 'FRealQty'), amountDigits);
  line['FDiscount'] = share(gross, read(line, 'FDiscountRate'), 100, amountDigits);
  line['FAllAmount'] = total([gross, -read(line, 'FDiscount')], amountDigits);
  split(line);
}

function netPrice(line: Line): void {
  line['FPrice'] = share(read(line, 'FTaxPrice'), 100, grossPercent(line), priceDigits);
}

function byTaxPrice(line: Line): void {
  netPrice(line);
  byPrice(line);
}

function byNetPrice(line: Line): void {
  line['FTaxPrice'] = share(read(line, 'FPrice'), grossPercent(line), 100, priceDigits);
  byPrice(line);
}

function byAllAmount(line: Line): void {
  const quantity = read(line, 'FRealQty');
  if (quantity !== 0) line['FTaxPrice'] = over(read(line, 'FAllAmount'), quantity, priceDigits);
  netPrice(line);
  split(line);
}

function byRate(line: Line): void {
  if (read(line, 'FTaxPrice') !== 0) byTaxPrice(line);
  else byNetPrice(line);
}

/** What a change of a field does to the others, as in manual entry. */
const events: Readonly<Record<string, (line: Line) => void>> = {
  FAllAmount: byAllAmount,
  FRealQty: byPrice,
  FEntryTaxRate: byRate,
  FDiscountRate: byPrice,
  FPrice: byNetPrice,
  FTaxPrice: byTaxPrice,
};
const money = [...Object.keys(events), 'FDiscount', 'FAmount', 'FEntryTaxAmount'];
/** The order in which sent values count when the Model's own order does not: the last one wins. */
const byWeight = ['FRealQty', 'FEntryTaxRate', 'FDiscountRate', 'FPrice', 'FTaxPrice'];

/**
 * Prices and amounts of a line: what was not sent is computed from what was. What becomes of sent values is the switch
 * `amounts`: kept, computed again, or overwritten by every later key, as value-update events do. Free lines are computed
 * alike.
 */
export function lineAmounts(
  values: Readonly<Line>,
  sent: readonly string[],
  policy: KingdeeSwitches['amounts'],
): Line {
  const given = sent.filter((key) => money.includes(key));
  if (given.length === 0) return { ...values };
  const line: Line = { ...values, ...Object.fromEntries(given.map((key) => [key, 0])) };
  for (const key of policy === 'events' ? given : weighed(given)) {
    line[key] = values[key] ?? 0;
    events[key]?.(line);
  }
  return policy === 'keep-sent' ? kept(line, values, given) : line;
}

function weighed(given: readonly string[]): string[] {
  const keys = byWeight.filter((key) => given.includes(key));
  const priced = keys.includes('FPrice') || keys.includes('FTaxPrice');
  return !priced && given.includes('FAllAmount') ? [...keys, 'FAllAmount'] : keys;
}

function kept(line: Line, values: Readonly<Line>, given: readonly string[]): Line {
  const restored = Object.fromEntries(given.map((key) => [key, values[key] ?? 0]));
  Object.assign(line, restored);
  if (given.includes('FAllAmount')) split(line);
  return Object.assign(line, restored);
}

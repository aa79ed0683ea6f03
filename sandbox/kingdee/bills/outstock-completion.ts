import type { Completion, SentKeys } from './formRules';
import { follow } from '../documents/references';
import type { Row, Value } from '../documents/row';
import type { Store } from '../documents/store';
import { times, total } from './decimal';
import { lineAmounts } from './line-amounts';

const amountDigits = 2;
/** Quantities that follow the delivered one: there is one unit a line. */
const alike = ['FSALUNITQTY', 'FSALBASEQTY', 'FPriceUnitQty', 'FPRICEBASEQTY', 'FARNOTJOINQTY'];
const units = ['FUnitID', 'FSalUnitID', 'FPriceUnitId'];
/** Bill totals and the line amounts that they add up. */
const sums = {
  FBillAmount: 'FAmount',
  FBillTaxAmount: 'FEntryTaxAmount',
  FBillAllAmount: 'FAllAmount',
  FBillCostAmount: 'FEntryCostAmount',
} as const;

/**
 * A sale-out as the server completes it: units and quantities of each line, its prices and amounts, and the bill's totals. That
 * the server does so is not documented in detail: own choices, `amounts` is a switch.
 */
export function completeOutstock(bill: Row, sent: SentKeys, { amounts, store }: Completion): Row {
  const lines = (bill.entries['FEntity'] ?? []).map((line) => {
    const keys = sent(line);
    const values = withQuantities(withUnits(line.values, store), keys);
    return { ...line, values: lineAmounts(values, keys, amounts) };
  });
  const money = (bill.entries['SubHeadEntity'] ?? []).map((row) => ({
    ...row,
    values: { ...row.values, ...billTotals(lines, Number(row.values['FExchangeRate'] ?? 1)) },
  }));
  return { ...bill, entries: { ...bill.entries, FEntity: lines, SubHeadEntity: money } };
}

function withUnits(values: Row['values'], store: Store): Row['values'] {
  const unit =
    values['FUnitID'] || follow(store, 'BD_MATERIAL', values['FMaterialID'])?.values['FBaseUnitId'];
  if (unit === undefined) return values;
  return {
    ...values,
    ...Object.fromEntries(units.map((key): [string, Value] => [key, values[key] || unit])),
  };
}

function withQuantities(values: Row['values'], sent: readonly string[]): Row['values'] {
  if (!sent.includes('FRealQty')) return values;
  const quantity = values['FRealQty'] ?? 0;
  const missing = alike.filter((key) => !sent.includes(key));
  return { ...values, ...Object.fromEntries(missing.map((key) => [key, quantity])) };
}

function billTotals(lines: readonly Row[], rate: number): Record<string, number> {
  const sum = (key: string) =>
    total(
      lines.map(({ values }) => Number(values[key] ?? 0)),
      amountDigits,
    );
  return Object.fromEntries(
    Object.entries(sums).flatMap(([key, line]) => {
      const amount = sum(line);
      return [
        [key, amount],
        [`${key}_LC`, times(amount, rate, amountDigits)],
      ];
    }),
  );
}

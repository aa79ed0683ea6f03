import { orderItem, orderRow } from './order-like';
import type { SaleoutRow } from './row';
import type { QimenSwitches } from './switches';

type ShapeSwitches = Pick<QimenSwitches, 'rowShape' | 'rowVersion' | 'timeForm'>;
type Row = Record<string, unknown>;

/** A row as an answer carries it, dressed as the switches say. `ts` of any size is text here: see `answerText`. */
export function shapeRow(row: SaleoutRow, { rowShape, rowVersion, timeForm }: ShapeSwitches): Row {
  const { ts, ...rest } = timed(row, timeForm);
  const shaped = shapes[rowShape](rest);
  if (rowVersion === 'absent') return shaped;
  return { ...shaped, ts: rowVersion === 'text' ? String(ts) : ts };
}

const shapes: Record<QimenSwitches['rowShape'], (row: SaleoutRow) => Row> = {
  saleout: (row) => row,
  'order-like': orderRow,
  both: (row) => ({
    ...orderRow(row),
    ...row,
    items: row.items?.map((item) => ({ ...orderItem(item), ...item })),
  }),
};

function timed(row: SaleoutRow, form: QimenSwitches['timeForm']): SaleoutRow {
  if (form === 'seconds') return row;
  const { created, modified, io_date, pay_date } = row;
  const times = Object.entries({ created, modified, io_date, pay_date });
  const written = times.filter(([, time]) => time).map(([name, time]) => [name, inForm(String(time), form)]);
  return { ...row, ...Object.fromEntries(written) };
}

function inForm(time: string, form: 'milliseconds' | 'joined'): string {
  return form === 'joined' ? time.replace(' ', '') : time.replace(/(:\d{2})$/, '$1.000');
}

/**
 * An answer as JSON text. A row version beyond 2^53 is held as text and must leave as a number, which JSON.stringify
 * cannot write; inside a text of a row the quotes would be escaped, so that nothing else matches.
 */
export function answerText(body: object, rowVersion: QimenSwitches['rowVersion']): string {
  const text = JSON.stringify(body);
  return rowVersion === 'number' ? text.replaceAll(/"ts":"(\d+)"/g, '"ts":$1') : text;
}

import { sameKey } from '../forms/form';
import type { KingdeeSwitches } from '../switches';
import type { Id, Row, Value } from './row';
import type { Store, Table } from './store';

/** What a reference in a Model asks for: nothing, an internal id, a number — or it is no dictionary at all. */
export type Wanted =
  { kind: 'none' } | { kind: 'id'; id: Id } | { kind: 'number'; number: string } | { kind: 'malformed' };

const idKeys = ['Id', 'FId'];
/** Templates name the inner key after the field that identifies the target. */
const numberKeys = ['FNumber', 'Number', 'FUserID', 'FStaffNumber'];

/** Reads `{"FNumber":"100"}`, `{"FNumber":100}`, `{"Id":1}`; `{}`, null and `""` mean none. */
export function readReference(raw: unknown, keyCase: KingdeeSwitches['keyCase']): Wanted {
  if (raw === null || raw === '' || raw === undefined) return { kind: 'none' };
  if (typeof raw !== 'object' || Array.isArray(raw)) return { kind: 'malformed' };
  const pick = (keys: readonly string[]): unknown =>
    Object.entries(raw).find(([key]) => keys.some((one) => sameKey(one, key, keyCase)))?.[1];
  const number = pick(numberKeys);
  if (isFilled(number)) return { kind: 'number', number: String(number).trim() };
  const id = pick(idKeys);
  return isFilled(id) && id !== 0 ? { kind: 'id', id: toId(id) } : { kind: 'none' };
}

/** An internal id as the tables keep it: text of digits becomes a number. */
export function toId(raw: unknown): Id {
  const text = String(raw).trim();
  return /^\d+$/.test(text) ? Number(text) : text;
}

/** The document that is meant; with the same number in several organizations the one of `organization`, else the first. */
export function pickByNumber(table: Table, number: string, organization?: Value): Row | undefined {
  const rows = table.withNumber(number);
  const key = table.form.uniqueWithin;
  return rows.find((row) => key !== undefined && row.values[key] === organization) ?? rows[0];
}

/** The referenced document; `undefined` when there is none. */
export function follow(store: Store, formId: string, id: Value | undefined): Row | undefined {
  return typeof id === 'number' || typeof id === 'string' ? store.table(formId).get(id) : undefined;
}

function isFilled(value: unknown): boolean {
  return (typeof value === 'string' && value.trim() !== '') || typeof value === 'number';
}

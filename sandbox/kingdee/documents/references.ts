import { msgCode, type Fault } from '../envelopes/refusal';
import { texts } from '../envelopes/texts';
import { sameKey, type Field } from '../forms/form';
import type { KingdeeSwitches } from '../switches';
import type { Id, Row, Value } from './row';
import type { Store, Table } from './store';

/** What a reference in a Model asks for: nothing, an internal id, a number — or it is no dictionary at all. */
export type Wanted =
  { kind: 'none' } | { kind: 'id'; id: Id } | { kind: 'number'; number: string } | { kind: 'malformed' };

const idKeys = ['Id', 'FId'];
/** Templates name the inner key after the field that identifies the target. */
const numberKeys = ['FNumber', 'FNUMBER', 'Number', 'FUserID', 'FStaffNumber'];

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

/** How references of a Model are found. */
export interface ReferenceRules {
  readonly store: Store;
  readonly keyCase: KingdeeSwitches['keyCase'];
  /** NumberSearch: whether references are found by number. */
  readonly numberSearch: boolean;
  /** IsVerifyBaseDataField: a missing or disabled reference is a fault; otherwise it is silently left empty. */
  readonly verifyReferences: boolean;
  /** Whose record is meant: any organization's when the own one has none, or the own one's alone. */
  readonly foreignRecords: KingdeeSwitches['foreignRecords'];
}

/** The internal id that a field gets from its value in a Model, 0 = none, and the fault if there is one. */
export function resolve(
  field: Field,
  raw: unknown,
  organization: Value,
  rules: ReferenceRules,
): { id: Id; fault?: Fault } {
  const wanted = readReference(raw, rules.keyCase);
  if (wanted.kind === 'none') return { id: 0 };
  if (wanted.kind === 'malformed') return { id: 0, fault: faultOf(field, texts.notDictionary(field.label)) };
  const found = find(field.form ?? '', wanted, organization, rules);
  const usable = found !== undefined && (!rules.verifyReferences || found.values['FForbidStatus'] !== 'B');
  if (usable) return { id: found.id };
  if (!rules.verifyReferences) return { id: 0 };
  const name = wanted.kind === 'id' ? String(wanted.id) : wanted.number;
  return { id: 0, fault: faultOf(field, texts.baseDataMissing(field.label, name)) };
}

function find(
  formId: string,
  wanted: Extract<Wanted, { kind: 'id' | 'number' }>,
  organization: Value,
  { store, numberSearch, foreignRecords }: ReferenceRules,
): Row | undefined {
  if (wanted.kind === 'id') return follow(store, formId, wanted.id);
  if (!numberSearch) return undefined;
  const table = store.table(formId);
  const found = pickByNumber(table, wanted.number, organization);
  const key = table.form.uniqueWithin;
  const foreign = key !== undefined && found?.values[key] !== organization;
  return foreign && foreignRecords === 'missing' ? undefined : found;
}

function faultOf({ key }: Field, message: string): Fault {
  return { fieldName: key, message, code: msgCode.validation, level: 2 };
}

function isFilled(value: unknown): boolean {
  return (typeof value === 'string' && value.trim() !== '') || typeof value === 'number';
}

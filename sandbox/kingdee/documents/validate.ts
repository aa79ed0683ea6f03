import { msgCode, type Fault } from '../envelopes/refusal';
import { texts } from '../envelopes/texts';
import type { Entity } from '../forms/form';
import { folded, type Folding } from './folding';
import { isMissing, type Row } from './row';
import type { Table } from './store';

/** Required fields that are empty: header faults first, then entry faults row by row, as recorded. */
export function requiredFaults(entity: Entity, row: Row, rowNumber = 1): Fault[] {
  const missing = entity.fields.filter(
    (field) => field.must === true && isMissing(field, row.values[field.key]),
  );
  const own = missing.map(({ key, label }): Fault => {
    const inEntry = entity.kind === 'entry';
    const message = inEntry
      ? texts.requiredEntryField(entity.label, rowNumber, label)
      : texts.requiredField(label);
    return { fieldName: key, message, code: msgCode.validation, level: inEntry ? 1 : 0 };
  });
  const below = (entity.children ?? []).flatMap((child) => childFaults(child, row.entries[child.key] ?? []));
  return [...own, ...below];
}

function childFaults(child: Entity, rows: readonly Row[]): Fault[] {
  if (child.must === true && rows.length === 0)
    return [
      { fieldName: child.key, message: texts.requiredEntry(child.label), code: msgCode.validation, level: 1 },
    ];
  return rows.flatMap((row, index) => requiredFaults(child, row, index + 1));
}

/** The fault of a number that another document already has: inside the use organization, or in the whole site. */
export function duplicateFaults(table: Table, row: Row): Fault[] {
  const { form } = table;
  const number = table.numberOf(row);
  const organization = form.uniqueWithin;
  const clash = table
    .withNumber(number)
    .some(
      (other) =>
        other.id !== row.id && (organization === undefined || sameOrganization(other, row, organization)),
    );
  if (!clash) return [];
  const [fieldName, message] =
    organization === undefined
      ? [form.number, texts.duplicateBillNumber(number)]
      : [`${form.number},${organization}`, texts.duplicateBaseNumber(number, form.label)];
  return [{ fieldName, message, code: msgCode.validation, level: 2 }];
}

/** The fault of a name that another document of the site already has. */
export function nameFaults(table: Table, row: Row, folding: Folding): Fault[] {
  const name = folded(String(row.values.FName ?? ''), folding);
  for (const other of table.all()) {
    if (other.id === row.id || folded(String(other.values.FName ?? ''), folding) !== name) continue;
    const message = texts.duplicateName(String(row.values.FName));
    return [{ fieldName: 'FName', message, code: msgCode.validation, level: 2 }];
  }
  return [];
}

function sameOrganization(a: Row, b: Row, key: string): boolean {
  return a.values[key] === b.values[key];
}

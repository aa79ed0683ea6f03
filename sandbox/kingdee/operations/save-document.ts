import { msgCode, Refusal, type Fault } from '../envelopes/refusal';
import { texts } from '../envelopes/texts';
import { sameKey } from '../forms/form';
import { ModelReader } from '../documents/model';
import { toId } from '../documents/references';
import type { Row } from '../documents/row';
import { isNewId, numbered, stamped, withValue } from '../documents/stamps';
import type { Table } from '../documents/store';
import { duplicateFaults, nameFaults, requiredFaults } from '../documents/validate';
import { completed, rulesOf } from '../bills/rules';
import type { Call, World } from '../world';
import { refuseLocked, stateOf, takeStep } from './lifecycle';
import { faultsOf } from './targets';

/** The keys of Save that shape what is done with a Model. */
export interface SaveRules {
  readonly table: Table;
  readonly draft: boolean;
  readonly validate: boolean;
  readonly autoSubmitAndAudit: boolean;
  readonly numberSearch: boolean;
  readonly verifyReferences: boolean;
  readonly deleteEntries: boolean;
  readonly updateOnly: readonly string[];
}

/** What became of a document: the row as saved, or the faults that kept it from being saved or audited. */
export interface Saved {
  readonly row?: Row;
  readonly faults: readonly Fault[];
}

type Model = Readonly<Record<string, unknown>>;

/**
 * Saves one document in a transaction of its own. With IsAutoSubmitAndAudit a failing submit or audit undoes the save, unless
 * the switch `autoAuditFailure` keeps it.
 */
export function saveDocument(model: Model, rules: SaveRules, call: Call): Saved {
  const { store, switches } = call.world;
  let row: Row | undefined;
  const work = () => {
    const faults = faultsOf(() => {
      row = put(model, rules, call);
    });
    return { faults, laterFaults: row === undefined ? [] : submitAndAudit(row, rules, call) };
  };
  const keepSaved = switches.values().autoAuditFailure === 'keep-saved';
  const { faults, laterFaults } = store.transaction(
    work,
    (done) => done.laterFaults.length === 0 || keepSaved,
  );
  const all = [...faults, ...laterFaults];
  return row === undefined ? { faults: all } : { row, faults: all };
}

function submitAndAudit(row: Row, { table, autoSubmitAndAudit }: SaveRules, call: Call): readonly Fault[] {
  if (!autoSubmitAndAudit) return [];
  const step = (name: string) => takeStep(name, table.get(row.id) ?? row, table, call);
  return faultsOf(() => {
    if (['A', 'D'].includes(stateOf(row))) step('Submit');
    if (stateOf(table.get(row.id) ?? row) === 'B') step('Audit');
  });
}

function put(model: Model, rules: SaveRules, call: Call): Row {
  const before = existing(model, rules.table, call.world);
  if (before !== undefined) refuseUnchangeable(before, rules.table, call);
  const reader = new ModelReader({ ...rules, ...readingRules(rules.table, call) });
  const row = finished(applied(model, reader, before, rules.table, call), before, rules, call.world);
  const faults = [...reader.faults, ...(rules.validate ? requiredFaults(rules.table.form.head, row) : [])];
  if (faults.length === 0) faults.push(...businessFaults(row, rules, call.world));
  if (faults.length > 0) throw new Refusal(faults);
  rules.table.put(row);
  return row;
}

function applied(model: Model, reader: ModelReader, before: Row | undefined, table: Table, call: Call): Row {
  const { store, switches } = call.world;
  const { form } = table;
  const read =
    before === undefined
      ? reader.read(form.head, withOrganization(model, table, call), store.nextId())
      : reader.read(form.head, model, before.id, before);
  const { amounts } = switches.values();
  return completed(form, read, (row) => reader.sentKeys(row), { amounts, store });
}

/** What is looked at once the fields are right: the form's own rules, and unique numbers and names. */
function businessFaults(row: Row, { table, validate }: SaveRules, world: World): readonly Fault[] {
  const own = validate ? (rulesOf(table.form)?.faults(row, table.form, world) ?? []) : [];
  if (own.length > 0) return own;
  const { uniqueWithoutValidation, duplicateNumbers, uniqueNames, ...folding } = world.switches.values();
  if (!validate && !uniqueWithoutValidation) return [];
  const numbers = duplicateNumbers === 'refuse' ? duplicateFaults(table, row) : [];
  const isRule = uniqueNames.split(',').some((one) => one.trim() === table.form.id);
  return isRule ? [...numbers, ...nameFaults(table, row, folding)] : numbers;
}

function readingRules({ form }: Table, { world, caller }: Call) {
  const { keyCase, prefixedKeys, foreignRecords } = world.switches.values();
  const fromSite = { keyCase, prefixedKeys, foreignRecords, store: world.store };
  return { form, ...fromSite, systemFields: false, organization: caller.organizationId };
}

/** The document whose primary key the Model gives; 0 or none means a new one. */
function existing(model: Model, table: Table, { switches }: World): Row | undefined {
  const { keyCase } = switches.values();
  const given = Object.entries(model).find(([key]) => sameKey(key, table.form.head.primaryKey, keyCase))?.[1];
  const id = toId(given ?? 0);
  if (isNewId(id)) return undefined;
  const row = table.get(id);
  if (row === undefined)
    throw Refusal.of(msgCode.notFound, texts.idMissing(String(id)), table.form.head.primaryKey);
  return row;
}

function refuseUnchangeable(row: Row, table: Table, call: Call): void {
  refuseLocked(row, table, call);
  if (call.world.switches.values().saveOnAudited === 'accept') return;
  if (stateOf(row) === 'B') throw Refusal.of(msgCode.validation, texts.submittedNoChange, '');
  if (stateOf(row) === 'C') throw Refusal.of(msgCode.validation, texts.auditedNoChange, '');
}

/** Under the switch `missingOrganization` a new document belongs to the working organization. */
function withOrganization(model: Model, { form }: Table, { world, caller }: Call): Model {
  if (form.uniqueWithin === undefined || world.switches.values().missingOrganization === 'required')
    return model;
  const own = { Id: caller.organizationId };
  return { FCreateOrgId: own, FUseOrgId: own, ...model };
}

/** A new document's number under the switch `numbering`. */
function renumbered(table: Table, row: Row, { switches }: World): Row {
  const { numbering } = switches.values();
  const { number } = table.form;
  if (numbering === 'site') return withValue(row, number, table.nextNumber());
  return numbering === 'given' ? row : withValue(row, number, table.numberOf(row).toUpperCase());
}

/** Number, state and times that the server gives. A draft that is saved becomes created. */
function finished(read: Row, before: Row | undefined, { table, draft }: SaveRules, world: World): Row {
  const state = before === undefined ? (draft ? 'Z' : 'A') : stateOf(read);
  const FDocumentStatus = !draft && state === 'Z' ? 'A' : state;
  const occasions = before === undefined ? (['create', 'modify'] as const) : (['modify'] as const);
  const row = stamped(table.form, read, occasions, world.now(), { FDocumentStatus });
  return numbered(table, before === undefined ? renumbered(table, row, world) : row);
}

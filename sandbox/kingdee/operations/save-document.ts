import { msgCode, Refusal, type Fault } from '../envelopes/refusal';
import { texts } from '../envelopes/texts';
import { sameKey } from '../forms/form';
import { ModelReader } from '../documents/model';
import { toId } from '../documents/references';
import type { Row } from '../documents/row';
import { inState, isNewId, numbered, stamped } from '../documents/stamps';
import type { Table } from '../documents/store';
import { duplicateFaults, requiredFaults } from '../documents/validate';
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
  const { world } = call;
  const before = existing(model, rules.table, world);
  if (before !== undefined) refuseUnchangeable(before, rules.table, call);
  const reader = new ModelReader({ ...rules, ...readingRules(rules.table, call) });
  const id = before?.id ?? world.store.nextId();
  const read = reader.read(
    rules.table.form.head,
    before === undefined ? withOrganization(model, rules.table, call) : model,
    id,
    before,
  );
  const row = finished(read, before, rules, world);
  const faults = [...reader.faults, ...(rules.validate ? requiredFaults(rules.table.form.head, row) : [])];
  const unique = rules.validate || world.switches.values().uniqueWithoutValidation;
  const duplicates = faults.length === 0 && unique ? duplicateFaults(rules.table, row) : [];
  if (faults.length + duplicates.length > 0) throw new Refusal([...faults, ...duplicates]);
  rules.table.put(row);
  return row;
}

function readingRules({ form }: Table, { world, caller }: Call) {
  const { keyCase } = world.switches.values();
  return { form, store: world.store, keyCase, systemFields: false, organization: caller.organizationId };
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

function refuseUnchangeable(row: Row, table: Table, { world, caller }: Call): void {
  refuseLocked(row, table, caller.userName, world);
  if (world.switches.values().saveOnAudited === 'accept') return;
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

/** Number, state and times that the server gives. A draft that is saved becomes created. */
function finished(read: Row, before: Row | undefined, { table, draft }: SaveRules, world: World): Row {
  const now = world.now();
  const created =
    before === undefined ? stamped(table.form, inState(read, draft ? 'Z' : 'A'), 'create', now) : read;
  const state = !draft && stateOf(created) === 'Z' ? inState(created, 'A') : created;
  return numbered(table, stamped(table.form, state, 'modify', now));
}

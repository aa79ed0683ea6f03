import { msgCode, Refusal, type Fault } from '../envelopes/refusal';
import { responseStatus, type Done, type Envelope, type Failed } from '../envelopes/status';
import { texts } from '../envelopes/texts';
import type { Table } from '../documents/store';
import type { Data } from '../transport/data';
import type { Call } from '../world';
import { refuseRepeated } from './repeated';
import { returnedFields } from './returned';
import { saveDocument, type SaveRules, type Saved } from './save-document';

function rulesFrom(table: Table, data: Data, draft: boolean): SaveRules {
  return {
    table,
    draft,
    validate: data.flag('ValidateFlag', true) && !draft,
    autoSubmitAndAudit: data.flag('IsAutoSubmitAndAudit', false) && !draft,
    numberSearch: data.flag('NumberSearch', true),
    verifyReferences: data.flag('IsVerifyBaseDataField', false),
    deleteEntries: data.flag('IsDeleteEntry', true),
    updateOnly: data.list('NeedUpDateFields'),
  };
}

/** The ids and numbers of what was saved; queries of the form may lag behind from now on. */
function noted(done: Done[], { form }: Table, { savedAt, now }: Call['world']): Done[] {
  if (done.length > 0) savedAt.set(form.id, now().getTime());
  return done;
}

/** Outcome of the document at one position of the Model array. */
interface Outcome {
  readonly index: number;
  readonly saved: Saved;
}

function failedOf(outcomes: readonly Outcome[]): Failed[] {
  return outcomes.flatMap(({ index, saved }) => saved.faults.map((fault: Fault) => ({ ...fault, index })));
}

function doneOf(outcomes: readonly Outcome[], table: Table): Done[] {
  return outcomes.flatMap(({ index, saved: { row, faults } }) =>
    row === undefined || faults.length > 0 ? [] : [{ id: row.id, number: table.numberOf(row), index }],
  );
}

function modelsOf(data: Data): Record<string, unknown>[] {
  const models = data.raw('Model') === undefined ? undefined : data.objects('Model');
  if (models === undefined || models.length === 0) throw Refusal.of(msgCode.parameter, texts.dataMissing);
  return models;
}

/** Save and Draft: one document; the answer carries `Id`, `Number` and `NeedReturnData` on success. */
export function save(table: Table, data: Data, call: Call, draft = false): Envelope {
  const [model = {}] = modelsOf(data);
  refuseRepeated(table.form.id, data, call.world);
  const saved = saveDocument(model, rulesFrom(table, data, draft), call);
  const outcomes = [{ index: 0, saved }];
  const [done] = noted(doneOf(outcomes, table), table, call.world);
  const status = responseStatus(done === undefined ? [] : [done], failedOf(outcomes), false);
  if (done === undefined || saved.row === undefined) return { Result: { ResponseStatus: status } };
  const returned = returnedFields(table, saved.row, data.list('NeedReturnFields'), call.world.store);
  return { Result: { ResponseStatus: status, Id: done.id, Number: done.number, NeedReturnData: [returned] } };
}

/** BatchSave: whether the good documents of a failed batch stay is the switch `batchFailure`. */
export function batchSave(table: Table, data: Data, call: Call): Envelope {
  const models = modelsOf(data);
  refuseRepeated(table.form.id, data, call.world);
  const rules = rulesFrom(table, data, false);
  const { batchFailure, mixedIsSuccess } = call.world.switches.values();
  const whole = (outcomes: Outcome[]) => failedOf(outcomes).length === 0 || batchFailure === 'keep-good';
  const outcomes = call.world.store.transaction(
    () => models.map((model, index) => ({ index, saved: saveDocument(model, rules, call) })),
    whole,
  );
  const done = whole(outcomes) ? noted(doneOf(outcomes, table), table, call.world) : [];
  const status = responseStatus(done, failedOf(outcomes), mixedIsSuccess);
  if (!status.IsSuccess) return { Result: { ResponseStatus: status } };
  const rows = outcomes.flatMap(({ saved }) => (saved.faults.length === 0 && saved.row ? [saved.row] : []));
  const wanted = data.list('NeedReturnFields');
  const returned = rows.map((row) => returnedFields(table, row, wanted, call.world.store));
  return { Result: { ResponseStatus: status, NeedReturnData: wanted.length === 0 ? [{}] : returned } };
}

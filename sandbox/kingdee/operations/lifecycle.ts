import { msgCode, Refusal } from '../envelopes/refusal';
import { texts } from '../envelopes/texts';
import type { Form } from '../forms/form';
import type { Row } from '../documents/row';
import { inState, stamped, withValue } from '../documents/stamps';
import type { Table } from '../documents/store';
import { requiredFaults } from '../documents/validate';
import { rulesOf } from '../bills/rules';
import type { Call } from '../world';

/** One way from state to state; `Delete` and the forbid pair keep the state. */
interface Step {
  /** Name in permission texts. */
  readonly label: string;
  /** States it starts from; absent = any. */
  readonly from?: readonly string[];
  /** Kingdee's words for a document in another state. */
  refusal?(state: string): string;
  /** What it makes of the document; `undefined` = it is gone. */
  apply(row: Row, form: Form, call: Call): Row | undefined;
}

/** The state of a document: Z draft, A created, B submitted, C audited, D re-audit. */
export function stateOf(row: Row): string {
  return String(row.values['FDocumentStatus']);
}

const why = (words: Readonly<Record<string, string>>, otherwise: string) => (state: string) =>
  words[state] ?? otherwise;

/**
 * The document state machine: Submit A|D → B, CancelAssign B → D, Audit B → C, UnAudit C → D, Delete from Z, A, D.
 * Of the refusals only `单据已经审核` (Audit) and Delete's text are recorded; the others are own choices.
 */
export const steps: Readonly<Record<string, Step>> = {
  Submit: {
    label: '提交',
    from: ['A', 'D'],
    refusal: why({ B: '单据已经提交', C: '单据已经审核' }, '单据为暂存状态，不允许提交'),
    apply: submit,
  },
  CancelAssign: {
    label: '撤销',
    from: ['B'],
    refusal: why({}, '单据未提交，不允许撤销'),
    apply: (row, _form, { world }) =>
      inState(row, row.everAudited === true ? 'D' : world.switches.values().cancelAssignState),
  },
  Audit: {
    label: '审核',
    from: ['B'],
    refusal: why({ C: '单据已经审核' }, '单据未提交，不允许审核'),
    apply: audit,
  },
  UnAudit: {
    label: '反审核',
    from: ['C'],
    refusal: why({}, '单据未审核，不允许反审核'),
    apply: unAudit,
  },
  Delete: { label: '删除', from: ['Z', 'A', 'D'], apply: () => undefined },
  Forbid: { label: '禁用', apply: (row) => withValue(row, 'FForbidStatus', 'B') },
  Enable: { label: '反禁用', apply: (row) => withValue(row, 'FForbidStatus', 'A') },
};

function submit(row: Row, form: Form): Row {
  const faults = requiredFaults(form.head, row);
  if (faults.length > 0) throw new Refusal(faults);
  return inState(row, 'B');
}

function audit(row: Row, form: Form, call: Call): Row {
  const number = String(row.values[form.number]);
  const { auditRefusedNumbers } = call.world.switches.values();
  if (names(auditRefusedNumbers, number))
    throw Refusal.of(msgCode.validation, texts.closedPeriod(number, form.label, '审核'), '');
  refuseWorkflow(number, form, call);
  rulesOf(form)?.audit(row, form, call);
  const audited = stamped(form, row, ['audit'], call.world.now(), { FDocumentStatus: 'C' });
  return { ...audited, everAudited: true };
}

function unAudit(row: Row, form: Form, call: Call): Row {
  refuseWorkflow(String(row.values[form.number]), form, call);
  rulesOf(form)?.unAudit(row, form, call);
  return inState(row, 'D');
}

/** IsVerifyProcInst (default true) respects a running workflow instance; the text is an own choice. */
function refuseWorkflow(number: string, form: Form, { data, world }: Call): void {
  const running = names(world.switches.values().workflowNumbers, number);
  if (running && data.flag('IsVerifyProcInst', true))
    throw Refusal.of(msgCode.validation, texts.workflow(number, form.label), '');
}

/** Takes one step with one document. Refuses a wrong state and an edit lock. */
export function takeStep(name: string, row: Row, table: Table, call: Call): void {
  const step = steps[name];
  if (step === undefined) throw new Error(`No lifecycle step "${name}"`);
  if (call.world.switches.values().editLock === 'always' || call.data.flag('NetworkCtrl', false))
    refuseLocked(row, table, call);
  if (['Submit', 'Audit'].includes(name) && row.values['FCancelStatus'] === 'B')
    throw Refusal.of(
      msgCode.validation,
      texts.voided(table.numberOf(row), table.form.label, step.label),
      null,
    );
  if (step.from !== undefined && !step.from.includes(stateOf(row))) throw wrongState(step, row, table);
  const after = step.apply(row, table.form, call);
  if (after === undefined) table.remove(row.id);
  else table.put(stamped(table.form, after, ['modify'], call.world.now()));
}

function wrongState(step: Step, row: Row, table: Table): Refusal {
  const reason = step.refusal?.(stateOf(row));
  const message =
    reason === undefined
      ? texts.deleteState
      : texts.wrongState(table.numberOf(row), table.form.label, reason);
  return Refusal.of(msgCode.validation, message, '');
}

/** Refuses a document that is on the `lockedNumbers` switch, with the recorded text and its MsgCode 0. */
export function refuseLocked(row: Row, table: Table, { world, caller }: Call): void {
  const number = table.numberOf(row);
  if (!names(world.switches.values().lockedNumbers, number)) return;
  throw Refusal.of(msgCode.default, texts.editLock(caller.userName, table.form.label, number));
}

function names(list: string, number: string): boolean {
  return list !== '' && list.split(',').some((one) => one.trim() !== '' && one.trim() === number);
}

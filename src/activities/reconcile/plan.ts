import { ApplicationFailure } from '@temporalio/common';
import type { ReconcileInput, Days, ReconcilePlan } from '../../contract/reconcile';
import type { Plan } from '../../contract/run';
import type { SchemeTable } from '../../contract/scheme';
import { type ActivityDeps, find } from '../deps';
import { planRun } from '../plan/run';
import { BadDays, daysOf, windowValues } from './days';

/** The target connection for want of whose look-up a scheme cannot be reconciled; undefined where it can. */
export function notReconcilable(
  table: SchemeTable,
  { schemes, targets }: Pick<ActivityDeps, 'schemes' | 'targets'>,
): string | undefined {
  const connection = schemes[table.name]?.target ?? '';
  const target = targets[connection];
  if (table.target.operation === 'Audit' || !target) return undefined;
  if (target.abilitiesOf(table.target.form).looksUp) return undefined;
  return connection;
}

/**
 * Resolves what a reconciliation goes by: parameters as a run of the scheme has them, and whole days.
 * @throws ApplicationFailure `Misconfigured`, not retried
 */
export async function planReconciliation(
  deps: ActivityDeps,
  table: SchemeTable,
  input: ReconcileInput,
  now: number,
): Promise<ReconcilePlan> {
  const { schemes, sources, targets, alerts } = deps;
  const { parameters = {} } = checkedInput(table, input);
  const settings = schemes[table.name];
  const planning = { settings, sources, dueAt: now, alerts: alerts !== undefined };
  const { slices: _slices, ...plan } = await planRun(table, { parameters }, planning);
  const mute = notReconcilable(table, deps);
  if (mute !== undefined)
    throw misconfigured(
      `${table.name} cannot be reconciled: its target ${mute} has no look-up; set connections.${mute}.lookUpMethod`,
    );
  const days = checkedDays(table, input, settings?.since, now);
  const { listing } = find(targets, plan.target, 'target connection');
  const listed = listing !== undefined && table.target.operation === 'BatchSave';
  return {
    plan: {
      ...plan,
      parameters: { ...plan.parameters, ...table.reconcile?.parameters },
      ...slicesOfDays(table, days, now),
    },
    days,
    judged: { doubled: listed, extra: listed && table.reconcile !== undefined },
  };
}

/** By rule where there may be many: ten years of listed days would fill the history. */
function slicesOfDays(
  { since, sliceDays: days }: SchemeTable,
  { from, to }: Days,
  now: number,
): Pick<Plan, 'values' | 'slices'> {
  const values = windowValues({ ...(from && { from }), ...(to && { to }) }, since, now);
  const { 'WINDOW_FROM|datetime': first, 'WINDOW_TO|datetime': end } = values;
  if (days === undefined || first === undefined || end === undefined) return { values };
  return { values: {}, slices: { from: first, to: end, hours: days * 24 } };
}

/** Days and parameters are looked at where they are used; here only that there is nothing else. */
function checkedInput(table: SchemeTable, input: ReconcileInput): ReconcileInput {
  const unknown = Object.keys(input).filter((name) => !MEMBERS.includes(name));
  if (unknown.length === 0) return input;
  throw misconfigured(
    `input of a reconciliation of ${table.name}: there is no ${unknown.join(', ')}; it has ${MEMBERS.join(', ')}`,
  );
}

const MEMBERS: readonly string[] = ['scheme', 'from', 'to', 'parameters'] satisfies (keyof ReconcileInput)[];

function checkedDays(
  table: SchemeTable,
  { from, to }: ReconcileInput,
  since: string | undefined,
  now: number,
): Days {
  try {
    return daysOf(
      table,
      { ...(from !== undefined && { from }), ...(to !== undefined && { to }) },
      since,
      now,
    );
  } catch (error) {
    throw error instanceof BadDays ? misconfigured(error.message) : error;
  }
}

function misconfigured(message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, 'Misconfigured');
}

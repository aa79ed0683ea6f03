import { ApplicationFailure } from '@temporalio/common';
import type { SchemeTable } from '../../workflows/engine/scheme';
import type { ReconcileInput } from '../../workflows/reconcile/report';
import type { ActivityDeps } from '../deps';
import { find } from '../find';
import { planRun } from '../plan';
import type { Days, ReconcilePlan } from './contract';
import { BadDays, daysOf, slicesOf, windowValues } from './days';

/** Why a scheme cannot be reconciled; undefined where it can. */
export function notReconcilable(
  table: SchemeTable,
  { schemes, targets }: Pick<ActivityDeps, 'schemes' | 'targets'>,
): string | undefined {
  const connection = schemes[table.name]?.target ?? '';
  const target = targets[connection];
  if (table.target.operation === 'Audit' || !target) return undefined;
  if (target.abilitiesOf(table.target.form).looksUp) return undefined;
  return `${table.name} cannot be reconciled: its target ${connection} has no look-up; set connections.${connection}.lookUpMethod`;
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
  const { parameters = {} } = input;
  const settings = schemes[table.name];
  const planning = { settings, sources, dueAt: now, alerts: alerts !== undefined };
  const { sliced: _sliced, ...plan } = await planRun(table, { parameters }, planning);
  const refusal = notReconcilable(table, deps);
  if (refusal !== undefined) throw misconfigured(refusal);
  const days = slicesOf(checkedDays(table, input, settings?.since, now), table.sliceDays);
  const { holdings } = find(targets, plan.target, 'target connection');
  const listed = holdings !== undefined && table.target.operation === 'BatchSave';
  return {
    plan: {
      ...plan,
      parameters: { ...plan.parameters, ...table.reconcile?.parameters },
      values: {},
      slices: days.map((slice) => windowValues(slice, table.since, now)),
    },
    days,
    judged: { doubled: listed, extra: listed && table.reconcile !== undefined },
  };
}

function checkedDays(
  table: SchemeTable,
  { from, to }: ReconcileInput,
  since: string | undefined,
  now: number,
): Days {
  try {
    return daysOf(table, { ...(from && { from }), ...(to && { to }) }, since, now);
  } catch (error) {
    throw error instanceof BadDays ? misconfigured(error.message) : error;
  }
}

function misconfigured(message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, 'Misconfigured');
}

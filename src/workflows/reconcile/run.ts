import type { ShownOutcome } from '../../contract/run';
import type { SchemeTable } from '../../contract/scheme';
import {
  ActivityFailure,
  continueAsNew,
  isCancellation,
  workflowInfo,
  proxyActivities,
  type ActivityInterfaceFor,
} from '@temporalio/workflow';
import type {
  ReconcilePlan,
  Comparison,
  Reconciliation,
  ReconcileInput,
  ReconcileActivities,
} from '../../contract/reconcile';
import { reconciledReports, reconciliationGroup, unreconciledReport, sendReport } from '../alerts/reports';
import { tableOf } from '../catalogue';
import { assertRunInput, carriedOn, Notices, type Wanted } from '../inputs';
import { pageReference } from '../engine/activities';
import { countSlices, sliceDays } from '../engine/slices';
import { explained } from '../engine/stop';
import { showInList } from '../engine/view';
import { differenceOf, faultsIn, NOTHING, roomIn, together } from './totals';
import { showComparison } from './view';
import { platformQueue } from '../../contract/queues';
import { ACTIVITY_DEADLINE, ACTIVITY_RETRY, COMPARISON_ATTEMPT, HEARTBEAT } from '../../contract/policies';

/** Slices of one execution; then the reconciliation continues as new, so that its history stays short. */
const SLICES_PER_EXECUTION = 200;

/** What a reconciliation hands on to its continuation. */
export interface ReconcileCarry {
  readonly plan: ReconcilePlan;
  /** Slices compared so far. */
  readonly done: number;
  readonly comparison: Comparison;
  readonly startedAt: string;
}

/**
 * Compares a scheme's source with its target, slice after slice; reads only. A slice is compared by one activity, so a
 * worker that dies costs that slice's reading, and the history holds keys and counts alone.
 * @throws ApplicationFailure with the type of the connector error that stopped it
 */
export async function reconcileScheme(
  input: ReconcileInput,
  carry?: ReconcileCarry,
): Promise<Reconciliation> {
  const table = tableOf(input?.scheme);
  assertRunInput('reconcileScheme', input);
  const notices = new Notices();
  notices.listen([]);
  let begun = carriedOn(carry, CARRIED, notices);
  show(table, 'running', begun);
  try {
    begun ??= await begin(table, input);
    return await compareSlices(table, input, begun, notices);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    show(table, isCancellation(error) ? 'cancelled' : 'failed');
    const failure = explained(error);
    // A plan that could not be made is reported by the activity that makes it.
    if (begun?.plan.plan.alerts && !isCancellation(error))
      await sendReport(unreconciledReport(table, input, failure));
    throw failure;
  }
}

const CARRIED: Wanted = { plan: 'object', comparison: 'object', done: 'number', startedAt: 'text' };

async function begin(table: SchemeTable, input: ReconcileInput): Promise<ReconcileCarry> {
  const context = { groupKey: reconciliationGroup(input) };
  const plan = await reconcileActivities(table).planReconciliation(table.name, input, context);
  const carry = { plan, done: 0, comparison: NOTHING, startedAt: workflowInfo().startTime.toISOString() };
  show(table, 'running', carry);
  return carry;
}

/** The line of the run list; before the plan nothing of it is known. */
function show(
  { name: scheme }: SchemeTable,
  outcome: ShownOutcome,
  carry?: Pick<ReconcileCarry, 'plan' | 'comparison'>,
): void {
  const { plan, comparison = NOTHING } = carry ?? {};
  const window = plan && daysName(plan);
  const { records: read } = comparison.source;
  showInList({ scheme, outcome, window, read, rejected: faultsIn(comparison) });
}

/** The days that are compared, both whole. */
function daysName({ days }: ReconcilePlan): string {
  const { from, to } = days;
  return from === undefined && to === undefined ? 'full' : `${from ?? '…'} — ${to ?? '…'}`;
}

async function compareSlices(
  table: SchemeTable,
  input: ReconcileInput,
  carry: ReconcileCarry,
  notices: Notices,
): Promise<Reconciliation> {
  const { plan, startedAt } = carry;
  let { done, comparison } = carry;
  const slices = countSlices(plan.plan);
  while (done < slices) {
    const days = sliceDays(plan.plan, done) ?? plan.days;
    if (done - carry.done >= SLICES_PER_EXECUTION || workflowInfo().continueAsNewSuggested)
      return continueAsNew<typeof reconcileScheme>(input, { plan, done, comparison, startedAt });
    const task = {
      page: pageReference(table, plan.plan, 1, { slice: done }),
      days,
      room: roomIn(comparison),
    };
    const summary = days.from === undefined ? 'all' : [days.from, days.to ?? 'now'].join(' … ');
    const slice = await reconcileActivities(table, plan.plan.source).compareSlice.executeWithOptions(
      { summary },
      [task],
    );
    comparison = together(comparison, slice);
    done += 1;
    showComparison(done, { slices, window: daysName(plan) }, comparison, notices.lines);
  }
  const reconciliation = report(table, { plan, done, comparison, startedAt });
  if (plan.plan.alerts) {
    const reports = reconciledReports(table.title, input, reconciliation);
    await Promise.all(reports.map(sendReport));
  }
  return reconciliation;
}

function report(table: SchemeTable, { plan, done, comparison, startedAt }: ReconcileCarry): Reconciliation {
  const faults = faultsIn(comparison);
  const outcome = faults === 0 ? 'clean' : 'attention';
  const { from, to } = plan.days;
  const difference = differenceOf(comparison);
  show(table, outcome, { plan, comparison });
  return {
    scheme: table.name,
    outcome,
    sourceName: plan.plan.source,
    targetName: plan.plan.target,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    slices: done,
    ...comparison,
    ...(difference === undefined ? {} : { difference }),
    judged: plan.judged,
    startedAt,
    finishedAt: new Date().toISOString(),
  };
}

/** The activities of a reconciliation on the queue of the source, which they load most; a slice may have many pages. */
export function reconcileActivities(
  { source }: SchemeTable,
  fairnessKey?: string,
): ActivityInterfaceFor<ReconcileActivities> {
  return proxyActivities<ReconcileActivities>({
    taskQueue: platformQueue(workflowInfo().taskQueue, source.platform),
    startToCloseTimeout: COMPARISON_ATTEMPT,
    scheduleToCloseTimeout: ACTIVITY_DEADLINE,
    heartbeatTimeout: HEARTBEAT,
    retry: ACTIVITY_RETRY,
    ...(fairnessKey === undefined ? {} : { priority: { fairnessKey } }),
  });
}

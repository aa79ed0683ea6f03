import type { ShownOutcome } from '../../contract/run';
import type { SchemeTable } from '../../contract/scheme';
import {
  ActivityFailure,
  continueAsNew,
  isCancellation,
  setHandler,
  workflowInfo,
  type ActivityInterfaceFor,
} from '@temporalio/workflow';
import type {
  ReconcilePlan,
  ReconcileProgress,
  Comparison,
  Reconciliation,
  ReconcileInput,
  ReconcileActivities,
} from '../../contract/reconcile';
import { reconciledReports, reconciliationGroup, unreconciledReport, sendReport } from '../alerts/reports';
import { tableOf } from '../catalogue';
import { reconcileProgressQuery } from '../definitions';
import { assertRunInput, carriedOn, Notices, type Wanted } from '../inputs';
import { activitiesOn, pageReference } from '../engine/activities';
import { countSlices, sliceDays } from '../engine/slices';
import { windowText } from '../engine/report';
import { explained } from '../engine/stop';
import { showInList } from '../engine/view';
import { differenceOf, faultsIn, NOTHING, roomIn, together } from './totals';
import { showComparison } from './view';
import { ACTIVITY_DEADLINE, ACTIVITY_RETRY, COMPARISON_ATTEMPT, HEARTBEAT } from '../../contract/policies';

/** Slices of one execution; then the reconciliation continues as new, so that its history stays short. */
const SLICES_PER_EXECUTION = 200;

/** What a reconciliation hands on to its continuation. */
export interface ContinuedReconciliation {
  readonly plan: ReconcilePlan;
  /** Slices compared so far. */
  readonly done: number;
  readonly comparison: Comparison;
  readonly startedAt: string;
}

const CONTINUED: Wanted = { plan: 'object', comparison: 'object', done: 'number', startedAt: 'text' };

/**
 * Compares a scheme's source with its target, slice after slice; reads only. A slice is compared by one activity, so a
 * worker that dies costs that slice's reading, and the history holds keys and counts alone.
 * @throws ApplicationFailure with the type of the connector error that stopped it
 */
export async function reconcileScheme(
  input: ReconcileInput,
  continued?: ContinuedReconciliation,
): Promise<Reconciliation> {
  const table = tableOf(input?.scheme);
  assertRunInput('reconcileScheme', input);
  const notices = new Notices();
  notices.listen([]);
  return new SchemeComparison(table, input, notices, carriedOn(continued, CONTINUED, notices)).execute();
}

class SchemeComparison {
  /** There once there is a plan. */
  private state: ContinuedReconciliation | undefined;

  constructor(
    private readonly table: SchemeTable,
    private readonly input: ReconcileInput,
    private readonly notices: Notices,
    continued?: ContinuedReconciliation,
  ) {
    this.state = continued;
    setHandler(reconcileProgressQuery, () => this.progress());
  }

  async execute(): Promise<Reconciliation> {
    this.show('running');
    try {
      return await this.compareSlices(this.state ?? (await this.makePlan()));
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
      return this.endStopped(error);
    }
  }

  private async makePlan(): Promise<ContinuedReconciliation> {
    const context = { groupKey: reconciliationGroup(this.input) };
    const { planReconciliation } = reconcileActivities(this.table);
    const plan = await planReconciliation(this.table.name, this.input, context);
    this.state = { plan, done: 0, comparison: NOTHING, startedAt: workflowInfo().startTime.toISOString() };
    this.show('running');
    return this.state;
  }

  private async compareSlices(from: ContinuedReconciliation): Promise<Reconciliation> {
    const { plan } = from;
    const slices = countSlices(plan.plan);
    let state = from;
    while (state.done < slices) {
      if (state.done - from.done >= SLICES_PER_EXECUTION || workflowInfo().continueAsNewSuggested)
        return continueAsNew<typeof reconcileScheme>(this.input, state);
      const slice = await this.compareSlice(state);
      state = { ...state, done: state.done + 1, comparison: together(state.comparison, slice) };
      this.state = state;
      const shown = { done: state.done, slices, window: daysName(plan) };
      showComparison(shown, state.comparison, this.notices.lines);
    }
    return this.finish(state);
  }

  private compareSlice({ plan, done, comparison }: ContinuedReconciliation): Promise<Comparison> {
    const days = sliceDays(plan.plan, done) ?? plan.days;
    const page = pageReference(this.table, plan.plan, 1, { slice: done });
    const task = { page, days, room: roomIn(comparison) };
    const summary = days.from === undefined ? 'all' : [days.from, days.to ?? 'now'].join(' … ');
    const { compareSlice } = reconcileActivities(this.table, plan.plan.source);
    return compareSlice.executeWithOptions({ summary }, [task]);
  }

  private async finish(state: ContinuedReconciliation): Promise<Reconciliation> {
    const reconciliation = reconciliationOf(this.table, state);
    this.show(reconciliation.outcome);
    if (state.plan.plan.alerts) {
      const reports = reconciledReports(this.table.title, this.input, reconciliation);
      await Promise.all(reports.map(sendReport));
    }
    return reconciliation;
  }

  private async endStopped(error: ActivityFailure): Promise<never> {
    const isCancelled = isCancellation(error);
    this.show(isCancelled ? 'cancelled' : 'failed');
    const failure = explained(error);
    // A plan that could not be made is reported by the activity that makes it.
    if (this.state?.plan.plan.alerts && !isCancelled)
      await sendReport(unreconciledReport(this.table, this.input, failure));
    throw failure;
  }

  /** The line of the run list; before the plan nothing of it is known. */
  private show(outcome: ShownOutcome): void {
    const { plan, comparison = NOTHING } = this.state ?? {};
    const window = plan && daysName(plan);
    const { records: read } = comparison.source;
    const rejected = faultsIn(comparison);
    showInList({ scheme: this.table.name, outcome, window, read, rejected });
  }

  private progress(): ReconcileProgress {
    const { plan, done = 0, comparison = NOTHING } = this.state ?? {};
    return {
      scheme: this.table.name,
      ...(plan && { slices: { done, total: countSlices(plan.plan) } }),
      read: comparison.source.records,
      differences: faultsIn(comparison),
    };
  }
}

/** The days that are compared, both whole. */
function daysName({ days: { from = '', to = '' } }: ReconcilePlan): string {
  return from === '' && to === '' ? 'full' : windowText({ from, to });
}

function reconciliationOf(
  table: SchemeTable,
  { plan, done, comparison, startedAt }: ContinuedReconciliation,
): Reconciliation {
  const faults = faultsIn(comparison);
  const outcome = faults === 0 ? 'clean' : 'attention';
  const { from, to } = plan.days;
  const difference = differenceOf(comparison);
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
function reconcileActivities(
  { source }: SchemeTable,
  fairnessKey?: string,
): ActivityInterfaceFor<ReconcileActivities> {
  return activitiesOn<ReconcileActivities>(source.platform, {
    startToCloseTimeout: COMPARISON_ATTEMPT,
    scheduleToCloseTimeout: ACTIVITY_DEADLINE,
    heartbeatTimeout: HEARTBEAT,
    retry: ACTIVITY_RETRY,
    ...(fairnessKey === undefined ? {} : { priority: { fairnessKey } }),
  });
}

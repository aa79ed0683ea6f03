import { continueAsNew, setHandler, workflowInfo, type Workflow } from '@temporalio/workflow';
import type { Bilingual } from '../../contract/bilingual';
import type { Plan, Progress, RunInput, RunReport } from '../../contract/run';
import type { SchemeTable } from '../../contract/scheme';
import { RunAlerts } from '../alerts/reports';
import { pauseSignal, progressQuery, rejectedQuery, resumeSignal } from '../definitions';
import { assertRunInput, carriedOn, Notices, type Wanted } from '../inputs';
import { schemeActivities, type SchemeActivities } from './activities';
import { type CountsSnapshot, RunCounts } from './counts';
import { FailedRecords, type ThresholdsSnapshot } from './failedRecords';
import { listProgress, type ListsSnapshot, windowProgress } from './lists';
import { Pause, type PauseSnapshot } from './pause';
import { PlannedRun } from './plannedRun';
import { closeWindow, reportOf, runContext } from './report';
import { countFailure, Stop } from './stop';
import { RunView } from './view';

/** What a run hands on to its continuation: bounded, whatever the number of rows. */
export interface ContinuedRun extends PauseSnapshot {
  readonly plan: Plan;
  readonly counts: CountsSnapshot;
  /** Where the run's lists stand. */
  readonly lists: ListsSnapshot;
  /** Counters towards the next pause. */
  readonly thresholds: ThresholdsSnapshot;
  readonly startedAt: string;
}

const CONTINUED: Wanted = { plan: 'object', counts: 'object', lists: 'object', startedAt: 'text' };

/**
 * Runs a scheme: plan → pages, several at once (sync → audit) → balanced report.
 *
 * @param input overrides of the configuration; none is needed
 * @param continued state of the execution before, when the run continued as new
 * @throws ApplicationFailure with the type of the connector error that stopped it, or `Unbalanced`
 * @throws CancelledFailure after a cancel, with pages in flight finished; the query `progress` still tells the counts
 */
export async function runScheme(
  table: SchemeTable,
  input: RunInput = {},
  continued?: ContinuedRun,
): Promise<RunReport> {
  assertRunInput(table.name, input);
  const notices = new Notices();
  return new Run(table, input ?? {}, notices, carriedOn(continued, CONTINUED, notices)).execute();
}

class Run {
  private readonly activities: SchemeActivities;
  private readonly counts: RunCounts;
  private readonly failedRecords: FailedRecords;
  private readonly alerts: RunAlerts;
  private readonly startedAt: string;
  private readonly pause: Pause;
  private readonly stop = new Stop();
  private readonly view: RunView;
  /** There once there is a plan. */
  private planned: PlannedRun | undefined;
  private isFinished = false;

  constructor(
    private readonly table: SchemeTable,
    private readonly input: RunInput,
    private readonly notices: Notices,
    continued?: ContinuedRun,
  ) {
    this.activities = schemeActivities(table);
    this.counts = new RunCounts(continued?.counts);
    this.failedRecords = new FailedRecords(table, this.activities, this.counts, continued?.thresholds);
    this.alerts = new RunAlerts(table, input);
    this.startedAt = continued?.startedAt ?? workflowInfo().startTime.toISOString();
    this.pause = new Pause(continued);
    this.view = new RunView(() => ({
      plan: this.planned?.plan,
      progress: this.progress(),
      totals: this.counts.totals(),
      notices: notices.lines,
    }));
    if (continued) this.planned = this.plannedBy(continued.plan, continued.lists);
    this.handleMessages();
  }

  async execute(): Promise<RunReport> {
    this.showState();
    this.pause.watch(this.notices, {
      isOver: () => this.isFinished || this.stop.reason !== undefined,
      noticed: () => this.view.touch(),
      paused: (isPaused) => this.reportPause(isPaused),
      failed: (error) => this.stop.halt('failed', error),
    });
    await this.stop.shield(async () => (await this.makePlan()).syncLists());
    await this.stop.handlersFinished();
    const { planned } = this;
    if (planned?.lists.isUnfinished && !this.stop.reason) return this.continueAsNew(planned);
    this.assertBalanced();
    // Without a reason to stop there is a plan: what kept it from being made is one.
    if (this.stop.reason || !planned) return this.endStopped(this.stop.reason ?? 'failed');
    return this.report(planned);
  }

  private handleMessages(): void {
    const handle = (signal: { readonly name: string }, paused: boolean) =>
      [signal, () => this.setPaused(paused)] as const;
    this.notices.listen([handle(pauseSignal, true), handle(resumeSignal, false)]);
    setHandler(progressQuery, () => this.progress());
    setHandler(rejectedQuery, () => this.counts.totals().rejected);
  }

  private async makePlan(): Promise<PlannedRun> {
    if (this.planned) return this.planned;
    const plan = await this.activities.planRun(this.table.name, this.input, runContext(this.input));
    this.planned = this.plannedBy(plan);
    this.showState();
    return this.planned;
  }

  private plannedBy(plan: Plan, lists?: ListsSnapshot): PlannedRun {
    const { table, startedAt, counts, failedRecords, alerts, pause, stop, view } = this;
    const pauseFor = (because: Bilingual) => this.setPaused(true, because);
    const parts = { table, startedAt, counts, failedRecords, alerts, pause, stop, view, pauseFor };
    return new PlannedRun(parts, plan, lists);
  }

  /** @param because why the run pauses by itself */
  private setPaused(paused: boolean, because?: Bilingual): void {
    if (this.pause.isPaused === paused || this.stop.reason) return;
    if (!paused) this.failedRecords.rearm();
    this.pause.set(paused, because);
  }

  private reportPause(isPaused: boolean): void {
    this.showState();
    this.alerts.paused(this.planned?.plan, isPaused, this.progress());
  }

  private showState(): void {
    this.view.show(this.pause.isPaused ? 'paused' : 'running');
  }

  private state(): Progress['state'] {
    if (this.isFinished) return 'finished';
    if (this.stop.reason) return 'stopping';
    if (this.pause.isPaused) return 'paused';
    return this.planned ? 'running' : 'planning';
  }

  private progress(): Progress {
    const { pages, read, counts, adopted, changed } = this.counts.totals();
    const { plan, lists } = this.planned ?? {};
    const { source = '', target = '' } = plan ?? {};
    return {
      scheme: this.table.name,
      state: this.state(),
      source,
      target,
      pagesDone: pages,
      ...listProgress(plan, lists),
      read,
      counts,
      adopted,
      changed,
      ...windowProgress(plan, lists, this.startedAt),
      ...this.pause.reason(),
    };
  }

  private async continueAsNew({ plan, lists }: PlannedRun): Promise<never> {
    await this.alerts.sent();
    const continued: ContinuedRun = {
      plan,
      counts: this.counts.snapshot(),
      lists: lists.snapshot(),
      ...this.pause.snapshot(),
      thresholds: this.failedRecords.snapshot(),
      startedAt: this.startedAt,
    };
    return continueAsNew<Workflow>(this.input, continued);
  }

  private assertBalanced(): void {
    try {
      this.counts.assertBalanced();
    } catch (error) {
      this.stop.halt('failed', error);
    }
  }

  private async endStopped(reason: 'cancelled' | 'failed'): Promise<never> {
    const { plan } = this.planned ?? {};
    const error = this.stop.toError(this.counts.totals());
    this.finish(reason, { failure: error });
    if (reason === 'failed') await countFailure(this.table, this.activities, plan, error);
    await this.alerts.stopped(plan, reason, error, this.progress());
    throw error;
  }

  private async report({ plan, lists }: PlannedRun): Promise<RunReport> {
    const totals = this.counts.totals();
    const isSettled = this.counts.isSettled(plan.repairs);
    const end = { read: totals.read, isSettled, contradictory: lists.firstContradictory };
    const window = closeWindow(plan.window, end);
    const report = reportOf(this.table, plan, { totals, window, startedAt: this.startedAt });
    this.finish(report.outcome, { warnings: window.warnings }, window.syncedThrough);
    await this.alerts.finished(plan, report);
    return report;
  }

  private finish(...end: Parameters<RunView['finish']>): void {
    this.isFinished = true;
    this.pause.forgetReason();
    this.view.finish(...end);
  }
}

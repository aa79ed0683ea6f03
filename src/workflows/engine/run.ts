import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  patched,
  setHandler,
  workflowInfo,
  type Workflow,
} from '@temporalio/workflow';
import type { PageMoved, Plan } from '../../activities/contract';
import { RunAlerts } from '../alerts/reporter';
import type { Carry } from './carry';
import { countFailure } from './countFailure';
import { Ledger } from './ledger';
import { Lists } from './lists';
import { pauseSignal, progressQuery, rejectedQuery, resumeSignal } from './messages';
import { countOf } from './refs';
import { Refusals, type BookedPage } from './refusals';
import type { Progress, RunInput, RunReport } from './report';
import type { SchemeTable } from './scheme';
import { stepsOf, type Steps } from './steps';
import { Stop } from './stop';
import { auditTask, pageTask } from './task';
import { RunView } from './view';
import { closeWindow, runFacts, windowProgress } from './window';

/** Pages of one execution; then the run continues as new, so that its history stays short (about 1,000 events). */
const PAGES_PER_EXECUTION = 100;

/** How long a page that was written just before the stop may take to be audited. */
const LAST_AUDIT = '60 seconds';

/**
 * Runs a scheme: plan → lanes of (move page → audit page) → balanced report.
 *
 * @param input overrides of the configuration; none is needed
 * @param carry state of the execution before, when the run continued as new
 * @throws ApplicationFailure with the type of the connector error that stopped it, or `Unbalanced`
 * @throws CancelledFailure after a cancel, with pages in flight finished; the query `progress` still tells the counts
 */
export async function runScheme(table: SchemeTable, input: RunInput = {}, carry?: Carry): Promise<RunReport> {
  return new Run(table, input, carry).execute();
}

class Run {
  private readonly steps: Steps;
  private readonly ledger: Ledger;
  private readonly refusals: Refusals;
  private readonly alerts: RunAlerts;
  private readonly lists: Lists;
  private taken = 0;
  private readonly inFlight = new Set<number>();
  private readonly startedAt: string;
  private plan: Plan | undefined;
  private paused: boolean;
  private pausedBecause: string | undefined;
  private finished = false;
  private readonly view: RunView;
  private readonly stop = new Stop();

  constructor(
    private readonly table: SchemeTable,
    private readonly input: RunInput,
    carry?: Carry,
  ) {
    this.steps = stepsOf(table);
    this.ledger = new Ledger(carry?.ledger);
    this.refusals = new Refusals(table, this.steps, this.ledger, carry?.thresholds);
    this.alerts = new RunAlerts(table, input);
    this.startedAt = carry?.startedAt ?? workflowInfo().startTime.toISOString();
    this.lists = new Lists(table, this.steps, this.startedAt, carry);
    this.plan = carry?.plan;
    this.paused = carry?.paused ?? false;
    this.pausedBecause = carry?.pausedBecause;
    const look = () => ({ plan: this.plan, progress: this.progress(), books: this.ledger.snapshot() });
    this.view = new RunView(look);
    this.handleMessages();
  }

  async execute(): Promise<RunReport> {
    this.view.show(this.paused ? 'paused' : 'running');
    await this.stop.shield(async () => {
      await this.moveLists(this.plan ?? (await this.makePlan()));
      await this.wakeRepairs(this.plan as Plan);
    });
    await this.handlersFinished();
    if (!this.stop.reason && this.lists.isUnfinished(this.plan as Plan)) return this.goOn();
    this.closeBooks();
    if (this.stop.reason) return this.endStopped(this.stop.reason);
    return this.report(this.plan as Plan);
  }

  /**
   * A cancel of the run does not reach this wait, since the run still has to close its books and say how it ended. Runs
   * that were cancelled under 0.2.0 or before ended here without a word.
   */
  private async handlersFinished(): Promise<void> {
    const finished = () => condition(allHandlersFinished);
    const isShielded = this.stop.reason === 'cancelled' && patched('cancelled-runs-say-so');
    await (isShielded ? CancellationScope.nonCancellable(finished) : finished());
  }

  private handleMessages(): void {
    setHandler(pauseSignal, () => this.setPaused(true));
    setHandler(resumeSignal, () => this.setPaused(false));
    setHandler(progressQuery, () => this.progress());
    setHandler(rejectedQuery, () => this.ledger.snapshot().rejected);
  }

  private async makePlan(): Promise<Plan> {
    const plan = await this.steps.planWindow(this.table, this.input, runFacts(this.input));
    this.plan = plan;
    if (plan.listEverySeconds !== undefined) this.view.show(this.paused ? 'paused' : 'running');
    return plan;
  }

  private async wakeRepairs(plan: Plan): Promise<void> {
    if (!plan.repairs || this.lists.isUnfinished(plan) || this.stop.reason) return;
    await this.refusals.wake(plan, this.startedAt);
  }

  /** @param because why the run pauses by itself */
  private setPaused(paused: boolean, because?: string): void {
    if (this.paused === paused || this.stop.reason) return;
    if (!paused) this.refusals.rearm();
    this.paused = paused;
    this.pausedBecause = because;
    this.view.show(paused ? 'paused' : 'running');
    this.alerts.paused(this.plan, paused, this.progress());
  }

  /** List after list, each to its end, until the run is stopped or this execution's history is long enough. */
  private async moveLists(plan: Plan): Promise<void> {
    while (this.lists.isUnfinished(plan) && !this.isHalting()) {
      await this.lists.begin(plan);
      await this.moveList(plan);
      if (this.lists.pages.hasMore) return;
      this.lists.next(plan);
    }
  }

  /** A list to its end, and again where it moved meanwhile, so that no row is passed over. */
  private async moveList(plan: Plan): Promise<void> {
    do {
      await Promise.all(Array.from({ length: plan.lanes }, () => this.lane(plan)));
    } while (!this.stop.reason && (await this.lists.beginAgain(plan)));
  }

  /** Takes page after page until there is none, the run is stopped, or this execution's history is long enough. */
  private async lane(plan: Plan): Promise<void> {
    for (;;) {
      await condition(() => !this.paused || this.isDraining());
      if (this.isDraining()) return;
      await this.page(plan, this.lists.pages.take()).catch((error: unknown) =>
        this.stop.halt('failed', error),
      );
    }
  }

  private isDraining(): boolean {
    return this.isHalting() || !this.lists.pages.hasMore;
  }

  private isHalting(): boolean {
    const full = this.taken >= PAGES_PER_EXECUTION || workflowInfo().continueAsNewSuggested;
    return this.stop.reason !== undefined || full;
  }

  private async page(plan: Plan, number: number): Promise<void> {
    this.inFlight.add(number);
    this.taken += 1;
    this.view.touch();
    try {
      const task = pageTask(this.table, plan, number, this.lists.place);
      const summary = this.lists.nameOf(plan, number);
      const moved = await this.steps.movePage(plan).executeWithOptions({ summary }, [task]);
      const audited = await this.audit(plan, number, moved);
      const booked = this.ledger.book(number, moved, audited, this.lists.isRepeat);
      this.lists.pages.returned(number, moved);
      if (plan.pauseAt) await this.watch(plan, { task, ...booked });
    } finally {
      this.inFlight.delete(number);
      this.view.pageDone(plan);
    }
  }

  /** Refused records of a booked page become repairs; too many of them pause the run. */
  private async watch(plan: Plan, page: BookedPage): Promise<void> {
    this.alerts.booked(plan, page);
    const because = await this.refusals.booked(plan, page);
    if (because !== undefined) this.setPaused(true, because);
  }

  private async audit(plan: Plan, number: number, moved: PageMoved) {
    const { written, pending } = moved;
    const [saved, found] = [countOf(written), countOf(pending)];
    if (saved + found === 0) return NOTHING_TO_AUDIT;
    const task = auditTask(this.table, plan, moved);
    const summary = `${this.lists.nameOf(plan, number)} · ${saved} saved, ${found} found unaudited`;
    const audit = this.steps.auditPage(plan);
    if (!this.stop.isForced) return audit.executeWithOptions({ summary }, [task]);
    return CancellationScope.nonCancellable(() =>
      audit.executeWithOptions({ summary, scheduleToCloseTimeout: LAST_AUDIT }, [task]),
    );
  }

  private state(): Progress['state'] {
    if (this.finished) return 'finished';
    if (this.stop.reason) return 'stopping';
    if (this.paused) return 'paused';
    return this.plan ? 'running' : 'planning';
  }

  private progress(): Progress {
    const { pages, read, counts, adopted, changed } = this.ledger.snapshot();
    const { source = '', target = '', lanes = 0 } = this.plan ?? {};
    const inFlight = [...this.inFlight].sort((a, b) => a - b);
    return {
      scheme: this.table.name,
      state: this.state(),
      source,
      target,
      pagesDone: pages,
      inFlight,
      nextPage: this.lists.pages.nextPage,
      lanes,
      read,
      counts,
      adopted,
      changed,
      ...windowProgress(this.plan, this.lists.slice, this.startedAt),
      ...(this.pausedBecause === undefined ? {} : { pausedBecause: this.pausedBecause }),
    };
  }

  private finish(...end: Parameters<RunView['finish']>): void {
    this.finished = true;
    this.pausedBecause = undefined;
    this.view.finish(...end);
  }

  private async goOn(): Promise<never> {
    await this.alerts.handedOver();
    const carry: Carry = {
      plan: this.plan as Plan,
      ledger: this.ledger.carry(),
      ...this.lists.carry(),
      paused: this.paused,
      ...(this.pausedBecause === undefined ? {} : { pausedBecause: this.pausedBecause }),
      thresholds: this.refusals.snapshot(),
      startedAt: this.startedAt,
    };
    return continueAsNew<Workflow>(this.input, carry);
  }

  private async endStopped(reason: 'cancelled' | 'failed'): Promise<never> {
    const error = this.stop.toError(this.ledger.snapshot());
    this.finish(reason, { failure: error });
    if (reason === 'failed') await countFailure(this.table, this.steps, this.plan, error);
    await this.alerts.stopped(this.plan, reason, error, this.progress());
    throw error;
  }

  private closeBooks(): void {
    try {
      this.ledger.assertBalanced();
    } catch (error) {
      this.stop.halt('failed', error);
    }
  }

  private async report(plan: Plan): Promise<RunReport> {
    const { rejected, ...books } = this.ledger.snapshot();
    const isDone = books.counts.rejected + books.counts.inDoubt === 0;
    const isSettled = this.ledger.isSettled(plan.repairs === true);
    const end = { read: books.read, isSettled, hasMoved: this.lists.hasMoved };
    const window = closeWindow(plan.window, end);
    const outcome = isDone && !window.warnings ? 'clean' : 'attention';
    this.finish(outcome, { warnings: window.warnings }, window.syncedThrough);
    const report: RunReport = {
      scheme: this.table.name,
      outcome,
      source: plan.source,
      target: plan.target,
      ...books,
      rejected,
      ...window,
      startedAt: this.startedAt,
      finishedAt: new Date().toISOString(),
    };
    await this.alerts.finished(plan, report);
    return report;
  }
}

const NOTHING_TO_AUDIT = { created: 0, unchanged: 0, audited: 0, rejected: [], inDoubt: [] };

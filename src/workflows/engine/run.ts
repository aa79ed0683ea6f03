import type { Bilingual } from '../../contract/bilingual';
import type { SchemeTable } from '../../contract/scheme';
import type { PageReference, PageOfRun } from '../../contract/page';
import type { Plan, Progress, RunInput, RunReport } from '../../contract/run';
import { condition, continueAsNew, setHandler, workflowInfo, type Workflow } from '@temporalio/workflow';
import { RunAlerts } from '../alerts/reports';
import { assertRunInput, carriedOn, Notices, type Wanted } from '../inputs';
import { Calls, stepsOf, type Steps } from './activities';
import type { Carry } from './carry';
import { countFailure, Stop } from './stop';
import { concurrently, divide, countSlices } from './slices';
import { Ledger } from './counts';
import { isDeepPage, type List } from './list';
import { Lists, listProgress, windowProgress } from './lists';
import { pauseSignal, progressQuery, rejectedQuery, resumeSignal } from '../definitions';
import { reportOf, closeWindow, runFacts } from './report';
import { Refusals, type BookedPage } from './failedRecords';
import { tellPauses } from './pause';
import { RunView } from './view';

/** Pages of one execution, and lists whose pages are counted; then the run continues as new, so that its history stays short (about 1,000 events). */
const PAGES_PER_EXECUTION = 100;

/** Events of one execution, of which signals may be the most. */
const MOST_EVENTS = 3_000;

/**
 * Runs a scheme: plan → pages, several at once (sync → audit) → balanced report.
 *
 * @param input overrides of the configuration; none is needed
 * @param carry state of the execution before, when the run continued as new
 * @throws ApplicationFailure with the type of the connector error that stopped it, or `Unbalanced`
 * @throws CancelledFailure after a cancel, with pages in flight finished; the query `progress` still tells the counts
 */
export async function runScheme(table: SchemeTable, input: RunInput = {}, carry?: Carry): Promise<RunReport> {
  assertRunInput(table.name, input);
  const notices = new Notices();
  return new Run(table, input ?? {}, notices, carriedOn(carry, CARRIED, notices)).execute();
}

const CARRIED: Wanted = { plan: 'object', ledger: 'object', lists: 'object', startedAt: 'text' };

class Run {
  private readonly steps: Steps;
  private readonly ledger: Ledger;
  private readonly refusals: Refusals;
  private readonly alerts: RunAlerts;
  private readonly startedAt: string;
  private plan: Plan | undefined;
  /** There once there is a plan. */
  private lists: Lists | undefined;
  private taken = 0;
  private paused: boolean;
  private pausedBecause: Bilingual | undefined;
  private finished = false;
  private readonly view: RunView;
  private readonly stop = new Stop();
  private readonly calls: Calls;

  constructor(
    private readonly table: SchemeTable,
    private readonly input: RunInput,
    private readonly notices: Notices,
    carry?: Carry,
  ) {
    this.steps = stepsOf(table);
    this.calls = new Calls(table, this.steps, () => this.stop.isForced);
    this.ledger = new Ledger(carry?.ledger);
    this.refusals = new Refusals(table, this.steps, this.ledger, carry?.thresholds);
    this.alerts = new RunAlerts(table, input);
    this.startedAt = carry?.startedAt ?? workflowInfo().startTime.toISOString();
    if (carry) this.goBy(carry.plan, carry);
    this.paused = carry?.paused ?? false;
    this.pausedBecause = carry?.pausedBecause;
    const look = () => ({
      plan: this.plan,
      progress: this.progress(),
      books: this.ledger.totals(),
      notices: notices.lines,
    });
    this.view = new RunView(look);
    this.handleMessages();
  }

  async execute(): Promise<RunReport> {
    this.view.show(this.paused ? 'paused' : 'running');
    tellPauses(this.notices, {
      isPaused: () => this.paused,
      isOver: () => this.finished || this.stop.reason !== undefined,
      noticed: () => this.view.touch(),
      changed: (paused) => this.tellPaused(paused),
      failed: (error) => this.stop.halt('failed', error),
    });
    await this.stop.shield(async () => {
      const plan = this.plan ?? (await this.makePlan());
      await this.moveLists(plan, this.lists as Lists);
    });
    await this.stop.handlersFinished();
    if (!this.stop.reason && this.lists?.isUnfinished) return this.goOn(this.lists);
    this.closeBooks();
    if (this.stop.reason) return this.endStopped(this.stop.reason);
    return this.report(this.plan as Plan);
  }

  private goBy(plan: Plan, carry?: Carry): void {
    const { table, startedAt } = this;
    this.plan = plan;
    this.lists = new Lists(
      { table, plan, startedAt, countPages: (...list) => this.count(plan, ...list) },
      carry?.lists,
    );
  }

  private handleMessages(): void {
    const steer = (signal: { readonly name: string }, paused: boolean) =>
      [signal, () => this.setPaused(paused)] as const;
    this.notices.listen([steer(pauseSignal, true), steer(resumeSignal, false)]);
    setHandler(progressQuery, () => this.progress());
    setHandler(rejectedQuery, () => this.ledger.totals().rejected);
  }

  private async makePlan(): Promise<Plan> {
    const plan = await this.steps.planRun(this.table.name, this.input, runFacts(this.input));
    this.goBy(plan);
    this.view.show(this.paused ? 'paused' : 'running');
    return plan;
  }

  /** @param because why the run pauses by itself */
  private setPaused(paused: boolean, because?: Bilingual): void {
    if (this.paused === paused || this.stop.reason) return;
    if (!paused) this.refusals.rearm();
    this.paused = paused;
    this.pausedBecause = because;
  }

  private tellPaused(paused: boolean): void {
    this.view.show(paused ? 'paused' : 'running');
    this.alerts.paused(this.plan, paused, this.progress());
  }

  /** Lists side by side, each to its end, until the run is stopped or this execution's history is long enough. */
  private async moveLists(plan: Plan, lists: Lists): Promise<void> {
    await concurrently(divide(plan).lists, () => this.moveOneByOne(plan, lists));
    if (plan.repairs && countSlices(plan) > 0 && !lists.isUnfinished && !this.stop.reason)
      await this.refusals.wake(plan, this.startedAt);
  }

  private async moveOneByOne(plan: Plan, lists: Lists): Promise<void> {
    for (;;) {
      const isReady = () => lists.isReady && !this.paused;
      await condition(() => isReady() || !lists.isUnfinished || this.isHalting());
      if (!lists.isUnfinished || this.isHalting()) return;
      const list = lists.take();
      if (!list) continue;
      // Lists beside it come to the end of their pages before the run ends.
      await this.moveList(plan, list).catch((error: unknown) => this.stop.halt('failed', error));
      if (list.isDone) lists.close(list);
    }
  }

  /** A list to its end, in parts where its pages lie too deep, and again where it contradicts itself, so that no row is passed over. */
  private async moveList(plan: Plan, list: List): Promise<void> {
    do {
      await list.begin();
      await concurrently(divide(plan).pages, () => this.syncPages(plan, list));
    } while (!this.stop.reason && list.goesOn() && !this.isHalting());
  }

  /** Takes page after page until there is none, the run is stopped, or this execution's history is long enough. */
  private async syncPages(plan: Plan, list: List): Promise<void> {
    const isDraining = () => this.isHalting() || !list.hasMore;
    for (;;) {
      await condition(() => !this.paused || isDraining());
      if (isDraining()) return;
      await this.page(plan, list, list.take()).catch((error: unknown) => {
        if (isDeepPage(error)) list.halve();
        else this.stop.halt('failed', error);
      });
    }
  }

  private isHalting(): boolean {
    const { continueAsNewSuggested, historyLength } = workflowInfo();
    const isLong = continueAsNewSuggested || historyLength > MOST_EVENTS;
    const full = this.taken >= PAGES_PER_EXECUTION || isLong;
    return this.stop.reason !== undefined || full;
  }

  private async page(plan: Plan, list: List, number: number): Promise<void> {
    list.inFlight.add(number);
    this.taken += 1;
    this.view.touch();
    try {
      const at = { page: number, ...list.name };
      const task = list.task(number);
      const moved = await this.calls
        .move(plan, task, at)
        .catch((error: unknown) => this.refusals.failed({ at, task }, error));
      const audited = await this.calls.audit(plan, moved, at);
      const booked = this.ledger.book(at, moved, audited, list.isRepeat);
      list.returned(number, moved);
      await this.watch(plan, { at, task, ...booked });
    } finally {
      list.inFlight.delete(number);
      this.view.pageDone(plan);
    }
  }

  private count(plan: Plan, ...asked: [PageReference, Pick<PageOfRun, 'slice'>]): Promise<number> {
    this.taken += 1;
    return this.calls.count(plan, ...asked);
  }

  /** Refused records of a booked page become repairs; too many of them pause the run. */
  private async watch(plan: Plan, page: BookedPage): Promise<void> {
    this.alerts.pageCounted(plan, page);
    const because = await this.refusals.booked(plan, page);
    if (because !== undefined) this.setPaused(true, because);
  }

  private state(): Progress['state'] {
    if (this.finished) return 'finished';
    if (this.stop.reason) return 'stopping';
    if (this.paused) return 'paused';
    return this.plan ? 'running' : 'planning';
  }

  private progress(): Progress {
    const { pages, read, counts, adopted, changed } = this.ledger.totals();
    const { source = '', target = '' } = this.plan ?? {};
    return {
      scheme: this.table.name,
      state: this.state(),
      source,
      target,
      pagesDone: pages,
      ...listProgress(this.plan, this.lists),
      read,
      counts,
      adopted,
      changed,
      ...windowProgress(this.plan, this.lists, this.startedAt),
      ...(this.pausedBecause === undefined ? {} : { pausedBecause: this.pausedBecause }),
    };
  }

  private finish(...end: Parameters<RunView['finish']>): void {
    this.finished = true;
    this.pausedBecause = undefined;
    this.view.finish(...end);
  }

  private async goOn(lists: Lists): Promise<never> {
    await this.alerts.sent();
    const carry: Carry = {
      plan: this.plan as Plan,
      ledger: this.ledger.snapshot(),
      lists: lists.snapshot(),
      paused: this.paused,
      ...(this.pausedBecause === undefined ? {} : { pausedBecause: this.pausedBecause }),
      thresholds: this.refusals.snapshot(),
      startedAt: this.startedAt,
    };
    return continueAsNew<Workflow>(this.input, carry);
  }

  private async endStopped(reason: 'cancelled' | 'failed'): Promise<never> {
    const error = this.stop.toError(this.ledger.totals());
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
    const books = this.ledger.totals();
    const isSettled = this.ledger.isSettled(plan.repairs);
    const end = { read: books.read, isSettled, moved: this.lists?.moved };
    const window = closeWindow(plan.window, end);
    const report = reportOf(this.table, plan, { books, window, startedAt: this.startedAt });
    this.finish(report.outcome, { warnings: window.warnings }, window.syncedThrough);
    await this.alerts.finished(plan, report);
    return report;
  }
}

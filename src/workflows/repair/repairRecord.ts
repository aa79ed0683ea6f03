import { isSamePage } from '../../contract/page';
import { condition, continueAsNew, setHandler, type Workflow } from '@temporalio/workflow';
import type {
  RepairActivities,
  How,
  Rejection,
  RepairResult,
  RepairState,
  RepairTask,
  RunEnded,
  ReportedRejection,
} from '../../contract/repair';
import { tableOf } from '../catalogue';
import {
  check,
  ofFailure,
  retry,
  type AttemptResult,
  repairActivities,
  checkDelay,
  autoRetryDelay,
  unreachedDelay,
} from './attempt';
import { listenToRequests, Inbox, type Request } from './requests';
import { stateQuery } from '../definitions';
import { carriedOn, isHistoryLong, Notices, assertStartInput, type Wanted } from '../inputs';
import { showRepair } from './view';

const WANTED: Wanted = { scheme: 'text', key: 'text', page: 'object', first: 'object' };

/** What a repair hands on to its continuation. */
interface ContinuedRepair {
  readonly state: RepairState;
  readonly tried: number;
  readonly checked: number;
  readonly openedAt: string;
  readonly unsent?: Request;
  /** What it was asked and has not done. */
  readonly inbox: readonly Request[];
}

const CONTINUED: Wanted = { state: 'object', tried: 'number', checked: 'number', inbox: 'list' };

/** Events of one execution, of which signals may be the most. */
const MOST_EVENTS = 2_000;

/**
 * A refused or in-doubt record as a durable thing: waits for signals, tries again by itself where its cause can heal,
 * and completes once the record is in its final state, whoever brought it there. It holds references, never a row.
 *
 * @param continued state of the execution before, when its history grew long
 */
export async function repairRecord(task: RepairTask, continued?: ContinuedRepair): Promise<RepairResult> {
  assertStartInput('repairRecord', task, WANTED, 'the run that refuses a record opens its repair');
  const notices = new Notices();
  return new Repair(task, notices, carriedOn(continued, CONTINUED, notices)).execute();
}

class Repair {
  private readonly activities: RepairActivities;
  private readonly inbox: Inbox;
  private readonly openedAt: string;
  private state: RepairState;
  private shown: RepairState | undefined;
  /** Times it has tried by itself for the present cause. */
  private tried: number;
  /** Times it has looked because a run ended. */
  private checked: number;
  private checkFrom = 0;
  /** Times in a row that a platform did not take the call, and what is still to be done then. */
  private unreached = 0;
  private unsent: Request | undefined;

  constructor(
    private readonly task: RepairTask,
    private readonly notices: Notices,
    continued: ContinuedRepair | undefined,
  ) {
    this.inbox = new Inbox(continued?.inbox);
    this.activities = repairActivities(tableOf(task.scheme), task);
    this.openedAt = continued?.openedAt ?? now();
    this.tried = continued?.tried ?? 0;
    this.checked = continued?.checked ?? 0;
    this.unsent = continued?.unsent;
    this.state = continued?.state ?? stateOf(task);
    if (!continued) this.schedule();
    this.handleMessages();
  }

  async execute(): Promise<RepairResult> {
    for (;;) {
      this.show();
      const request = await this.next();
      if (!request) return this.continueAsNew();
      const result = await this.act(request);
      if (result) return result;
    }
  }

  private handleMessages(): void {
    listenToRequests(this.notices, {
      rejectedByRun: (rejection) => this.rejectedByRun(rejection),
      askedToCheck: (run) => this.askToCheck(run),
      asked: (request) => this.ask(request),
      note: (line) => this.note(line),
    });
    setHandler(stateQuery, () => this.state);
  }

  private ask(request: Request): void {
    if (request.kind === 'retry' || request.kind === 'check') return this.inbox.once(request);
    const fault = this.inbox.add(request);
    if (fault === undefined) return;
    this.notices.add(fault);
    this.note(fault);
  }

  /** A run that refused the record again knows nothing new; others are listened to less and less often. */
  private askToCheck(run: RunEnded | undefined): void {
    if (!run) return this.ask({ kind: 'check' });
    if (run.runId === this.state.last.runId || Date.now() < this.checkFrom) return;
    this.checkFrom = Date.now() + checkDelay(this.checked);
    this.checked += 1;
    this.ask({ kind: 'check', run });
  }

  private rejectedByRun({ occurrence, ...rejection }: ReportedRejection): void {
    const { last, cause } = this.state;
    const isNew = rejection.cause !== cause;
    // The first occurrence comes as the repair's input and as a signal; an activity's second attempt signals again.
    if (!isNew && occurrence.runId === last.runId && isSamePage(occurrence, last)) return;
    this.state = { ...this.state, last: occurrence };
    this.reject(rejection);
    if (isNew) this.schedule();
  }

  /** The next request; a retry of its own when it is time; undefined when the history is long enough. */
  private async next(): Promise<Request | undefined> {
    for (;;) {
      if (isHistoryLong(MOST_EVENTS)) return undefined;
      const request = this.inbox.take();
      if (request) return request;
      this.show();
      if (await this.isDue()) return this.unsent ?? { kind: 'retry', how: 'self' };
    }
  }

  private async isDue(): Promise<boolean> {
    const { next } = this.state;
    const isDisturbed = () =>
      !this.inbox.isEmpty ||
      this.state.next !== next ||
      this.state !== this.shown ||
      isHistoryLong(MOST_EVENTS);
    if (next !== undefined)
      return !(await condition(isDisturbed, Math.max(1, Date.parse(next) - Date.now())));
    await condition(isDisturbed);
    return false;
  }

  private async act(request: Request): Promise<RepairResult | undefined> {
    if (request.kind === 'discard')
      return this.close('discarded', { who: request.given.who, why: request.given.reason });
    if (request.kind !== 'check') this.state = { ...this.state, attempts: this.state.attempts + 1 };
    this.unsent = undefined;
    const result = await this.find(request).catch((error: unknown) =>
      ofFailure(error, this.task, request.kind !== 'check'),
    );
    return this.conclude(request, result);
  }

  private find(request: Exclude<Request, { kind: 'discard' }>): Promise<AttemptResult> {
    const { activities, task, state } = this;
    if (request.kind === 'check') return check(activities, task, state, request.run);
    if (request.kind === 'retry') return retry(activities, task, state, request.how);
    return retry(activities, task, state, 'retryWith', request.given.document);
  }

  private conclude(request: Request, result: AttemptResult): RepairResult | undefined {
    if ('done' in result) {
      const { who, why } = request.kind === 'retryWith' ? request.given : {};
      return this.close('repaired', { how: result.done, who, why });
    }
    if ('unreached' in result) {
      this.note(`not reached: ${result.unreached}`);
      if (request.kind !== 'check') this.sendLater(request);
      return undefined;
    }
    this.unreached = 0;
    if (request.kind === 'retry' && request.how === 'self') this.tried += 1;
    this.note(
      'note' in result ? result.note : `${nameOf(request)}: refused again, ${result.rejection.cause}`,
    );
    if ('rejection' in result) this.reject(result.rejection);
    if (request.kind !== 'check' || 'rejection' in result) this.schedule();
    return undefined;
  }

  /** A request that no platform took is made again, a little later each time. */
  private sendLater(request: Request): void {
    this.unsent = request;
    this.state = { ...this.state, next: later(unreachedDelay(this.unreached)) };
    this.unreached += 1;
  }

  private reject({ document = this.state.document, ...rejection }: Rejection): void {
    if (rejection.cause !== this.state.cause) this.tried = 0;
    const { field: _field, advice: _advice, ...state } = this.state;
    this.state = { ...state, ...rejection, ...(document ? { document } : {}) };
  }

  /** Sets when it tries again by itself; a request that no platform took yet has its own time. */
  private schedule(): void {
    if (this.unsent) return;
    const wait = autoRetryDelay(this.state.cause, this.tried, this.task.looksUp);
    const { next: _next, ...state } = this.state;
    this.state = wait === undefined ? state : { ...state, next: later(wait) };
  }

  private note(text: string): void {
    this.state = { ...this.state, note: `${now()} ${text}` };
  }

  private show(): void {
    if (this.shown !== this.state) showRepair(this.state, this.shown);
    this.shown = this.state;
  }

  private continueAsNew(): Promise<never> {
    const { state, tried, checked, openedAt, unsent } = this;
    const inbox = this.inbox.snapshot();
    const continued: ContinuedRepair = {
      state,
      tried,
      checked,
      openedAt,
      inbox,
      ...(unsent ? { unsent } : {}),
    };
    return continueAsNew<Workflow>(this.task, continued);
  }

  private close(
    outcome: RepairResult['outcome'],
    {
      how,
      who,
      why,
    }: { readonly how?: How; readonly who?: string | undefined; readonly why?: string | undefined },
  ): RepairResult {
    this.note([how ?? outcome, who && `by ${who}`, why].filter(Boolean).join(' · '));
    const { next: _next, ...state } = this.state;
    this.state = { ...state, outcome };
    this.show();
    const { scheme, key, cause, attempts } = state;
    const { openedAt } = this;
    const told = { ...(how ? { how } : {}), ...(who ? { who } : {}), ...(why ? { why } : {}) };
    return { scheme, key, outcome, ...told, cause, attempts, openedAt, finishedAt: now() };
  }
}

function stateOf({ scheme, key, first: { occurrence, ...rejection } }: RepairTask): RepairState {
  return { scheme, key, ...rejection, first: occurrence, last: occurrence, attempts: 0 };
}

function nameOf(request: Request): string {
  return request.kind === 'retry' ? request.how : request.kind;
}

function now(): string {
  return new Date().toISOString();
}

function later(milliseconds: number): string {
  return new Date(Date.now() + milliseconds).toISOString();
}

import { isSamePage } from '../../contract/page';
import { condition, continueAsNew, setHandler, workflowInfo, type Workflow } from '@temporalio/workflow';
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
import { check, ofFailure, retry, type AttemptResult, repairSteps } from './attempt';
import { pauseBetweenChecks, waitBefore, waitForPlatform } from './autoRetry';
import { hear, Inbox, type Request } from './requests';
import { stateQuery } from '../definitions';
import { carriedOn, Notices, assertStartInput, type Wanted } from '../inputs';
import { showRepair } from './view';

const WANTED: Wanted = { scheme: 'text', key: 'text', page: 'object', first: 'object' };

/** What a repair hands on to its continuation. */
interface Carry {
  readonly state: RepairState;
  readonly tried: number;
  readonly checked: number;
  readonly openedAt: string;
  readonly owed?: Request;
  /** What it was asked and has not done. */
  readonly inbox: readonly Request[];
}

const CARRIED: Wanted = { state: 'object', tried: 'number', checked: 'number', inbox: 'list' };

/** Events of one execution, of which signals may be the most. */
const MOST_EVENTS = 2_000;

/**
 * A refused or in-doubt record as a durable thing: waits for signals, tries again by itself where its cause can heal,
 * and completes once the record is in its final state, whoever brought it there. It holds references, never a row.
 *
 * @param carry state of the execution before, when its history grew long
 */
export async function repairRecord(task: RepairTask, carry?: Carry): Promise<RepairResult> {
  assertStartInput('repairRecord', task, WANTED, 'the run that refuses a record opens its repair');
  const notices = new Notices();
  return new Repair(task, notices, carriedOn(carry, CARRIED, notices)).execute();
}

class Repair {
  private readonly steps: RepairActivities;
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
  private owed: Request | undefined;

  constructor(
    private readonly task: RepairTask,
    private readonly notices: Notices,
    carry: Carry | undefined,
  ) {
    this.inbox = new Inbox(carry?.inbox);
    this.steps = repairSteps(tableOf(task.scheme), task);
    this.openedAt = carry?.openedAt ?? now();
    this.tried = carry?.tried ?? 0;
    this.checked = carry?.checked ?? 0;
    this.owed = carry?.owed;
    this.state = carry?.state ?? stateOf(task);
    if (!carry) this.schedule();
    this.handleMessages();
  }

  async execute(): Promise<RepairResult> {
    for (;;) {
      this.show();
      const request = await this.next();
      if (!request) return this.goOn();
      const result = await this.act(request);
      if (result) return result;
    }
  }

  private handleMessages(): void {
    hear(this.notices, {
      refusedByRun: (sighting) => this.refusedByRun(sighting),
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
    this.checkFrom = Date.now() + pauseBetweenChecks(this.checked);
    this.checked += 1;
    this.ask({ kind: 'check', run });
  }

  private refusedByRun({ seen, ...refusal }: ReportedRejection): void {
    const { last, cause } = this.state;
    const isNew = refusal.cause !== cause;
    // The first sighting comes as the repair's input and as a signal; an activity's second attempt signals again.
    if (!isNew && seen.runId === last.runId && isSamePage(seen, last)) return;
    this.state = { ...this.state, last: seen };
    this.refuse(refusal);
    if (isNew) this.schedule();
  }

  /** The next request; a retry of its own when it is time; undefined when the history is long enough. */
  private async next(): Promise<Request | undefined> {
    for (;;) {
      if (this.isLong()) return undefined;
      const request = this.inbox.take();
      if (request) return request;
      this.show();
      if (await this.isDue()) return this.owed ?? { kind: 'retry', how: 'self' };
    }
  }

  private async isDue(): Promise<boolean> {
    const { next } = this.state;
    const isDisturbed = () =>
      !this.inbox.isEmpty || this.state.next !== next || this.state !== this.shown || this.isLong();
    if (next !== undefined)
      return !(await condition(isDisturbed, Math.max(1, Date.parse(next) - Date.now())));
    await condition(isDisturbed);
    return false;
  }

  private isLong(): boolean {
    const { continueAsNewSuggested, historyLength } = workflowInfo();
    return continueAsNewSuggested || historyLength > MOST_EVENTS;
  }

  private async act(request: Request): Promise<RepairResult | undefined> {
    if (request.kind === 'discard')
      return this.close('discarded', { who: request.given.who, why: request.given.reason });
    if (request.kind !== 'check') this.state = { ...this.state, attempts: this.state.attempts + 1 };
    this.owed = undefined;
    const finding = await this.find(request).catch((error: unknown) =>
      ofFailure(error, this.task, request.kind !== 'check'),
    );
    return this.conclude(request, finding);
  }

  private find(request: Exclude<Request, { kind: 'discard' }>): Promise<AttemptResult> {
    const { steps, task, state } = this;
    if (request.kind === 'check') return check(steps, task, state, request.run);
    if (request.kind === 'retry') return retry(steps, task, state, request.how);
    return retry(steps, task, state, 'retryWith', request.given.document);
  }

  private conclude(request: Request, finding: AttemptResult): RepairResult | undefined {
    if ('done' in finding) {
      const { who, why } = request.kind === 'retryWith' ? request.given : {};
      return this.close('repaired', { how: finding.done, who, why });
    }
    if ('unreached' in finding) {
      this.note(`not reached: ${finding.unreached}`);
      if (request.kind !== 'check') this.owe(request);
      return undefined;
    }
    this.unreached = 0;
    if (request.kind === 'retry' && request.how === 'self') this.tried += 1;
    this.note(
      'note' in finding ? finding.note : `${nameOf(request)}: refused again, ${finding.refusal.cause}`,
    );
    if ('refusal' in finding) this.refuse(finding.refusal);
    if (request.kind !== 'check' || 'refusal' in finding) this.schedule();
    return undefined;
  }

  /** A request that no platform took is made again, a little later each time. */
  private owe(request: Request): void {
    this.owed = request;
    this.state = { ...this.state, next: later(waitForPlatform(this.unreached)) };
    this.unreached += 1;
  }

  private refuse({ document = this.state.document, ...refusal }: Rejection): void {
    if (refusal.cause !== this.state.cause) this.tried = 0;
    const { field: _field, advice: _advice, ...state } = this.state;
    this.state = { ...state, ...refusal, ...(document ? { document } : {}) };
  }

  /** Sets when it tries again by itself; what is still owed to a person has its own time. */
  private schedule(): void {
    if (this.owed) return;
    const wait = waitBefore(this.state.cause, this.tried, this.task.looksUp);
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

  private goOn(): Promise<never> {
    const { state, tried, checked, openedAt, owed } = this;
    const inbox = this.inbox.snapshot();
    const carry: Carry = { state, tried, checked, openedAt, inbox, ...(owed ? { owed } : {}) };
    return continueAsNew<Workflow>(this.task, carry);
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

function stateOf({ scheme, key, first: { seen, ...refusal } }: RepairTask): RepairState {
  return { scheme, key, ...refusal, first: seen, last: seen, attempts: 0 };
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

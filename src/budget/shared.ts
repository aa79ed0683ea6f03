import { randomUUID } from 'node:crypto';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import type { Budget } from '../connectors/budget';
import type { CallWindow, Lease, LeaseRequest, Slot } from '../contract/budget';
import { CLOCK_SYNC_ATTEMPTS, LEASE_RETRY_MS } from '../contract/policies';

/** The way to the budget of an account. Asked twice under one id it answers as at first. Rejects within seconds. */
export type Lender = (request: LeaseRequest, id: string) => Promise<Lease>;

/** What a {@link SharedBudget} works with. */
export interface SharedBudgetOptions {
  readonly windows: readonly CallWindow[];
  readonly lender: Lender;
  /** Hears why the lender did not answer; it is asked again as long as callers wait. */
  readonly onTrouble: (error: unknown) => void;
}

interface Waiter {
  /** Whether it leaves when it is sent away. */
  readonly leaves: boolean;
  start(): void;
  fail(reason: unknown): void;
}

/** A worker that may misread the lender's clock by more, in ms, first synchronises: a slot that long costs pace. */
const MOST_UNCERTAINTY_MS = 50;

/** Longest that slots are made beyond what the clock asks for, where answers or timers come late. */
const MOST_SLACK_MS = 1_000;

/** This process's part of an account's budget: callers wait in line, and all who wait are asked for together. */
export class SharedBudget {
  private readonly line = new Set<Waiter>();
  private readonly clock = new ForeignClock();
  private slots: Slot[] = [];
  private unused: number[] = [];
  private throttledMs: number | undefined;
  private askAt = 0;
  private clockSyncAttempts = 0;
  private slackMs = 0;
  private isAsking = false;
  private isServing = false;
  private rest = new AbortController();
  private dismissal: Error | undefined;

  constructor(private readonly options: SharedBudgetOptions) {}

  /** Resolves in a slot that was lent; rejects with the signal's reason when it aborts, and then costs nothing. */
  readonly write: Budget = (signal) => this.join(signal, false);

  /** The same for calls that are safe to repeat; rejects also when callers are sent away. */
  readonly read: Budget = (signal) =>
    this.dismissal ? Promise.reject(this.dismissal) : this.join(signal, true);

  /** Sends away callers whose call is safe to repeat, also those to come. */
  dismiss(reason: Error): void {
    this.dismissal = reason;
    for (const waiter of this.line) if (waiter.leaves) waiter.fail(reason);
  }

  private join(signal: AbortSignal, leaves: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = () => waiter.fail(signal.reason);
      const leave = () => {
        signal.removeEventListener('abort', abort);
        this.line.delete(waiter);
      };
      const waiter: Waiter = {
        leaves,
        start: () => (leave(), resolve()),
        fail: (reason) => (leave(), reject(reason), this.line.size === 0 && this.rest.abort()),
      };
      this.line.add(waiter);
      signal.addEventListener('abort', abort, { once: true });
      if (signal.aborted) abort();
      void this.ask();
    });
  }

  /** The platform refused a call for its pace: gives back what is lent and not used, and pauses the whole account. */
  throttled(pauseMs: number): void {
    this.unused.push(...this.slots.splice(0).map(({ to }) => to));
    this.throttledMs = Math.max(pauseMs, this.throttledMs ?? 0);
    this.askAt = performance.now() + pauseMs;
    this.rest.abort();
    void this.ask();
  }

  /** Asks as long as callers wait for whom no slot is lent yet. */
  private async ask(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    // Who comes within the same turn of the event loop is asked for together.
    await turn();
    while (this.line.size > this.slots.length || this.throttledMs !== undefined) {
      const wait = this.askAt - performance.now();
      if (this.isUnsynchronized()) await this.askOnce(0);
      else if (wait <= 0) await this.askOnce(Math.max(0, this.line.size - this.slots.length));
      else if (this.throttledMs !== undefined) await this.askOnce(0);
      else await this.sleep(wait);
    }
    this.isAsking = false;
  }

  private isUnsynchronized(): boolean {
    if (this.clock.uncertaintyMs > MOST_UNCERTAINTY_MS)
      return (this.clockSyncAttempts += 1) <= CLOCK_SYNC_ATTEMPTS;
    this.clockSyncAttempts = 0;
    return false;
  }

  private async askOnce(count: number): Promise<void> {
    const { windows } = this.options;
    const known = Number.isFinite(this.clock.uncertaintyMs) ? this.clock.uncertaintyMs : 0;
    const clockUncertaintyMs = Math.ceil(known + this.slackMs);
    const { throttledMs } = this;
    const unused = this.unused.splice(0);
    this.throttledMs = undefined;
    const reported = throttledMs === undefined ? {} : { throttledMs };
    const sent = performance.now();
    const lease = await this.untilAnswered({ count, windows, clockUncertaintyMs, unused, ...reported });
    if (!lease) return;
    const received = performance.now();
    this.clock.learn(sent, received, lease.now);
    // Throttled meanwhile: what was lent before that is not to be used.
    const isStale = this.throttledMs !== undefined;
    if (isStale) this.unused.push(...lease.slots.map(({ to }) => to));
    else this.slots.push(...lease.slots);
    if (count > 0 && !isStale) this.askAt = received + (lease.againMs ?? 0);
    void this.serve();
  }

  /** The answer, however long it takes while somebody waits for it. */
  private async untilAnswered(request: LeaseRequest): Promise<Lease | undefined> {
    const id = randomUUID();
    for (let next = request; ; next = { ...request, unused: [] }) {
      try {
        return await this.options.lender(next, id);
      } catch (error) {
        this.options.onTrouble(error);
        if (this.line.size === 0) return undefined;
      }
      await this.sleep(LEASE_RETRY_MS);
    }
  }

  /** Lets callers start in the slots that are lent, in the order in which they came. */
  private async serve(): Promise<void> {
    if (this.isServing) return;
    this.isServing = true;
    for (let slot = this.slots[0]; slot; slot = this.slots[0]) {
      const wait = this.clock.notBefore(slot.from) - performance.now();
      if (wait > 0) await sleep(Math.ceil(wait));
      else {
        this.slots.shift();
        this.use(slot);
      }
    }
    this.isServing = false;
    void this.ask();
  }

  private use({ to }: Slot): void {
    const [first] = this.line;
    const isLate = performance.now() > this.clock.notAfter(to);
    // Else a worker whose answers come late would be lent the same slots again and again.
    this.slackMs = isLate ? Math.min(MOST_SLACK_MS, 2 * this.slackMs + 10) : 0.9 * this.slackMs;
    if (first && !isLate) first.start();
    else this.unused.push(to);
  }

  /** Sleeps until then, or until there is something else to do. */
  private async sleep(ms: number): Promise<void> {
    this.rest = new AbortController();
    await sleep(Math.ceil(ms), undefined, { signal: this.rest.signal }).catch(() => undefined);
  }
}

/** Clocks of two machines run apart by at most this share of the time; crystals are several times better. */
const DRIFT = 0.000_2;

/**
 * Reads another machine's clock without trusting this one's. Each exchange says that the other clock stood at a moment
 * between sending and receiving; all of them together say it better than the quickest alone.
 */
export class ForeignClock {
  /** Bounds of what is to be added to the other clock's time to get this one's. */
  private low = -Infinity;
  private high = Infinity;
  private learnedAt = 0;

  /** Milliseconds by which a moment may be misread; infinite before the first exchange. */
  get uncertaintyMs(): number {
    return this.high - this.low;
  }

  /** Takes in an exchange: sent and received by this clock, `there` by the other, which counts whole milliseconds. */
  learn(sent: number, received: number, there: number): void {
    const drift = (received - this.learnedAt) * DRIFT;
    this.learnedAt = received;
    const low = Math.max(this.low - drift, sent - there - 1);
    const high = Math.min(this.high + drift, received - there);
    // Bounds that exclude each other: one of the clocks was set. What is newer counts.
    [this.low, this.high] = low <= high ? [low, high] : [sent - there - 1, received - there];
  }

  /** The first moment here at which it is `there` or later there. */
  notBefore(there: number): number {
    return there + this.high;
  }

  /** The last moment here at which it is `there` or earlier there. */
  notAfter(there: number): number {
    return there + this.low;
  }
}

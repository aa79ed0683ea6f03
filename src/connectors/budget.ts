import { setTimeout as sleep } from 'node:timers/promises';
import { orAborted } from './renewals';

/** How many calls an account may make; 0 switches a limit off. */
export interface BudgetLimits {
  readonly perSecond: number;
  readonly perMinute: number;
}

/** At most `calls` starts within any stretch of `withinMs` milliseconds. */
export interface BudgetWindow {
  readonly calls: number;
  readonly withinMs: number;
}

/** Resolves when the next call may start, first come first served; rejects with the signal's reason when it aborts. */
export type Budget = (signal: AbortSignal) => Promise<void>;

/** Calls that leave in step arrive out of step; the platform's window must not see the difference. */
const jitterMs = 50;

/** The budget of one account: exact in both windows, any second and any minute, within this process. */
export function createBudget({ perSecond, perMinute }: BudgetLimits): Budget {
  return createWindowBudget([
    { calls: perSecond, withinMs: 1_000 + jitterMs },
    { calls: perMinute, withinMs: 60_000 + jitterMs },
  ]);
}

/**
 * A budget over any windows. Waiting calls hold no place: one that is aborted costs nothing.
 *
 * Not p-throttle: its strict mode records when a call was planned, not when it ran, so a busy event loop lets more
 * calls into a window than allowed, and a waiting call cannot be aborted alone.
 */
export function createWindowBudget(windows: readonly BudgetWindow[]): Budget {
  const limits = windows.filter(({ calls }) => calls > 0);
  const longest = Math.max(0, ...limits.map(({ calls }) => calls));
  const starts: number[] = [];
  let lastInLine: Promise<unknown> = Promise.resolve();

  const waitMs = () => {
    const now = performance.now();
    return Math.max(
      0,
      ...limits.map(({ calls, withinMs }) => (starts.at(-calls) ?? -Infinity) + withinMs - now),
    );
  };

  const takeTurn = async (signal: AbortSignal) => {
    for (let wait = waitMs(); wait > 0; wait = waitMs()) await sleep(Math.ceil(wait), undefined, { signal });
    signal.throwIfAborted();
    starts.push(performance.now());
    if (starts.length > longest) starts.shift();
  };

  return (signal) => {
    const turn = lastInLine.then(() => takeTurn(signal));
    lastInLine = turn.catch(() => undefined);
    return orAborted(turn, signal);
  };
}

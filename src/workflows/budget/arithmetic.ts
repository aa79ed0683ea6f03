import type { CallWindow, Lease, LeaseRequest, Slot } from '../../contract/budget';
import { LEASE_HORIZON_MS, PACE_RECOVERY_MS } from '../../contract/policies';

/** What the budget of an account remembers; plain data, carried from one execution to the next. */
export interface BudgetState {
  /** Last moment of each slot that may still count in a window, ascending. */
  readonly ends: readonly number[];
  /** No call begins before this moment. */
  readonly pausedUntil: number;
  /** Share of the limits that is lent when the pause ends; it grows back from there. */
  readonly pace: number;
  /** When all windows are empty and the pause is over. */
  readonly freeAt: number;
}

/** A budget that nobody has used yet. */
export const FRESH: BudgetState = { ends: [], pausedUntil: 0, pace: 1, freeAt: 0 };

/** Calls that one answer lends at most, so that workers share what there is: a tenth of the largest window, or these. */
const SMALLEST_SHARE = 5;

/** A slot is so much longer than what its worker may misread, for timers that come late. */
const LATE_TIMER_MS = 15;

/**
 * Lends starts of calls such that no window ever holds more than its limit, wherever in its slot each call begins: a slot
 * begins only when enough of the others have *ended* a window ago. Pure; `now` is the budget's clock.
 */
export function lend(
  before: BudgetState,
  request: LeaseRequest,
  now: number,
): { readonly state: BudgetState; readonly lease: Lease } {
  const { slotMs, wayMs } = margins(request.windows);
  const longest = Math.max(0, ...request.windows.map(({ withinMs }) => withinMs)) + wayMs;
  const state = throttle(forget(before, request.unused ?? [], now - longest), request.throttledMs, now);
  const windows = slowed(request.windows, paceAt(state, now));
  const ends = [...state.ends];
  const slots: Slot[] = [];
  const next = () =>
    Math.max(now, state.pausedUntil, ...windows.map((window) => opening(ends, window, wayMs)));
  for (let left = share(request); left > 0 && next() <= now + LEASE_HORIZON_MS; left -= 1) {
    const from = next();
    const to = from + Math.max(slotMs, request.clockUncertaintyMs + LATE_TIMER_MS);
    slots.push({ from, to });
    insert(ends, to);
  }
  const freeAt = Math.max(state.freeAt, state.pausedUntil, (ends.at(-1) ?? 0) + longest);
  return { state: { ...state, ends, freeAt }, lease: { now, slots, ...again(next() - now) } };
}

/**
 * Room between what is lent and the limits: the slot, in which a call may begin, and the way, by which one call may arrive
 * later than another (a new connection, a busy machine). As large as costs a twentieth of the pace, at most 250 ms.
 */
export function margins(windows: readonly CallWindow[]): { readonly slotMs: number; readonly wayMs: number } {
  const pace = Math.min(...windows.map(({ calls, withinMs }) => calls / withinMs));
  const room = windows.map(({ calls, withinMs }) => calls / (0.95 * pace) - withinMs);
  const marginMs = Math.floor(Math.min(250, ...room));
  const slotMs = Math.min(50, Math.floor(0.4 * marginMs));
  return { slotMs, wayMs: marginMs - slotMs };
}

/** Share of the limits that is lent at a moment, above 0 and at most 1. */
export function paceAt({ pace, pausedUntil }: BudgetState, now: number): number {
  return Math.min(1, pace + Math.max(0, now - pausedUntil) / PACE_RECOVERY_MS);
}

/** The moment from which the window takes one more call. */
function opening(ends: readonly number[], { calls, withinMs }: CallWindow, wayMs: number): number {
  const end = ends.at(-calls);
  return end === undefined ? 0 : end + withinMs + wayMs;
}

function share({ count, windows }: LeaseRequest): number {
  const largest = Math.max(0, ...windows.map(({ calls }) => calls));
  return Math.min(count, Math.max(SMALLEST_SHARE, Math.ceil(largest / 10)));
}

/** Where the next slot is out of reach it is asked for half a horizon ahead. */
function again(untilNext: number): { againMs?: number } {
  return untilNext <= LEASE_HORIZON_MS ? {} : { againMs: Math.ceil(untilNext - LEASE_HORIZON_MS / 2) };
}

function slowed(windows: readonly CallWindow[], pace: number): CallWindow[] {
  return windows.map(({ calls, withinMs }) => ({ calls: Math.max(1, Math.floor(calls * pace)), withinMs }));
}

/** A throttle answer halves the pace; answers to calls that were under way together count as one. */
function throttle(state: BudgetState, pauseMs: number | undefined, now: number): BudgetState {
  if (pauseMs === undefined) return state;
  const pausedUntil = Math.max(state.pausedUntil, now + pauseMs);
  const pace = now < state.pausedUntil ? state.pace : Math.max(0.1, paceAt(state, now) / 2);
  return { ...state, pausedUntil, pace };
}

/** Without slots that were given back and those that no window reaches any more. */
function forget(state: BudgetState, unused: readonly number[], before: number): BudgetState {
  const ends = [...state.ends];
  for (const end of unused) {
    const at = ends.indexOf(end);
    if (at >= 0) ends.splice(at, 1);
  }
  return { ...state, ends: ends.filter((end) => end > before) };
}

function insert(ends: number[], end: number): void {
  const at = ends.findIndex((other) => other > end);
  ends.splice(at < 0 ? ends.length : at, 0, end);
}

import { type BudgetState, FRESH, lend, margins, paceAt } from '../../../src/workflows/budget/arithmetic';
import type { CallWindow, LeaseRequest } from '../../../src/contract/budget';
import { LEASE_HORIZON_MS } from '../../../src/contract/policies';

const second = (calls: number): CallWindow => ({ calls, withinMs: 1_000 });
const minute = (calls: number): CallWindow => ({ calls, withinMs: 60_000 });

/** The same numbers every time. */
function randoms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** The fullest window of that length. */
function fullest(arrivals: readonly number[], withinMs: number): number {
  const sorted = [...arrivals].sort((a, b) => a - b);
  return Math.max(
    ...sorted.map((from, at) => sorted.slice(at).filter((moment) => moment < from + withinMs).length),
  );
}

/** Workers that always want more, on one budget: arrivals of their calls at the platform, in ms. */
class Simulation {
  readonly arrivals: number[] = [];
  state: BudgetState = FRESH;
  private readonly random: () => number;

  constructor(
    private readonly windows: readonly CallWindow[],
    seed: number,
  ) {
    this.random = randoms(seed);
  }

  /** @param lost share of the slots that are given back */
  run(untilMs: number, workers: number, lost = 0): void {
    const { wayMs } = margins(this.windows);
    const asksAt = Array.from({ length: workers }, () => this.random() * 200);
    const unused = asksAt.map(() => [] as number[]);
    for (;;) {
      const now = Math.min(...asksAt);
      if (now > untilMs) return;
      const worker = asksAt.indexOf(now);
      const count = 1 + Math.floor(this.random() * 12);
      const request = {
        count,
        windows: this.windows,
        clockUncertaintyMs: this.random() * 80,
        unused: unused[worker] ?? [],
      };
      const { state, lease } = lend(this.state, request, Math.floor(now));
      this.state = state;
      unused[worker] = [];
      for (const { from, to } of lease.slots) {
        expect(from).toBeLessThanOrEqual(lease.now + LEASE_HORIZON_MS);
        if (this.random() < lost) unused[worker]?.push(to);
        else this.arrivals.push(from + this.random() * (to - from) + this.random() * wayMs);
      }
      asksAt[worker] = now + Math.max(lease.againMs ?? 0, 5 + this.random() * 60);
    }
  }
}

describe.each([
  ['a second', [second(5)]],
  ['a minute', [minute(40)]],
  ['a second and a minute', [second(5), minute(100)]],
  ['a second that the minute hardly narrows', [second(5), minute(290)]],
  ['a single call', [second(1)]],
])('with limits of %s', (_, windows) => {
  test.each([1, 2, 7])('no window ever holds more, with %i workers', (workers) => {
    for (const seed of [11, 12, 13]) {
      const simulation = new Simulation(windows, seed);
      simulation.run(200_000, workers, 0.1);
      for (const { calls, withinMs } of windows)
        expect(fullest(simulation.arrivals, withinMs)).toBeLessThanOrEqual(calls);
    }
  });
});

test('nineteen twentieths of the budget are used while work waits', () => {
  for (const windows of [[second(5), minute(100)], [minute(40)]]) {
    const simulation = new Simulation(windows, 3);
    simulation.run(600_000, 2);
    const within = simulation.arrivals.filter((at) => at < 600_000).length;
    const most = 10 * Math.min(...windows.map(({ calls, withinMs }) => (calls * 60_000) / withinMs));
    expect(within / most).toBeGreaterThan(0.95);
  }
});

const ask = (count: number, more: Partial<LeaseRequest> = {}): LeaseRequest => ({
  count,
  windows: [second(2)],
  clockUncertaintyMs: 0,
  ...more,
});

test('a slot that was not used is lent again', () => {
  const first = lend(FRESH, ask(2), 10_000);
  const unused = first.lease.slots.map(({ to }) => to);
  const { lease } = lend(first.state, ask(2, { unused }), 10_100);
  expect(lease.slots.map(({ from }) => from)).toEqual([10_100, 10_100]);
});

test('asking out of reach says when to ask again, in time', () => {
  const windows = [minute(1)];
  const first = lend(FRESH, ask(1, { windows }), 10_000);
  const { lease } = lend(first.state, ask(1, { windows }), 20_000);
  expect(lease.slots).toEqual([]);
  const again = lend(first.state, ask(1, { windows }), 20_000 + (lease.againMs ?? 0)).lease;
  expect(again.slots).toHaveLength(1);
  expect(again.slots[0]?.from).toBeGreaterThan(again.now);
});

test('a throttle answer pauses, then half the pace is lent, and it grows back', () => {
  const windows = [second(10)];
  const paused = lend(FRESH, ask(0, { windows, throttledMs: 30_000 }), 10_000).state;
  expect(lend(paused, ask(1, { windows }), 20_000).lease).toMatchObject({ slots: [], againMs: 19_500 });
  const later = lend(paused, ask(10, { windows }), 40_000).lease.slots;
  expect(later.filter(({ from }) => from < 41_000)).toHaveLength(5);
  expect(paceAt(paused, 40_000)).toBe(0.5);
  expect(paceAt(paused, 40_000 + 400_000)).toBe(1);
});

test('several throttle answers at once count as one, later ones halve again', () => {
  const throttled = (state: BudgetState, now: number) =>
    lend(state, ask(0, { throttledMs: 1_000 }), now).state;
  const once = throttled(throttled(FRESH, 10_000), 10_300);
  expect(once).toMatchObject({ pace: 0.5, pausedUntil: 11_300 });
  const often = Array.from({ length: 9 }, (_, turn) => 20_000 + turn * 2_000).reduce(throttled, once);
  expect(often.pace).toBe(0.1);
  expect(lend(often, ask(1), 60_000).lease.slots).toHaveLength(1);
});

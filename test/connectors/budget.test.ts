import { createBudget, createWindowBudget, type Budget } from '../../src/connectors/budget';

/** Every call has a signal of its own, as activities have. */
const never = () => new AbortController().signal;

/** Starts of `calls` calls that all ask at once, in ms. */
async function startsOf(budget: Budget, calls: number): Promise<number[]> {
  const starts: number[] = [];
  const one = async () => {
    await budget(never());
    starts.push(performance.now());
  };
  await Promise.all(Array.from({ length: calls }, one));
  return starts;
}

/**
 * The fullest window of this length that any of the starts opens. A busy machine notices some starts late, which moves
 * them together; so the window is taken a sixth shorter.
 */
function fullest(starts: readonly number[], withinMs: number): number {
  const length = (withinMs * 5) / 6;
  return Math.max(...starts.map((from) => starts.filter((at) => at >= from && at - from < length).length));
}

/** Keeps the event loop busy, so that timers come late. */
function block(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end;);
}

test('no second ever holds more calls than allowed, and none is left unused', async () => {
  const starts = await startsOf(createBudget({ perSecond: 5, perMinute: 0 }), 12);
  expect(fullest(starts, 1_000)).toBe(5);
});

test('late timers let no more calls into a window', async () => {
  const timer = setInterval(() => block(70), 90);
  const starts = await startsOf(createWindowBudget([{ calls: 5, withinMs: 300 }]), 23);
  clearInterval(timer);
  expect(fullest(starts, 300)).toBe(5);
});

test('both windows hold at once', async () => {
  const windows = [
    { calls: 3, withinMs: 100 },
    { calls: 7, withinMs: 500 },
  ];
  const starts = await startsOf(createWindowBudget(windows), 16);
  expect(fullest(starts, 100)).toBe(3);
  expect(fullest(starts, 500)).toBe(7);
});

test('calls that pause in between are held to the sliding window, not to a fixed one', async () => {
  const budget = createWindowBudget([{ calls: 4, withinMs: 300 }]);
  const first = await startsOf(budget, 2);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const rest = await startsOf(budget, 5);
  expect(fullest([...first, ...rest], 300)).toBe(4);
});

test('calls start in the order they came', async () => {
  const budget = createWindowBudget([{ calls: 1, withinMs: 20 }]);
  const order: number[] = [];
  await Promise.all([1, 2, 3, 4].map((name) => budget(never()).then(() => order.push(name))));
  expect(order).toEqual([1, 2, 3, 4]);
});

test('an aborted call rejects at once with its reason and costs no place', async () => {
  const budget = createWindowBudget([{ calls: 1, withinMs: 400 }]);
  const reason = new Error('cancelled');
  const controller = new AbortController();
  const settled: string[] = [];
  await budget(never());
  const waiting = budget(never()).then(() => settled.push('waiting'));
  const aborted = budget(controller.signal).catch((error: unknown) => {
    settled.push('aborted');
    return error;
  });
  const last = budget(never()).then(() => settled.push('last'));
  const begin = performance.now();
  controller.abort(reason);
  expect(await aborted).toBe(reason);
  await Promise.all([waiting, last]);
  expect(settled).toEqual(['aborted', 'waiting', 'last']);
  expect((performance.now() - begin) / 400).toBeLessThan(2.7);
});

test('0 switches a limit off', async () => {
  const starts = await startsOf(createBudget({ perSecond: 0, perMinute: 0 }), 500);
  expect(starts).toHaveLength(500);
  expect(fullest(starts, 1_000)).toBeGreaterThan(100);
});

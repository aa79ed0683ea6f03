import { setTimeout as sleep } from 'node:timers/promises';
import { type Lender, SharedBudget } from '../../src/budget/shared';
import { type BudgetState, FRESH, lend } from '../../src/workflows/budget/arithmetic';
import type { LeaseRequest } from '../../src/contract/budget';

const windows = [{ calls: 5, withinMs: 1_000 }];
const never = () => new AbortController().signal;

/** The budget of an account in this process, on a clock of its own, with a way there and back. */
class Account {
  readonly requests: LeaseRequest[] = [];
  private readonly answered = new Map<string, Awaited<ReturnType<Lender>>>();
  private state: BudgetState = FRESH;
  /** Requests still to be left without an answer. */
  failing = 0;
  /** Way of an answer, in ms. */
  backMs = 5;

  readonly lender: Lender = async (request, id) => {
    await sleep(5);
    this.requests.push(request);
    const lease = this.answered.get(id) ?? this.lend(request);
    this.answered.set(id, lease);
    await sleep(this.backMs);
    if (this.failing > 0) {
      this.failing -= 1;
      throw new Error('no answer');
    }
    return lease;
  };

  part(onTrouble: (error: unknown) => void = () => undefined): SharedBudget {
    return new SharedBudget({ windows, lender: this.lender, onTrouble });
  }

  private lend(request: LeaseRequest) {
    const { state, lease } = lend(this.state, request, Math.floor(performance.now() + 1_000_000));
    this.state = state;
    return lease;
  }
}

/** Starts of so many calls that all ask at once, in ms. */
async function startsOf(part: SharedBudget, calls: number): Promise<number[]> {
  const one = async () => {
    await part.read(never());
    return performance.now();
  };
  return Promise.all(Array.from({ length: calls }, one));
}

/** A busy machine notices some starts late, which moves them together; so the window is taken a sixth shorter. */
function fullest(starts: readonly number[], withinMs = 833): number {
  return Math.max(...starts.map((from) => starts.filter((at) => at >= from && at - from < withinMs).length));
}

test('two workers together keep to the limit', async () => {
  const account = new Account();
  const starts = (await Promise.all([startsOf(account.part(), 8), startsOf(account.part(), 8)])).flat();
  expect(fullest(starts)).toBe(5);
});

test('callers that wait are asked for together', async () => {
  const account = new Account();
  const part = account.part();
  await startsOf(part, 1);
  await startsOf(part, 4);
  const counts = account.requests.map(({ count }) => count).filter((count) => count > 0);
  expect(counts.slice(0, 2)).toEqual([1, 4]);
  expect(counts.length).toBeLessThan(6);
});

test('an aborted caller rejects at once with its reason, and its slot is given back', async () => {
  const account = new Account();
  const part = account.part();
  const controller = new AbortController();
  const aborted = part.read(controller.signal).catch((error: unknown) => error);
  while (!account.requests.some(({ count }) => count > 0)) await sleep(1);
  const reason = new Error('cancelled');
  controller.abort(reason);
  expect(await aborted).toBe(reason);
  await sleep(50);
  await startsOf(part, 1);
  expect(account.requests.at(-1)?.unused).toHaveLength(1);
});

test('a lease whose answer is lost is asked for again under the same id, and lends nothing twice', async () => {
  const account = new Account();
  account.failing = 1;
  const troubles: unknown[] = [];
  const starts = await startsOf(
    account.part((error) => void troubles.push(error)),
    5,
  );
  expect(troubles).toHaveLength(1);
  expect(fullest(starts)).toBeLessThanOrEqual(5);
});

test('while nobody answers callers wait, and can be aborted', async () => {
  const account = new Account();
  account.failing = Infinity;
  const part = account.part();
  const controller = new AbortController();
  const waiting = part.read(controller.signal).catch((error: unknown) => error);
  await sleep(100);
  controller.abort('stopped');
  expect(await waiting).toBe('stopped');
  const before = account.requests.length;
  await sleep(700);
  expect(account.requests.length).toBeLessThanOrEqual(before + 1);
});

test('answers that come late are made up for with longer slots', async () => {
  const account = new Account();
  const part = account.part();
  await startsOf(part, 1);
  account.backMs = 150;
  expect(fullest(await startsOf(part, 7))).toBeLessThanOrEqual(5);
  expect(account.requests.length).toBeLessThan(20);
});

test('who may is sent away, who may not stays in line', async () => {
  const account = new Account();
  const part = account.part();
  await startsOf(part, 5);
  const stopping = new Error('stopping');
  const written = part.write(never());
  const read = part.read(never());
  part.dismiss(stopping);
  await expect(read).rejects.toBe(stopping);
  await expect(part.read(never())).rejects.toBe(stopping);
  await expect(written).resolves.toBeUndefined();
});

test('a throttle answer of one worker pauses the other', async () => {
  const account = new Account();
  const [one, other] = [account.part(), account.part()];
  await Promise.all([startsOf(one, 1), startsOf(other, 1)]);
  const begin = performance.now();
  one.throttled(1_500);
  await sleep(50);
  const [start = 0] = await startsOf(other, 1);
  expect((start - begin) / 1_500).toBeGreaterThan(0.9);
});

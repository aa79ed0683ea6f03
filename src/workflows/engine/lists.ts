import type { PageOfRun } from '../../contract/page';
import type { Contradiction } from '../../contract/listEvidence';
import { asksForChanges, countSlices, divide } from './slices';
import { List, type ListSnapshot, type Reading } from './list';
import type { Plan, Progress, SliceRead } from '../../contract/run';

/** Where the lists of a run stand, as it is carried from one execution to the next: bounded by the run's concurrency. */
export interface ListsSnapshot {
  /** Slices from this position on have not been begun. */
  readonly next: number;
  /** Slices before it that have not been begun either. */
  readonly left: readonly number[];
  /** Lists that are begun and not at their end, oldest first. */
  readonly begun: readonly ListSnapshot[];
  /** The first list that contradicted itself each time it was read. */
  readonly contradictory?: ContradictoryList | undefined;
}

/** A list that contradicted itself each time it was read: rows may have been passed over. */
export interface ContradictoryList extends Pick<PageOfRun, 'slice'> {
  readonly contradiction: Contradiction;
}

/** Lists of a run that has begun none. */
const NONE: ListsSnapshot = { next: 0, left: [], begun: [] };

/**
 * The lists of a run: the slices of its window, several at a time, and then what changed while they were read.
 * Neighbouring slices are never read at once: they share a second, and its records would be written twice.
 */
export class Lists {
  private next: number;
  private readonly left: number[];
  /** Begun by an execution before, and not taken up again yet. */
  private readonly waiting: List[];
  private readonly open: List[] = [];
  private readonly total: number;
  private contradictory: ContradictoryList | undefined;
  private isChangedRead: boolean;

  constructor(
    private readonly reading: Reading,
    from: ListsSnapshot = NONE,
  ) {
    const { table, plan } = reading;
    const { next, left, begun, contradictory } = from;
    this.next = next;
    this.left = [...left];
    this.waiting = begun.map((list) => new List(reading, list));
    this.contradictory = contradictory;
    this.total = countSlices(plan);
    this.isChangedRead = !asksForChanges(table, plan);
  }

  /** Lists being read, oldest first. */
  get begun(): readonly List[] {
    return [...this.waiting, ...this.open].sort((one, other) => one.slice - other.slice);
  }

  /** Slices read to their end. */
  get slicesDone(): number {
    const begun = this.begun.filter(({ slice }) => slice < this.total);
    return Math.min(this.next, this.total) - this.left.length - begun.length;
  }

  /** The first list that contradicted itself each time it was read. */
  get firstContradictory(): ContradictoryList | undefined {
    return this.contradictory;
  }

  get isUnfinished(): boolean {
    return this.slicesDone < this.total || !this.isChangedRead;
  }

  /** Whether `take` has a list. */
  get isReady(): boolean {
    return this.waiting.length > 0 || this.following() !== undefined;
  }

  /** A list that nobody reads, the oldest first; undefined while each that is left has to wait for one that is being read. */
  take(): List | undefined {
    const list = this.waiting.shift() ?? this.takeFollowing();
    if (list) this.open.push(list);
    return list;
  }

  /** A list was read to its end. */
  close(list: List): void {
    this.open.splice(this.open.indexOf(list), 1);
    const { contradiction } = list;
    if (contradiction) this.contradictory ??= { contradiction, ...list.name };
    if (list.slice >= this.total) this.isChangedRead = true;
  }

  /** For the run's continuation; only meaningful while no page is in flight. */
  snapshot(): ListsSnapshot {
    const { next, left, contradictory } = this;
    return { next, left: [...left], begun: this.begun.map((list) => list.snapshot()), contradictory };
  }

  private takeFollowing(): List | undefined {
    const slice = this.following();
    if (slice === undefined) return undefined;
    const passed = this.left.indexOf(slice);
    if (passed >= 0) this.left.splice(passed, 1);
    for (; this.next < slice; this.next += 1) this.left.push(this.next);
    this.next = Math.max(this.next, slice + 1);
    return new List(this.reading, { slice });
  }

  /** The oldest list that may be begun now. */
  private following(): number | undefined {
    const passed = this.left.find((slice) => this.isApart(slice));
    if (passed !== undefined) return passed;
    for (let slice = this.next; slice < this.total; slice += 1) if (this.isApart(slice)) return slice;
    return this.isChangedRead || this.slicesDone < this.total || this.begun.length > 0
      ? undefined
      : this.total;
  }

  private isApart(slice: number): boolean {
    return this.begun.every((list) => Math.abs(list.slice - slice) > 1);
  }
}

/** Where a run stands in its lists. */
export function listProgress(
  plan?: Plan,
  lists?: Lists,
): Pick<Progress, 'inFlight' | 'nextPage' | 'concurrency'> {
  const begun = lists?.begun ?? [];
  const { lists: atOnce, pages } = plan ? divide(plan) : { lists: 0, pages: 0 };
  return {
    inFlight: begun.flatMap(inFlightOf).sort((a, b) => a - b),
    nextPage: begun[0]?.nextPage ?? 1,
    concurrency: atOnce * pages,
  };
}

/** How far a run with a window is; the estimate holds the pace of the slices read so far. */
export function windowProgress(
  plan: Plan | undefined,
  lists: Lists | undefined,
  startedAt: string,
): Pick<Progress, 'window' | 'slices' | 'expectedAt'> {
  if (!plan?.window || !lists) return {};
  const { from, to } = plan.window;
  const total = countSlices(plan);
  const done = lists.slicesDone;
  const reading = lists.begun.flatMap(sliceRead);
  const begun = Date.parse(startedAt);
  const expected = done === 0 || done === total ? undefined : begun + ((Date.now() - begun) * total) / done;
  return {
    window: { from, to },
    slices: { done, total, ...(reading.length > 0 ? { reading } : {}) },
    ...(expected === undefined ? {} : { expectedAt: new Date(expected).toISOString() }),
  };
}

function sliceRead(list: List): SliceRead[] {
  const { slice } = list.name;
  if (slice === undefined) return [];
  return [{ slice, inFlight: inFlightOf(list), nextPage: list.nextPage }];
}

function inFlightOf({ inFlight }: List): number[] {
  return [...inFlight].sort((a, b) => a - b);
}

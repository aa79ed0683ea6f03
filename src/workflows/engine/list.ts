import type { ChangedPage, PageReference, Plan } from '../../activities/contract';
import { changesSince } from './changed';
import type { PageOfRun } from './pageName';
import { FIRST_PAGE, PageCounter, type PagesSnapshot } from './pages';
import type { SchemeTable } from './scheme';
import { countSlices, sliceName } from './slices';
import { pageReference } from './task';

/** What a list is read by. */
export interface Reading {
  readonly table: SchemeTable;
  readonly plan: Plan;
  readonly startedAt: string;
  /** Asks for the number of pages of a list. */
  readonly countPages: (task: PageReference, at: Pick<PageOfRun, 'slice'>) => Promise<number>;
}

/** Where a list stands that has been begun, as it is carried from one execution to the next. */
export interface ListSnapshot {
  /** Position in the plan's slices; the number of slices for what changed while they were read. */
  readonly slice: number;
  readonly changed?: ChangedPage | undefined;
  readonly pages: PagesSnapshot;
}

/** One list of a run, read page by page in its own safe order: a slice of its window, or what changed while they were read. */
export class List {
  readonly slice: number;
  /** Pages being moved or audited. */
  readonly inFlight = new Set<number>();
  private counter: PageCounter;
  private isBegun: boolean;
  private changed: ChangedPage | undefined;

  constructor(
    private readonly reading: Reading,
    from: Pick<ListSnapshot, 'slice'> & Partial<ListSnapshot>,
  ) {
    this.slice = from.slice;
    this.changed = from.changed;
    this.counter = new PageCounter(from.pages);
    this.isBegun = from.pages !== undefined;
  }

  get pages(): PageCounter {
    return this.counter;
  }

  /** What the list goes by where the run reads several. */
  get name(): Pick<PageOfRun, 'slice'> {
    const { plan } = this.reading;
    const slice = this.slice < countSlices(plan) ? sliceName(plan, this.slice) : 'changed';
    return slice === undefined ? {} : { slice };
  }

  /** Whether rows of the list may have been booked before. */
  get isRepeat(): boolean {
    return this.counter.rereads > 0 || this.changed !== undefined;
  }

  /** The reference to a page that is about to be moved. */
  task(number: number): PageReference {
    return this.taskAfter(number, this.counter.cursor);
  }

  /** Makes the list ready, unless an execution before has begun it. */
  async begin(): Promise<void> {
    if (this.isBegun) return;
    const { table, plan, startedAt } = this.reading;
    if (this.slice >= countSlices(plan)) this.changed = changesSince(startedAt, Date.now(), table, plan);
    this.counter = await this.firstPages();
    this.isBegun = true;
  }

  /** Whether the list, read to its end, has to be read again since it moved meanwhile; makes it ready for that. */
  async beginAgain(): Promise<boolean> {
    const { hasMore, hasMoved, rereads } = this.counter;
    if (hasMore || !hasMoved || rereads >= (this.reading.plan.rereads ?? 0)) return false;
    this.counter = await this.firstPages(rereads + 1);
    return true;
  }

  /** Where the list stands; only meaningful once it is begun and while no page is in flight. */
  snapshot(): ListSnapshot {
    const { slice, changed } = this;
    return { slice, ...(changed ? { changed } : {}), pages: this.counter.snapshot() };
  }

  /** Where rows may leave a list its pages are counted first, and read from the last to the first. */
  private async firstPages(rereads = 0): Promise<PageCounter> {
    const { plan, countPages } = this.reading;
    if (plan.paging !== 'from-last') return new PageCounter({ ...FIRST_PAGE, rereads });
    const count = await countPages(this.taskAfter(1), this.name);
    const last = { next: count, down: true, fingerprint: '' };
    return new PageCounter({ ...(count > 1 ? last : FIRST_PAGE), rereads });
  }

  private taskAfter(number: number, after?: string): PageReference {
    const { table, plan } = this.reading;
    return pageReference(table, plan, number, { slice: this.slice, changed: this.changed, after });
  }
}

import type { ChangedPage, Plan } from '../../activities/contract';
import type { Carry } from './carry';
import { asksForChanges, changesSince } from './changed';
import { FIRST_PAGE, PageCounter } from './pages';
import type { SchemeTable } from './scheme';
import type { Steps } from './steps';
import { pageTask, type PlaceInRun } from './task';

/** The lists of a run, one after the other: the slices of its window, and what changed while they were read. */
export class Lists {
  private counter: PageCounter;
  private position: number;
  private isBegun: boolean;
  private moved: boolean;
  private changed: ChangedPage | undefined;

  constructor(
    private readonly table: SchemeTable,
    private readonly steps: Steps,
    private readonly startedAt: string,
    carry?: Carry,
  ) {
    this.counter = new PageCounter(carry?.pages);
    this.position = carry?.slice ?? 0;
    this.isBegun = carry?.pages !== undefined;
    this.moved = carry?.hasMoved ?? false;
    this.changed = carry?.changed;
  }

  /** The pages of the list that is being read. */
  get pages(): PageCounter {
    return this.counter;
  }

  /** Position of that list; slices come first. */
  get slice(): number {
    return this.position;
  }

  get place(): PlaceInRun {
    return { slice: this.position, changed: this.changed, after: this.counter.cursor };
  }

  /** A page of the list as people see it on the run's page: numbers begin anew with each slice. */
  nameOf(plan: Plan, number: number): string {
    return [...this.listName(plan), `page ${number}`].join(' · ');
  }

  /** Whether rows of the list may have been booked before. */
  get isRepeat(): boolean {
    return this.counter.rereads > 0 || this.changed !== undefined;
  }

  /** Whether a list still moved when it was read for the last time. */
  get hasMoved(): boolean {
    return this.moved;
  }

  isUnfinished(plan: Plan): boolean {
    return this.position < plan.slices.length + (asksForChanges(this.table, plan) ? 1 : 0);
  }

  /** Makes the list ready, unless an execution before has begun it. */
  async begin(plan: Plan): Promise<void> {
    if (this.isBegun) return;
    this.isBegun = true;
    if (this.position === plan.slices.length)
      this.changed = changesSince(this.startedAt, Date.now(), this.table, plan);
    this.counter = await this.firstPages(plan);
  }

  /** Whether the list, read to its end, has to be read again since it moved meanwhile; makes it ready for that. */
  async beginAgain(plan: Plan): Promise<boolean> {
    const { hasMore, hasMoved, rereads } = this.counter;
    if (hasMore || !hasMoved || rereads >= (plan.rereads ?? 0)) return false;
    this.counter = await this.firstPages(plan, rereads + 1);
    return true;
  }

  /** The list was read to its end. */
  next(plan: Plan): void {
    this.moved ||= plan.rereads !== undefined && this.counter.hasMoved;
    this.position += 1;
    this.isBegun = false;
  }

  /** Where the lists stand, for the run's continuation. */
  carry(): Pick<Carry, 'slice' | 'pages' | 'hasMoved' | 'changed'> {
    return {
      slice: this.position,
      ...(this.isBegun ? { pages: this.counter.snapshot() } : {}),
      ...(this.moved ? { hasMoved: true } : {}),
      ...(this.changed ? { changed: this.changed } : {}),
    };
  }

  private listName({ slices }: Plan): string[] {
    if (this.changed) return ['changed meanwhile'];
    const from = slices.length > 1 ? slices[this.position]?.['WINDOW_FROM|datetime'] : undefined;
    return from === undefined ? [] : [from.replace(/ 00:00:00$/, '')];
  }

  /** Where rows may leave a list its pages are counted first, and read from the last to the first. */
  private async firstPages(plan: Plan, rereads = 0): Promise<PageCounter> {
    if (plan.paging !== 'from-last') return new PageCounter({ ...FIRST_PAGE, rereads });
    const task = pageTask(this.table, plan, 1, { ...this.place, after: undefined });
    const summary = [...this.listName(plan), 'count pages'].join(' · ');
    const count = await this.steps.countPages(plan).executeWithOptions({ summary }, [task]);
    const last = { next: count, down: true, fingerprint: '' };
    return new PageCounter({ ...(count > 1 ? last : FIRST_PAGE), rereads });
  }
}

import type { SchemeTable } from '../../contract/scheme';
import type { ChangedPage, PageSynced, PageReference, PageOfRun } from '../../contract/page';
import type { Plan } from '../../contract/run';
import type { Contradiction } from '../../contract/listEvidence';
import { ListReading, type ReadingSnapshot } from '../../contract/listReading';
import { halvesOf, spanOf, type Span, within } from '../../contract/time';
import { LIST_REREADS } from '../../contract/policies';
import { changesSince, divide, beginningName, countSlices, sliceName } from './slices';
import { activityFailure, pageReference } from './activities';

/** What a list is read by. */
export interface Reading {
  readonly table: SchemeTable;
  readonly plan: Plan;
  readonly startedAt: string;
  /** Asks for the number of pages of a list. */
  readonly countPages: (task: PageReference, at: Pick<PageOfRun, 'slice'>) => Promise<number>;
}

/** A half of a list, or a half of that, whose pages lie less deep. */
interface Part extends Span {
  /** Whether rows of it may have been counted before it was cut. */
  readonly isRepeat: boolean;
}

/** Where a list stands, as it is carried from one execution to the next. */
export interface ListSnapshot {
  /** Position in the plan's slices; the number of slices for what changed while they were read. */
  readonly slice: number;
  readonly changed?: ChangedPage | undefined;
  /** Parts that are left, the one being read first; absent where the list is read whole. */
  readonly parts?: readonly Part[] | undefined;
  /** Absent before the list, or its next part, is begun. */
  readonly pages?: ReadingSnapshot | undefined;
  /** How often it was read before, since it contradicted itself. */
  readonly rereads: number;
  /** Whether pages that the list counts were empty each time: it is then read from the first. */
  readonly isMiscounted: boolean;
  /** In what a part that is read already contradicted itself each time. */
  readonly contradiction?: Contradiction | undefined;
}

/** One list of a run, read page by page in its own safe order: a slice of its window, or what changed while they were read. */
export class List {
  readonly slice: number;
  /** Pages being synced or audited. */
  readonly inFlight = new Set<number>();
  private changed: ChangedPage | undefined;
  private parts: readonly Part[] | undefined;
  private pages: ListReading | undefined;
  private rereads: number;
  private isMiscounted: boolean;
  private done = false;
  private unresolved: Contradiction | undefined;

  constructor(
    private readonly reading: Reading,
    from: Pick<ListSnapshot, 'slice'> & Partial<ListSnapshot>,
  ) {
    this.slice = from.slice;
    this.changed = from.changed;
    this.parts = from.parts;
    this.rereads = from.rereads ?? 0;
    this.isMiscounted = from.isMiscounted ?? false;
    this.unresolved = from.contradiction;
    this.pages = from.pages && new ListReading(this.order(), from.pages);
  }

  /** What the list goes by where the run reads several, or where it is read in parts. */
  get name(): Pick<PageOfRun, 'slice'> {
    const { plan } = this.reading;
    if (this.slice >= countSlices(plan)) return { slice: 'changed' };
    const [part] = this.parts ?? [];
    const slice = part ? beginningName(part.from) : sliceName(plan, this.slice);
    return slice === undefined ? {} : { slice };
  }

  /** Whether rows of the list may have been counted before. */
  get isRepeat(): boolean {
    return this.rereads > 0 || this.changed !== undefined || this.parts?.[0]?.isRepeat === true;
  }

  /** Whether a page can be taken. */
  get hasMore(): boolean {
    return this.pages?.hasMore === true;
  }

  /** Whether the list was read to its end, as often as it had to be. */
  get isDone(): boolean {
    return this.done;
  }

  /** In what the list still contradicted itself when it was read for the last time. */
  get contradiction(): Contradiction | undefined {
    return this.unresolved;
  }

  get nextPage(): number {
    return this.pages?.nextPage ?? 1;
  }

  /** The next page number. Call only while `hasMore`. */
  take(): number {
    return this.begun.take();
  }

  /** The reference to a page that is about to be synced. */
  task(number: number): PageReference {
    const task = this.taskAfter(number, this.begun.cursor);
    const span = number > 1 && divide(this.reading.plan).pages === 1 ? spanOf(task) : undefined;
    return span && halvesOf(span) ? { ...task, mayBeDeep: true } : task;
  }

  /** Notes what a page showed. */
  returned(number: number, { evidence }: Pick<PageSynced, 'evidence'>): void {
    this.begun.returned(number, evidence);
  }

  /** Makes the list, or its next part, ready, unless an execution before has begun it. */
  async begin(): Promise<void> {
    if (this.pages) return;
    const { table, plan, startedAt, countPages } = this.reading;
    if (this.slice >= countSlices(plan)) this.changed ??= changesSince(startedAt, Date.now(), table, plan);
    // Where rows may leave a list its pages are counted first, and read from the last to the first.
    const isCounted = plan.paging === 'from-last' && !this.isMiscounted;
    const count = isCounted ? await countPages(this.taskAfter(1), this.name) : 1;
    this.pages = new ListReading(this.order(count));
  }

  /**
   * Whether there is something left to read once no page is in flight: further pages, the list once more since it
   * contradicted itself, or its next part. `begin` makes that ready.
   */
  goesOn(): boolean {
    if (!this.pages || this.pages.goesOn()) return true;
    const { contradiction } = this.pages;
    this.pages = undefined;
    if (contradiction && this.rereads < LIST_REREADS) {
      this.rereads += 1;
      this.isMiscounted = this.rereads === LIST_REREADS && contradiction.kind === 'empty';
      return true;
    }
    this.unresolved ??= contradiction;
    this.parts = this.parts?.slice(1);
    this.rereads = 0;
    this.isMiscounted = false;
    this.done = (this.parts?.length ?? 0) === 0;
    return !this.done;
  }

  /** Cuts what is being read in two, each with pages that lie half as deep, and goes on with the first half. */
  halve(): void {
    const [part, ...others] = this.parts ?? [];
    const span = part ?? spanOf(this.taskAfter(1));
    const halves = span && halvesOf(span);
    if (!halves) return;
    const isRepeat = this.isRepeat || this.begun.hasBegun;
    this.parts = [...halves.map((half) => ({ ...half, isRepeat })), ...others];
    this.pages = undefined;
    this.rereads = 0;
    this.isMiscounted = false;
  }

  /** Where the list stands; only meaningful while no page is in flight. */
  snapshot(): ListSnapshot {
    const { slice, changed, parts, rereads, isMiscounted, unresolved: contradiction } = this;
    return { slice, changed, parts, rereads, isMiscounted, contradiction, pages: this.pages?.snapshot() };
  }

  private get begun(): ListReading {
    if (!this.pages) throw new Error('the list is not begun');
    return this.pages;
  }

  private order(count?: number) {
    const { paging, pageSize: size } = this.reading.plan;
    return { paging, size, ...(count === undefined ? {} : { count }) };
  }

  private taskAfter(number: number, after?: string): PageReference {
    const { table, plan } = this.reading;
    const task = pageReference(table, plan, number, { slice: this.slice, changed: this.changed, after });
    const [part] = this.parts ?? [];
    return part ? within(task, part) : task;
  }
}

/** Whether a page failed for its depth: the first page of its list answers, and it does not. */
export function isDeepPage(error: unknown): boolean {
  return activityFailure(error)?.type === 'DeepPage';
}

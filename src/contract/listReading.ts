import { type Contradiction, Evidence, type EvidenceSnapshot, type PageEvidence } from './listEvidence';

/** How a list is read. */
export interface ListOrder {
  readonly paging: 'number' | 'from-last' | 'key';
  /** Rows a page that are asked for. */
  readonly size: number;
  /** With paging from the last page: pages of the list as its first page counts them; read forwards where that is 1. */
  readonly count?: number;
}

/** Where a list stands, as it is carried from one execution of a run to the next: at most 20 KB, whatever its length. */
export interface ReadingSnapshot {
  /** Number of the next page. */
  readonly next: number;
  /** The last page to ask for, once one is known; of a list that is read down, the counted one. */
  readonly last?: number | undefined;
  readonly isDown: boolean;
  /** Of a list that is read down: a page beyond the counted end that comes next. */
  readonly beyond?: number | undefined;
  /** With paging by key: what the next page begins after. */
  readonly cursor?: string | undefined;
  /** The page with the highest number so far. */
  readonly tail: { readonly page: number; readonly rows: number; readonly hasNext: boolean };
  /** Why no further page is asked for although the list goes on. */
  readonly stopped?: Contradiction | undefined;
  readonly evidence: EvidenceSnapshot;
}

/** Pages beyond the counted end that a list may have grown by while it is read. */
const MOST_BEYOND = 100;

/** Pages of one list: a million rows of fifty a page. */
const MOST_PAGES = 20_000;

/** Pages of a list whose every page begins after the one before: it can only go on. */
const MOST_KEYED = 100_000;

/**
 * One list from its first page to its last, or down to the first: which page comes next, and whether the end is one.
 * Runs and reconciliations share it, so that what one of them takes for the end the other does too.
 */
export class ListReading {
  private readonly evidence: Evidence;
  private state: Omit<ReadingSnapshot, 'evidence'>;

  constructor(
    private readonly order: ListOrder,
    from?: ReadingSnapshot,
  ) {
    const { evidence, ...state } = from ?? { evidence: undefined, ...beginning(order) };
    this.evidence = new Evidence(order.size, evidence);
    this.state = state;
  }

  /** The page that will be handed out next. */
  get nextPage(): number {
    return this.state.beyond ?? this.state.next;
  }

  /** Whether a page has returned. */
  get hasBegun(): boolean {
    return this.state.tail.page > 0;
  }

  /** Whether there is, or may be, a further page. */
  get hasMore(): boolean {
    const { beyond, next, last, isDown } = this.state;
    if (beyond !== undefined) return true;
    return isDown ? next >= 1 : next <= (last ?? Number.POSITIVE_INFINITY);
  }

  /** With paging by key: what the next page begins after. */
  get cursor(): string | undefined {
    return this.state.cursor;
  }

  /** The next page number. Call only while `hasMore`. */
  take(): number {
    const { beyond, next, isDown } = this.state;
    if (beyond !== undefined) this.state = { ...this.state, beyond: undefined };
    else this.state = { ...this.state, next: next + (isDown ? -1 : 1) };
    return beyond ?? next;
  }

  /** Notes what a page showed. */
  returned(page: number, seen: PageEvidence): void {
    const before = this.state;
    const isRepeated = this.evidence.add(page, seen);
    const { rows, hasNext, cursor } = seen;
    const tail = page >= before.tail.page ? { page, rows, hasNext } : before.tail;
    this.state = { ...before, tail, cursor: cursor ?? before.cursor };
    const stopped = this.whyStop(page, seen, before);
    if (stopped) return this.stop(stopped);
    if (before.isDown) this.returnedDown(page, seen, isRepeated);
    else if (this.isEnd(page, seen))
      this.state = { ...this.state, last: Math.min(before.last ?? page, page) };
  }

  /**
   * Once all pages have returned and none is left: whether one more is needed to tell that the list has ended, since a
   * full page came last, or fewer records than are counted. Then that page is handed out.
   */
  goesOn(): boolean {
    if (this.hasMore) return true;
    const { tail, isDown, stopped } = this.state;
    if (stopped || this.order.paging === 'key' || tail.rows === 0) return false;
    const { isShort: isMissing, isRepeating } = this.evidence;
    // What came twice came in the place of what is missing: a further page changes nothing.
    if (isMissing && isRepeating) return false;
    const isOpen = !isDown && (tail.hasNext || this.isUnconfirmed(tail.page, tail.rows));
    if (!isMissing && !isOpen) return false;
    const following = tail.page + 1;
    this.state = {
      ...this.state,
      ...(isDown ? { beyond: following } : { last: following, next: following }),
    };
    return true;
  }

  /** In what the list contradicts itself, once it is read to its end: rows may have been passed over. */
  get contradiction(): Contradiction | undefined {
    const { stopped, isDown } = this.state;
    return stopped ?? this.evidence.contradiction({ paging: this.order.paging, isDown });
  }

  /** Where the list stands; only meaningful while no page is in flight. */
  snapshot(): ReadingSnapshot {
    return { ...this.state, evidence: this.evidence.snapshot() };
  }

  private isEnd(page: number, { rows, hasNext }: PageEvidence): boolean {
    if (this.order.paging === 'key') return !hasNext;
    const isCounted = page < this.evidence.pagesCounted;
    return (rows === 0 && this.evidence.isDry) || (!hasNext && !isCounted);
  }

  /** The list may have grown since its pages were counted: what lies beyond the first page read comes next. */
  private returnedDown(page: number, { rows, hasNext }: PageEvidence, isRepeated: boolean): void {
    const { last = 1 } = this.state;
    if (page < last || rows === 0 || isRepeated) return;
    if (hasNext || this.isUnconfirmed(page, rows)) this.state = { ...this.state, beyond: page + 1 };
  }

  private isUnconfirmed(page: number, rows: number): boolean {
    return rows >= this.order.size && !this.evidence.endsWith(page, !this.state.isDown);
  }

  private whyStop(
    page: number,
    { cursor, rows, hasNext }: PageEvidence,
    before: Pick<ReadingSnapshot, 'cursor' | 'isDown' | 'last'>,
  ): Contradiction | undefined {
    const { paging } = this.order;
    if (paging === 'key') {
      const stands = hasNext && (cursor === undefined || cursor === before.cursor);
      if (stands) return { kind: 'repeated', page };
      return page >= MOST_KEYED && hasNext ? { kind: 'endless', page } : undefined;
    }
    if (this.evidence.isStuck) return { kind: 'repeated', page };
    if (this.evidence.isDry && (before.isDown || hasNext))
      return { kind: 'empty', page, counted: before.last ?? page };
    const counted = before.isDown ? (before.last ?? 1) : this.evidence.pagesCounted;
    const most = counted > 1 ? Math.min(MOST_PAGES, counted + MOST_BEYOND) : MOST_PAGES;
    return page >= most && rows > 0 ? { kind: 'endless', page } : undefined;
  }

  private stop(stopped: Contradiction): void {
    const { isDown, next } = this.state;
    const end = isDown
      ? { next: 0, beyond: undefined }
      : { last: Math.min(next - 1, this.state.last ?? next) };
    this.state = { ...this.state, stopped, ...end };
  }
}

/** A list that is searched or shown from its first page on, whatever the order in which a run reads it. */
export function forwards({
  paging,
  pageSize,
}: {
  paging: ListOrder['paging'];
  pageSize: number;
}): ListReading {
  return new ListReading({ paging: paging === 'key' ? paging : 'number', size: pageSize });
}

function beginning({ paging, count = 1 }: ListOrder): Omit<ReadingSnapshot, 'evidence'> {
  const tail = { page: 0, rows: 0, hasNext: true };
  // A count beyond all reason is no place to begin at.
  if (paging !== 'from-last' || count <= 1 || count > MOST_PAGES) return { next: 1, isDown: false, tail };
  return { next: count, last: count, isDown: true, tail };
}

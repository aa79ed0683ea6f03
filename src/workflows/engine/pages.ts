import { ApplicationFailure } from '@temporalio/workflow';
import type { PageMoved } from '../../activities/contract';

/** Where a list of pages stands, as it is carried from one execution to the next. */
export interface PagesSnapshot {
  /** Number of the next page. */
  readonly next: number;
  /** With paging from the last page: whether pages are counted down. */
  readonly down: boolean;
  /** With paging from the last page: pages beyond the counted end that come first; absent where there are none. */
  readonly beyond?: readonly number[];
  /** Fingerprint of the page handed out last. */
  readonly fingerprint: string;
  /** With paging by key: what the next page begins after. */
  readonly cursor?: string | undefined;
  /** Rows of the list as the pages counted them, and rows read. */
  readonly tally?: Tally;
  /** How often the list was read before, since it moved meanwhile. */
  readonly rereads?: number;
}

/** What pages said of the list's length; `fewest` and `most` are absent where the platform does not count. */
interface Tally {
  readonly fewest?: number;
  readonly most?: number;
  readonly read: number;
}

/** The first page of a list that is read forwards. */
export const FIRST_PAGE: PagesSnapshot = { next: 1, down: false, fingerprint: '' };

/** Hands page numbers to the lanes: forwards until the source says that there is no further page, or down to the first. */
export class PageCounter {
  private next: number;
  private last = Number.POSITIVE_INFINITY;
  private lastTaken: number;
  private lastCursor: string | undefined;
  private readonly down: boolean;
  private readonly beyond: number[];
  private readonly fingerprints = new Map<number, string>();
  private tally: Tally;
  /** How often the list was read before, since it moved meanwhile. */
  readonly rereads: number;

  constructor(from: PagesSnapshot = FIRST_PAGE) {
    this.next = from.next;
    this.down = from.down;
    this.beyond = [...(from.beyond ?? [])];
    this.lastCursor = from.cursor;
    this.tally = from.tally ?? { read: 0 };
    this.rereads = from.rereads ?? 0;
    this.lastTaken = from.down ? from.next + 1 : from.next - 1;
    if (from.fingerprint) this.fingerprints.set(this.lastTaken, from.fingerprint);
  }

  /** The page that will be handed out next. */
  get nextPage(): number {
    return this.beyond[0] ?? this.next;
  }

  /** Whether there is, or may be, a further page. */
  get hasMore(): boolean {
    if (this.beyond.length > 0) return true;
    return this.down ? this.next >= 1 : this.next <= this.last;
  }

  /** With paging by key: what the next page begins after. */
  get cursor(): string | undefined {
    return this.lastCursor;
  }

  /** The next page number. Call only while `hasMore`. */
  take(): number {
    const beyond = this.beyond.shift();
    if (beyond !== undefined) return beyond;
    this.lastTaken = this.next;
    this.next += this.down ? -1 : 1;
    return this.lastTaken;
  }

  /** Where the list stands; only meaningful when no page is in flight. */
  snapshot(): PagesSnapshot {
    const fingerprint = this.fingerprints.get(this.lastTaken) ?? '';
    const { next, down, lastCursor: cursor, tally, rereads } = this;
    const beyond = this.beyond.length > 0 ? { beyond: [...this.beyond] } : {};
    return { next, down, ...beyond, fingerprint, cursor, tally, rereads };
  }

  /**
   * Whether rows may have been passed over, because the list changed while it was read: read forwards when its length
   * changed at all; read from the last page when it grew, since rows that leave it move others only to where they are
   * still read. Only changes of a count are trusted: a count itself may be wrong for good.
   */
  get hasMoved(): boolean {
    const { fewest, most, read } = this.tally;
    if (fewest === undefined || most === undefined) return false;
    return most > fewest && (!this.down || read < most);
  }

  /**
   * Notes what a page said about the pages after it.
   * @throws ApplicationFailure `ProtocolViolation` when the source serves the same page again and again
   */
  returned(page: number, moved: PageMoved): void {
    this.lastCursor = moved.cursor ?? this.lastCursor;
    this.tally = counted(this.tally, moved);
    this.fingerprints.set(page, moved.fingerprint);
    this.fingerprints.delete(this.down ? page + REMEMBERED : page - REMEMBERED);
    if (this.down) return this.returnedDown(page, moved);
    if (!moved.hasNext) this.last = Math.min(this.last, page);
    if (moved.hasNext) this.assertDifferent(page - 1, page);
    if (this.last > page + 1) this.assertDifferent(page, page + 1);
  }

  /** The list has grown since its pages were counted: what lies beyond the first page read comes next. */
  private returnedDown(page: number, moved: PageMoved): void {
    if (!moved.hasNext || this.fingerprints.has(page + 1)) return;
    this.beyond.push(page + 1);
  }

  private assertDifferent(page: number, following: number): void {
    const fingerprint = this.fingerprints.get(following);
    if (!fingerprint || this.fingerprints.get(page) !== fingerprint) return;
    throw ApplicationFailure.nonRetryable(
      `page ${following} holds the same records as page ${page} and the source says there are more: it does not page on`,
      'ProtocolViolation',
    );
  }
}

/** A page beyond the end may count nothing: it says nothing of the list. */
function counted({ fewest, most, read }: Tally, { total, read: rows }: PageMoved): Tally {
  if (total === undefined || rows === 0) return { fewest, most, read: read + rows } as Tally;
  return {
    fewest: Math.min(fewest ?? total, total),
    most: Math.max(most ?? total, total),
    read: read + rows,
  };
}

/** Pages whose fingerprints are kept: more than lanes can be apart. */
const REMEMBERED = 200;

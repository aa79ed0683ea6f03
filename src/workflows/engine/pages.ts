import { ApplicationFailure } from '@temporalio/workflow';
import type { PageMoved } from '../../activities/contract';

/** Pages of one execution; then the run continues as new, so that its history stays short (about 1,000 events). */
export const PAGES_PER_EXECUTION = 100;

/** Hands page numbers to the lanes until the source says that there is no further page. */
export class PageCounter {
  private last = Number.POSITIVE_INFINITY;
  private handedOut = 0;
  private readonly fingerprints = new Map<number, string>();

  /**
   * @param next the first page to hand out
   * @param lastFingerprint fingerprint of the page before it, or empty
   */
  constructor(
    private next = 1,
    lastFingerprint = '',
  ) {
    this.fingerprints.set(next - 1, lastFingerprint);
  }

  /** The page that will be handed out next. */
  get nextPage(): number {
    return this.next;
  }

  /** Whether the source may have a further page. */
  get hasMore(): boolean {
    return this.next <= this.last;
  }

  /** Whether this execution has handed out as many pages as its history should hold. */
  get isFull(): boolean {
    return this.handedOut >= PAGES_PER_EXECUTION;
  }

  /** The next page number. Call only while `hasMore`. */
  take(): number {
    this.handedOut += 1;
    return this.next++;
  }

  /** Fingerprint of the page before the next one; only meaningful when no page is in flight. */
  get lastFingerprint(): string {
    return this.fingerprints.get(this.next - 1) ?? '';
  }

  /**
   * Notes what a page said about the pages after it.
   * @throws ApplicationFailure `ProtocolViolation` when the source serves the same page again and again
   */
  returned(page: number, moved: PageMoved): void {
    if (!moved.hasNext) this.last = Math.min(this.last, page);
    this.fingerprints.set(page, moved.fingerprint);
    this.fingerprints.delete(page - 2 * PAGES_PER_EXECUTION);
    if (moved.hasNext) this.assertDifferent(page - 1, page);
    if (this.last > page + 1) this.assertDifferent(page, page + 1);
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

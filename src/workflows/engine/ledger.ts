import { ApplicationFailure } from '@temporalio/workflow';
import type { PageAudited, PageMoved, Rejected } from '../../activities/contract';
import type { Counts, RejectedRecord } from './report';

/** Rejected records that a run keeps by name; all are counted. */
const KEPT_REJECTIONS = 50;

/** The counters of a run as plain data. */
export interface LedgerSnapshot {
  readonly pages: number;
  readonly read: number;
  readonly counts: Readonly<Counts>;
  readonly adopted: number;
  readonly changed: number;
  readonly rejected: readonly RejectedRecord[];
}

const NOTHING: LedgerSnapshot = {
  pages: 0,
  read: 0,
  counts: { created: 0, unchanged: 0, audited: 0, skipped: 0, rejected: 0, inDoubt: 0 },
  adopted: 0,
  changed: 0,
  rejected: [],
};

/** The books of a run: every record read ends in exactly one count. */
export class Ledger {
  private pages: number;
  private read: number;
  private adopted: number;
  private changed: number;
  private readonly counts: Counts;
  private readonly rejected: RejectedRecord[];

  constructor(from: LedgerSnapshot = NOTHING) {
    ({ pages: this.pages, read: this.read, adopted: this.adopted, changed: this.changed } = from);
    this.counts = { ...from.counts };
    this.rejected = [...from.rejected];
  }

  /** Books a whole page at once, so that a page is in the books with all of its records or not at all. */
  book(page: number, moved: PageMoved, audited: PageAudited): void {
    if (moved.read > 0) this.pages += 1;
    this.read += moved.read;
    this.adopted += moved.adopted;
    this.changed += moved.changed;
    this.counts.created += moved.created + audited.created;
    this.counts.audited += audited.audited;
    this.counts.unchanged += moved.unchanged + audited.unchanged;
    this.counts.skipped += moved.skipped;
    this.counts.inDoubt += moved.inDoubt.length + audited.inDoubt.length;
    this.reject(page, [...moved.rejected, ...audited.rejected]);
  }

  /** Counts refused records of a page that is booked as skipped: a person has discarded them for the same reason before. */
  skip(page: number, keys: readonly string[]): void {
    this.counts.rejected -= keys.length;
    this.counts.skipped += keys.length;
    const kept = this.rejected.filter((record) => record.page !== page || !keys.includes(record.key));
    this.rejected.splice(0, this.rejected.length, ...kept);
  }

  snapshot(): LedgerSnapshot {
    const { pages, read, adopted, changed } = this;
    return { pages, read, adopted, changed, counts: { ...this.counts }, rejected: [...this.rejected] };
  }

  /** @throws ApplicationFailure `Unbalanced` when a record read is in no count or in two */
  assertBalanced(): void {
    const sum = Object.values(this.counts).reduce((total, count) => total + count, 0);
    if (sum === this.read) return;
    throw ApplicationFailure.nonRetryable(
      `the run does not balance: ${this.read} read, ${sum} accounted for; no record may be taken for done`,
      'Unbalanced',
      this.snapshot(),
    );
  }

  private reject(page: number, records: readonly Rejected[]): void {
    this.counts.rejected += records.length;
    for (const record of records) {
      if (this.rejected.length < KEPT_REJECTIONS) this.rejected.push({ page, ...record });
    }
  }
}

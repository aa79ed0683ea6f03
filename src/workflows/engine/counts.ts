import {
  type ChangedRecord,
  type PageAudited,
  type PageSynced,
  type FailedRecord,
  type PageOfRun,
  type ChangedRecordOfRun,
  type FailedRecordOfRun,
  isSamePage,
} from '../../contract/page';
import { ApplicationFailure } from '@temporalio/workflow';
import type { Counts, RunReport } from '../../contract/run';

/** Failed records that a run keeps by name; all are counted. */
const KEPT_REJECTIONS = 50;
/** Changed records that a run keeps by name; all are counted. */
const KEPT_CHANGES = 50;

/** Keys of refused records that are remembered in case the list is read again. */
const KEPT_KEYS = 2_000;

/** The counts of a run as its report has them. */
export type Totals = Pick<
  RunReport,
  'pages' | 'read' | 'counts' | 'adopted' | 'changed' | 'changedRecords' | 'rejected'
>;

/** The counts of a run as its continuation takes them over. */
export interface CountsSnapshot extends Totals {
  /** Keys of records that are refused or in doubt, so that they count once where a list is read again. */
  readonly refusedKeys: readonly string[];
  /** Refused rows without a key, which no repair can find again. */
  readonly keyless: number;
}

const NOTHING: CountsSnapshot = {
  pages: 0,
  read: 0,
  counts: { created: 0, unchanged: 0, audited: 0, skipped: 0, rejected: 0, inDoubt: 0 },
  adopted: 0,
  changed: 0,
  changedRecords: [],
  rejected: [],
  refusedKeys: [],
  keyless: 0,
};

/** What of a page was counted. */
export interface Counted {
  readonly synced: PageSynced;
  readonly audited: PageAudited;
}

/** Counts the records of a run by outcome: every record read ends in exactly one count. */
export class RunCounts {
  private pages: number;
  private read: number;
  private adopted: number;
  private changed: number;
  private readonly counts: Counts;
  private readonly rejected: FailedRecordOfRun[];
  private readonly refusedKeys: Set<string>;
  private keyless: number;
  private readonly changedRecords: ChangedRecordOfRun[];

  constructor(from: CountsSnapshot = NOTHING) {
    ({ pages: this.pages, read: this.read, adopted: this.adopted, changed: this.changed } = from);
    this.counts = { ...from.counts };
    this.rejected = [...from.rejected];
    this.refusedKeys = new Set(from.refusedKeys);
    this.keyless = from.keyless;
    this.changedRecords = [...from.changedRecords];
  }

  /**
   * Counts a whole page at once, so that a page is counted with all of its records or not at all.
   * @param isRepeat the rows are read again: only what the time before did not see counts
   * @returns what was counted
   */
  add(at: PageOfRun, synced: PageSynced, audited: PageAudited, isRepeat = false): Counted {
    if (isRepeat) return this.add(at, ...this.uncounted(synced, audited));
    if (synced.read > 0) this.pages += 1;
    this.read += synced.read;
    this.adopted += synced.adopted;
    this.changed += synced.changed;
    this.counts.created += synced.created + audited.created;
    this.counts.audited += audited.audited;
    this.counts.unchanged += synced.unchanged + audited.unchanged;
    this.counts.skipped += synced.skipped;
    this.counts.inDoubt += synced.inDoubt.length + audited.inDoubt.length;
    this.reject(at, [...synced.rejected, ...audited.rejected]);
    this.remember([...synced.inDoubt, ...audited.inDoubt]);
    this.noteChanged(at, synced.changedRecords ?? []);
    return { synced, audited };
  }

  /** Counts failed records of a counted page as skipped: a person has discarded them for the same reason before. */
  skip(at: PageOfRun, keys: readonly string[]): void {
    this.counts.rejected -= keys.length;
    this.counts.skipped += keys.length;
    const kept = this.rejected.filter((record) => !isSamePage(record, at) || !keys.includes(record.key));
    this.rejected.splice(0, this.rejected.length, ...kept);
  }

  totals(): Totals {
    const { pages, read, adopted, changed } = this;
    const [changedRecords, rejected] = [[...this.changedRecords], [...this.rejected]];
    return { pages, read, adopted, changed, changedRecords, counts: { ...this.counts }, rejected };
  }

  /** Whether every record is done, or named such that a repair can follow it up. */
  isSettled(hasRepairs: boolean): boolean {
    const { rejected, inDoubt } = this.counts;
    return hasRepairs ? this.keyless === 0 : rejected + inDoubt === 0;
  }

  /** What the run's continuation takes over. */
  snapshot(): CountsSnapshot {
    return { ...this.totals(), refusedKeys: [...this.refusedKeys], keyless: this.keyless };
  }

  /** Of a page that is read again: what is unchanged now was counted before, and so was what is refused under a known key. */
  private uncounted(synced: PageSynced, audited: PageAudited): [PageSynced, PageAudited] {
    const isNew = (key: string) => !this.refusedKeys.has(key);
    const left = {
      rejected: synced.rejected.filter(({ key }) => isNew(key)),
      inDoubt: synced.inDoubt.filter(isNew),
    };
    const late = {
      ...audited,
      unchanged: 0,
      rejected: audited.rejected.filter(({ key }) => isNew(key)),
      inDoubt: audited.inDoubt.filter(isNew),
    };
    const refused = [left.rejected, left.inDoubt, late.rejected, late.inDoubt].flat().length;
    const read = synced.created + late.created + late.audited + refused;
    return [{ ...synced, ...left, read, unchanged: 0, changed: 0, changedRecords: [], skipped: 0 }, late];
  }

  /** @throws ApplicationFailure `Unbalanced` when a record read is in no count or in two */
  assertBalanced(): void {
    const sum = Object.values(this.counts).reduce((total, count) => total + count, 0);
    if (sum === this.read) return;
    throw ApplicationFailure.nonRetryable(
      `the run does not balance: ${this.read} read, ${sum} accounted for; no record may be taken for done`,
      'Unbalanced',
      this.totals(),
    );
  }

  private noteChanged(at: PageOfRun, records: readonly ChangedRecord[]): void {
    const room = KEPT_CHANGES - this.changedRecords.length;
    this.changedRecords.push(...records.slice(0, room).map((record) => ({ ...at, ...record })));
  }

  private reject(at: PageOfRun, records: readonly FailedRecord[]): void {
    this.counts.rejected += records.length;
    this.keyless += records.filter(({ rowNumber }) => rowNumber !== undefined).length;
    this.remember(records.map(({ key }) => key));
    for (const record of records) {
      if (this.rejected.length < KEPT_REJECTIONS) this.rejected.push({ ...at, ...record });
    }
  }

  private remember(keys: readonly string[]): void {
    keys.slice(0, KEPT_KEYS - this.refusedKeys.size).forEach((key) => this.refusedKeys.add(key));
  }
}

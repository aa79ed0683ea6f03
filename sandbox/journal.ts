import type { Operation } from './platform';

/** One call as the journal keeps it: no bodies, no secrets. */
export interface JournalEntry {
  /** Position in order of arrival, from 1; goes on counting when entries are deleted. */
  readonly seq: number;
  /** Arrival by the sandbox's clock, ISO 8601. */
  readonly at: string;
  readonly platform: string;
  readonly operation: string;
  readonly write: boolean;
  readonly summary: Readonly<Record<string, unknown>>;
  /** HTTP status that was sent; null when nothing was sent (yet). */
  status: number | null;
  /** `pending`, `ok`, `refused` (by the platform's rules), `error` (a bug of the sandbox) or `fault:<kind>`. */
  outcome: string;
  /** From arrival until the answer, or its absence, was decided. */
  milliseconds: number;
  /** The platform's own words for a refusal. */
  reason?: string;
}

/** Which entries to list; what is left out matches all. */
export interface JournalFilter {
  readonly platform?: string | undefined;
  readonly operation?: string | undefined;
  readonly write?: boolean | undefined;
}

/** What became of a call. */
export interface Settlement {
  readonly outcome: string;
  readonly status: number | null;
  readonly reason?: string | undefined;
}

/** The newest calls in order of arrival; beyond `limit` the oldest are forgotten, so that a long run stays small. */
export class Journal {
  #entries: JournalEntry[] = [];
  #seq = 0;

  constructor(private readonly limit = 100_000) {}

  /** Notes an arrival and returns the function that settles it, once. */
  open(operation: Operation, at: Date): (settlement: Settlement) => void {
    const { platform, operation: name, write, summary } = operation;
    const call = { platform, operation: name, write, summary };
    const entry: JournalEntry = {
      seq: ++this.#seq,
      at: at.toISOString(),
      ...call,
      status: null,
      outcome: 'pending',
      milliseconds: 0,
    };
    this.#entries.push(entry);
    // In one go now and then: taking the first of so many away moves all others.
    if (this.#entries.length >= 2 * this.limit) this.#entries = this.#entries.slice(-this.limit);
    const started = performance.now();
    return ({ outcome, status, reason }) => {
      const milliseconds = Math.round(performance.now() - started);
      Object.assign(entry, { outcome, status, milliseconds }, reason === undefined ? {} : { reason });
    };
  }

  /** The matching entries, oldest first. */
  list({ platform, operation, write }: JournalFilter = {}): readonly JournalEntry[] {
    return this.#entries
      .slice(-this.limit)
      .filter(
        (entry) =>
          (platform === undefined || entry.platform === platform) &&
          (operation === undefined || entry.operation === operation) &&
          (write === undefined || entry.write === write),
      );
  }

  /** Forgets all entries. */
  clear(): void {
    this.#entries = [];
  }
}

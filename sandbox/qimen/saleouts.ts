import { isDeepStrictEqual } from 'node:util';
import { BadInput, checked } from '../input';
import type { Collection } from '../platform';
import { shanghaiTime } from '../shanghai';
import { saleoutRows, type SaleoutRow } from './row';
import { momentOf } from './time';

/** A row with what queries compare, read once. */
export interface HeldSaleout {
  readonly row: SaleoutRow;
  readonly ts: bigint;
  /** Epoch milliseconds; undefined where the row has no such time. */
  readonly modified: number | undefined;
  readonly shipped: number | undefined;
}

/** The row version that the first row gets. */
const firstVersion = 1_000_001n;

/**
 * The merchant's sale-outs, held in the shape in which they were given; `io_id` is the key. Every row has a row version
 * `ts`, unique in the table: any change to a row gives it a new one, larger than all before (page §5.4).
 */
export class Saleouts implements Collection {
  #held = new Map<string, HeldSaleout>();
  #listed: readonly HeldSaleout[] | undefined;
  #nextVersion = firstVersion;

  list(): readonly SaleoutRow[] {
    return this.held().map(({ row }) => row);
  }

  count(): number {
    return this.#held.size;
  }

  /** All rows, in the order in which they are held; the same array until one changes. */
  held(): readonly HeldSaleout[] {
    this.#listed ??= [...this.#held.values()];
    return this.#listed;
  }

  /**
   * Replaces all rows. A row with a `ts` of its own keeps it; one that differs from the row held under the same `io_id`
   * and `ts`, or has no `ts`, gets a new one.
   */
  replace(rows: readonly unknown[]): void {
    const read = checked(saleoutRows, rows, 'saleouts');
    unique(read, 'io_id');
    for (const { ts } of read) if (ts !== undefined) this.#passVersion(BigInt(ts));
    const next = read.map((row) => this.#versioned(row));
    unique(
      next.map(({ row }) => row),
      'ts',
    );
    this.#held = new Map(next.map((one) => [String(one.row.io_id), one]));
    this.#listed = undefined;
  }

  /** Modifies a row at that moment without changing anything else: a new `modified`, a new `ts`. */
  touch({ row }: HeldSaleout, now: Date): void {
    const touched = { ...row, modified: shanghaiTime(now) };
    this.#held.set(String(row.io_id), held(touched, this.#nextVersion++));
    this.#listed = undefined;
  }

  /** No rows, row versions from the first again. */
  clear(): void {
    this.#held.clear();
    this.#listed = undefined;
    this.#nextVersion = firstVersion;
  }

  #versioned(row: SaleoutRow): HeldSaleout {
    const before = this.#held.get(String(row.io_id));
    const isGiven = row.ts !== undefined && BigInt(row.ts) !== before?.ts;
    if (isGiven) return held(row, BigInt(row.ts ?? 0));
    const isSame = before !== undefined && sameBut(before.row, row);
    return held(row, isSame ? before.ts : this.#nextVersion++);
  }

  #passVersion(ts: bigint): void {
    if (ts >= this.#nextVersion) this.#nextVersion = ts + 1n;
  }
}

function held(row: SaleoutRow, ts: bigint): HeldSaleout {
  const version = ts > Number.MAX_SAFE_INTEGER ? String(ts) : Number(ts);
  return {
    row: { ...row, ts: version },
    ts,
    modified: momentOf(row.modified),
    shipped: momentOf(row.io_date),
  };
}

function sameBut({ ts: _before, ...before }: SaleoutRow, { ts: _after, ...after }: SaleoutRow): boolean {
  return isDeepStrictEqual(before, after);
}

function unique(rows: readonly SaleoutRow[], key: 'io_id' | 'ts'): void {
  const seen = new Set<string>();
  for (const { [key]: value } of rows) {
    if (value === undefined) continue;
    if (seen.has(String(value))) throw new BadInput(`saleouts: ${key} ${value} is there twice`);
    seen.add(String(value));
  }
}

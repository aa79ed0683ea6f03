import { z } from 'zod';
import { BadInput, checked } from '../input';
import type { Collection } from '../platform';

const code = z.union([z.string().min(1), z.number()]);
const distributor = z.looseObject({ distributorCode: code });

/** A distributor as it was sent, without `actionType`. */
export type Distributor = z.infer<typeof distributor>;

/** The distributors, in order of their creation; `distributorCode` is the key. */
export class Distributors implements Collection {
  #rows = new Map<string, Distributor>();

  list(): readonly Distributor[] {
    return [...this.#rows.values()];
  }

  count(): number {
    return this.#rows.size;
  }

  replace(rows: readonly unknown[]): void {
    const read = new Map<string, Distributor>();
    for (const row of checked(z.array(distributor), rows, 'distributors')) {
      const key = String(row.distributorCode);
      if (read.has(key)) throw new BadInput(`distributors: distributorCode ${key} is there twice`);
      read.set(key, row);
    }
    this.#rows = read;
  }

  has(code: string): boolean {
    return this.#rows.has(code);
  }

  get(code: string): Distributor | undefined {
    return this.#rows.get(code);
  }

  /** Creates a distributor, or changes the members that are given. */
  put(row: Distributor): void {
    const key = String(row.distributorCode);
    this.#rows.set(key, { ...this.#rows.get(key), ...row });
  }
}

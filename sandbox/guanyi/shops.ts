import { z } from 'zod';
import { BadInput, checked } from '../input';
import type { Collection } from '../platform';
import { shanghaiTime } from '../shanghai';

const id = z.union([z.int(), z.string().regex(/^\d+$/)]);
/** Clients must bear what a tenant's rows may lack or spell otherwise. */
const loose = z.union([z.string(), z.number(), z.boolean()]).nullish();
const shopRow = z.looseObject({
  id,
  nick: loose,
  code: loose,
  name: loose,
  create_date: z.string().nullish(),
  modify_date: z.string().nullish(),
  note: z.string().nullish(),
  type_name: z.string().nullish(),
  disabled: z.boolean().optional(),
});

/**
 * A row of `gy.erp.shop.get` on the wire (page §5), dates in Beijing time; and `disabled`, which is held but never sent:
 * Guanyi shows no such member.
 */
export type ShopRow = z.infer<typeof shopRow>;

/** The tenant's shops, held in the shape in which they were given; `id` is the key. */
export class Shops implements Collection {
  #rows: readonly ShopRow[] = [];

  list(): readonly ShopRow[] {
    return this.#rows;
  }

  count(): number {
    return this.#rows.length;
  }

  replace(rows: readonly unknown[]): void {
    const read = checked(z.array(shopRow), rows, 'shops');
    const seen = new Set<string>();
    for (const { id } of read) {
      if (seen.has(String(id))) throw new BadInput(`shops: id ${id} is there twice`);
      seen.add(String(id));
    }
    this.#rows = read;
  }

  /** Somebody edits a shop: it is modified now. */
  touch(id: ShopRow['id'], now: Date): void {
    const modify_date = shanghaiTime(now);
    this.#rows = this.#rows.map((row) => (row.id === id ? { ...row, modify_date } : row));
  }
}

import type { Id } from './row';

/**
 * The ids of a table in the order in which its documents were made, for as long as that is their ascending order, as it is for all
 * that the server numbers. An id that comes out of order ends it, until the table is empty again.
 */
export class MadeOrder {
  /** Ascending; holds removed ones too. */
  #ids: number[] = [];
  #isAscending = true;

  get isAscending(): boolean {
    return this.#isAscending;
  }

  /** Notes a new document. */
  added(id: Id): void {
    if (!this.#isAscending) return;
    if (typeof id === 'number' && id > (this.#ids.at(-1) ?? Number.NEGATIVE_INFINITY)) this.#ids.push(id);
    else this.#isAscending = false;
  }

  /** Notes that a document was removed, and so many are left. */
  removed(left: number): void {
    if (left > 0) return;
    this.#ids = [];
    this.#isAscending = true;
  }

  /** The ids above that one, removed ones among them. */
  *above(id: number): Iterable<number> {
    for (let index = this.#firstAbove(id); index < this.#ids.length; index++) yield this.#ids[index] ?? 0;
  }

  #firstAbove(id: number): number {
    let [low, high] = [0, this.#ids.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ids[middle] ?? 0) > id) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

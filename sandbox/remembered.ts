const kept = 16;

/**
 * What was found for the latest questions about a list, for as long as neither the list nor the switches are replaced by others:
 * a list that is paged through is searched and put in order once, not once a page.
 */
export class Remembered<T> {
  #rows: unknown;
  #switches: unknown;
  #found = new Map<string, T>();

  /** The answer to a question about these very rows under these very switches. */
  of(rows: object, switches: object, question: string, find: () => T): T {
    if (rows !== this.#rows || switches !== this.#switches) this.#found.clear();
    [this.#rows, this.#switches] = [rows, switches];
    if (!this.#found.has(question)) this.#keep(question, find());
    return this.#found.get(question) as T;
  }

  #keep(question: string, answer: T): void {
    const [oldest] = this.#found.keys();
    if (oldest !== undefined && this.#found.size >= kept) this.#found.delete(oldest);
    this.#found.set(question, answer);
  }
}

/** The code of what a passed deadline is the reason of. */
export const deadlineCode = 'ERR_TOTAL_TIMEOUT';

/** Aborts its signal after so many milliseconds, unless it is cleared before. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(milliseconds: number) {
    const reason = Object.assign(new Error('the time for the whole exchange is over'), {
      code: deadlineCode,
    });
    this.#timer = setTimeout(() => this.#controller.abort(reason), milliseconds);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}

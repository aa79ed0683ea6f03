import type { Rejection } from './connector';
import { ConnectorError, InDoubt, Throttled, Unavailable } from './errors';

/** What a record is refused with when it alone meets this error; undefined for an error that is about no record. */
export function refusalAlone(error: unknown): Rejection | undefined {
  return error instanceof ConnectorError ? error.details.whenAlone : undefined;
}

/**
 * Whether a call that holds nothing of any record passes, so that a refusal is about what the other call held.
 * @throws what says that nothing can be told now: the platform is away, or asks for a slower pace
 */
export async function passes(harmless: () => Promise<unknown>): Promise<boolean> {
  try {
    await harmless();
    return true;
  } catch (error) {
    const isAboutNow = error instanceof Unavailable || error instanceof Throttled || error instanceof InDoubt;
    if (error instanceof ConnectorError && (!isAboutNow || refusalAlone(error) !== undefined)) return false;
    throw error;
  }
}

/** Whether calls of one kind pass: known from any that did, otherwise found out with one that is harmless. */
export class Passage {
  #isKnown = false;

  constructor(private readonly harmless: () => Promise<unknown>) {}

  /** Makes a call of the kind. */
  async note<T>(calling: Promise<T>): Promise<T> {
    const answer = await calling;
    this.#isKnown = true;
    return answer;
  }

  /** @throws as {@link passes} */
  async passes(): Promise<boolean> {
    this.#isKnown ||= await passes(this.harmless);
    return this.#isKnown;
  }
}

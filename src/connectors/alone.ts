import type { Rejection } from './connector';
import { ConnectorError, InDoubt, Throttled, Unavailable } from './errors';

/** What a record is refused with when it alone meets this error; undefined for an error that is about no record. */
export function refusalAlone(error: unknown): Rejection | undefined {
  return error instanceof ConnectorError ? error.details.whenAlone : undefined;
}

/** Marks an error as being about no record, since it came from another call than the one that holds the record. */
export function aboutNoRecord(error: unknown): unknown {
  if (!(error instanceof ConnectorError) || refusalAlone(error) === undefined) return error;
  return Object.assign(error, { details: { ...error.details, whenAlone: undefined } });
}

/**
 * What a record is refused with when the platform cannot be asked for its key alone.
 * @param message the platform's words, without secrets
 */
export function unreadableKey(message: string): Rejection {
  return { cause: 'unreadable-key', message: message.slice(0, 300), advice: keyAdvice };
}

const keyAdvice = {
  en: 'The platform can look other numbers up, only not the one of this record: take quotes, semicolons and "--" out of it in the source or by the mapping.',
  zh: '平台可以查询其他编码，唯独无法查询该记录的编码：请在来源或映射中去掉其中的引号、分号、“--”等字符。',
};

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

import type { Answer } from '../platform';
import { Refusal, type Generation } from './refusal';

export { bodyText, fieldsOf } from '../request';

/** A call as the checks see it, whichever generation it came by. */
export interface Call {
  /** Form fields of the open platform, or URL parameters of the old gateway, in the order in which they came. */
  readonly fields: ReadonlyMap<string, string>;
  /** The client's network address. */
  readonly address: string;
}

/**
 * Runs a call. A Refusal becomes the generation's error envelope: business errors come as HTTP 200 (page §3), on the
 * old gateway with `issuccess: false` (§7.1).
 */
export function answerCall(generation: Generation, run: () => object): Answer {
  try {
    return { status: 200, body: run() };
  } catch (error) {
    if (error instanceof Refusal) return refusedAnswer(error, generation);
    throw error;
  }
}

/** The error envelope of a refusal. */
export function refusedAnswer(refusal: Refusal, generation: Generation): Answer {
  const { code, msg } = refusal.words(generation);
  const body = generation === 'gateway' ? { code, issuccess: false, msg } : { code, msg };
  return { status: 200, body, refused: true, reason: `${code} ${msg}` };
}

import type { Bilingual } from '../contract/bilingual';

/**
 * Why an operation was not done: `usage` what was asked for makes no sense here, `running` it is under way already,
 * `failed` and `cancelled` how what was waited for has ended.
 */
export type OperationFault = 'usage' | 'running' | 'failed' | 'cancelled';

/** Thrown by operations that were not done, or did not end well; for people in both languages. */
export class OperationError extends Error {
  constructor(
    readonly code: OperationFault,
    readonly text: Bilingual,
    /** What to do about it. */
    readonly advice?: Bilingual,
    options?: ErrorOptions,
  ) {
    super(text.en, options);
    this.name = 'OperationError';
  }
}

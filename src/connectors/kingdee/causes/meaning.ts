import type { Family } from '../../meanings';

/**
 * What a refusal is for the caller: a matter of one record, or of the whole call. `breakdown` covers a server that is
 * busy: a read is tried again, after a write a look-up tells what was done.
 */
export type Effect = 'reject' | 'session' | 'throttle' | 'unauthorized' | 'misconfigured' | 'breakdown';

/** One row of the table. The first row whose text or family matches decides; without one, the first with the code. */
export interface Meaning {
  readonly cause: string;
  readonly effect: Effect;
  /** Only for reads or only for writes. */
  readonly only?: 'read' | 'write';
  /** Found in the field name and message, as {@link plain} gives them: lower case, simplified characters. */
  readonly text?: RegExp;
  /** Words that other platforms use too. */
  readonly family?: Family;
  readonly msgCodes?: readonly number[];
  /** `LoginResultType` of a login answer. */
  readonly loginResult?: number;
  /** `MessageCode` of a login answer. */
  readonly loginCode?: string;
  readonly en: string;
  readonly zh: string;
}

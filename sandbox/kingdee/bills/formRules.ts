import type { Row } from '../documents/row';
import type { Store } from '../documents/store';
import type { Fault } from '../envelopes/refusal';
import type { Form } from '../forms/form';
import type { KingdeeSwitches } from '../switches';
import type { Call, World } from '../world';

/** How a bill is completed. */
export interface Completion {
  readonly amounts: KingdeeSwitches['amounts'];
  readonly store: Store;
}

/** Keys that a Model gave for a row, in its order. */
export type SentKeys = (row: Row) => readonly string[];

/** What a form does beyond its table. */
export interface FormRules {
  /** Fills in what the server computes. */
  complete(row: Row, sent: SentKeys, how: Completion): Row;
  /** Business faults of a document that is to be saved. */
  faults(row: Row, form: Form, world: World): readonly Fault[];
  /** What else an audit does; refuses what it may not. */
  audit(row: Row, form: Form, call: Call): void;
  /** Takes back what the audit did. */
  unAudit(row: Row, form: Form, call: Call): void;
}

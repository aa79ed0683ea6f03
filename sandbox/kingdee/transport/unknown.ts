import { msgCode, Refusal } from '../envelopes/refusal';
import { texts } from '../envelopes/texts';
import type { FormOperation } from '../operations/table';

/** An operation that Kingdee may have and the sandbox does not simulate: refused in the usual envelope, saying so. */
export function unknownOperation(name: string): FormOperation {
  const run = () => {
    throw Refusal.of(msgCode.exception, texts.notSimulated(name));
  };
  return { name, label: name, takes: ['formid', 'data'], write: false, shape: 'object', run };
}

import type { Completion, SentKeys, FormRules } from './formRules';
import type { Row } from '../documents/row';
import type { Form } from '../forms/form';
import { outstockRules } from './outstock';

const rules: Readonly<Record<string, FormRules>> = { SAL_OUTSTOCK: outstockRules };

/** The rules of a form; `undefined` where its table says all. */
export function rulesOf({ id }: Form): FormRules | undefined {
  return rules[id];
}

/** The document as the server completes it. */
export function completed(form: Form, row: Row, sent: SentKeys, how: Completion): Row {
  return rulesOf(form)?.complete(row, sent, how) ?? row;
}

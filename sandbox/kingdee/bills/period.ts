import type { Row } from '../documents/row';
import { msgCode, Refusal, type Fault } from '../envelopes/refusal';
import { texts } from '../envelopes/texts';
import type { Form } from '../forms/form';
import type { World } from '../world';

/** The fault of a bill whose date is not after the switch `closedUntil`; the text is an own choice. */
export function closedPeriodFaults(
  { values }: Row,
  form: Form,
  operation: string,
  { closedUntil }: { readonly closedUntil: string },
): Fault[] {
  const day = String(values['FDate'] ?? '').slice(0, 10);
  if (closedUntil === '' || day === '' || day > closedUntil) return [];
  const message = texts.closedPeriod(String(values[form.number] ?? ''), form.label, operation);
  return [{ fieldName: '', message, code: msgCode.validation }];
}

/** Refuses an operation on a bill of a closed period. */
export function refuseClosed(row: Row, form: Form, operation: string, { switches }: World): void {
  const faults = closedPeriodFaults(row, form, operation, switches.values());
  if (faults.length > 0) throw new Refusal(faults);
}

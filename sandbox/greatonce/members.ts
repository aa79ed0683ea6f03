/** Whether a business parameter has no value. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** A text or a number as text; "" for anything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

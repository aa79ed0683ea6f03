/** A scalar as text, as JavaScript prints it; everything else, `null` and objects among them, as nothing. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

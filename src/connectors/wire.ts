import { z } from 'zod';

const digits = z
  .string()
  .trim()
  .regex(/^-?\d+$/, 'expected a whole number');

/** A whole number, which may come as text. */
export const whole = z.union([z.int(), digits.transform(Number)], 'expected a whole number');

/** The same for ids, read as text: nothing is calculated with them. */
export const id = z.union([z.int(), digits], 'expected a whole number').transform(String);

/** Text; unset text comes as null, as "" or not at all within one and the same answer, and is read as "". */
export const text = z
  .string('expected text')
  .nullish()
  .transform((value) => value ?? '');

/** Yes or no, which comes as true, 1, "1" or "true". */
export const flag = z
  .union([z.boolean(), z.literal([0, 1, '0', '1', 'true', 'false'])], 'expected true or false')
  .transform((value) => value === true || value === 1 || value === '1' || value === 'true');

/** What zod found wrong, as `path: reason; path: reason`. Holds no values. */
export function faultText(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '))
    .join('; ');
}

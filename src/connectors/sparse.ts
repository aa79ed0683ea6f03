import { z } from 'zod';

/**
 * A row or part of a row whose unset members come as null, as "", as a zero date or not at all within one and the same
 * answer: all are read as absent.
 */
export function sparse<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess(withoutUnset, z.object(shape, 'expected an object'));
}

/** A list inside a sparse row; absent is empty. */
export function list<Item extends z.ZodType>(item: Item) {
  return z.array(item, 'expected a list').default([]);
}

function withoutUnset(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => !isUnset(value)));
}

function isUnset(value: unknown): boolean {
  if (typeof value !== 'string') return value === null;
  return value.trim() === '' || /^0000-00-00\b/.test(value);
}

/** Text; a platform that calls a number or a flag text may send it bare. */
export const words = z.union([z.string(), z.number(), z.boolean()], 'expected text').transform(String);

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

/** Decimal amount or quantity, as text so that no digit is lost; may come as a number. */
export const amount = z
  .union([z.string(), z.number()], 'expected a decimal number')
  .transform((value) => String(value).trim())
  .pipe(z.string().regex(decimal, 'expected a decimal number'));

const moment =
  /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))[ T]?((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.\d+)?$/;

/**
 * Wall-clock time in Beijing as `yyyy-MM-dd HH:mm:ss`. Jushuitan was recorded to add `.SSS` and to lose the space
 * (`2026-06-0916:28:12`); fractions are cut off.
 */
export const dateTime = z
  .string('expected yyyy-MM-dd HH:mm:ss')
  .trim()
  .regex(moment, 'expected yyyy-MM-dd HH:mm:ss')
  .transform((value) => value.replace(moment, '$1 $2'));

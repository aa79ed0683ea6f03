import type { z } from 'zod';

/** Input from a person or a test that the sandbox cannot use: answered as HTTP 400 with its message as one line. */
export class BadInput extends Error {
  readonly statusCode = 400;
}

/**
 * Checks a value from outside against its schema.
 * Throws BadInput with one line that names what was given, each wrong field and what is expected there.
 */
export function checked<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) =>
    [issue.path.join('.'), issue.message].filter(Boolean).join(': '),
  );
  throw new BadInput(`${what}: ${faults.join('; ')}`);
}

/** The entry of that name. Throws BadInput that lists the names there are. */
export function named<T>(entries: Readonly<Record<string, T>>, name: string, what: string): T {
  if (Object.hasOwn(entries, name)) return entries[name] as T;
  throw new BadInput(`Unknown ${what} "${name}": use one of ${Object.keys(entries).join(', ')}`);
}

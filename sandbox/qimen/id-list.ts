import { z } from 'zod';

const numbers = z.array(z.union([z.string(), z.int()]).transform(String));

/** Numbers in one field: with commas, or a JSON array (both are in use, page §5.1). */
export const idList = z.string().transform((text, context) => {
  if (!text.trim().startsWith('['))
    return text
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean);
  const read = numbers.safeParse(json(text));
  if (!read.success) context.addIssue('no list');
  return read.data ?? [];
});

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

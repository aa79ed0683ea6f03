const PLACEHOLDER = /\{\{([^{}]+)\}\}/g;

/** Values that a template's placeholders stand for. What is no scalar renders as nothing. */
export type TemplateValues = Readonly<Record<string, unknown>>;

/**
 * Fills a template's placeholders and trims the result: `'{{name}}'`, `'{{a}}{{b}}'`, `'{{parameters.organization}}'`.
 * Numbers and booleans render as JavaScript prints them; a text without placeholders is a constant.
 */
export function renderTemplate(template: string, values: TemplateValues): string {
  return renderWith(template, (name) => values[name]);
}

/** Fills a template with values that are looked up by name. */
export function renderWith(template: string, valueOf: (name: string) => unknown): string {
  const [first = '', ...rest] = partsOf(template);
  let text = first;
  for (let at = 0; at < rest.length; at += 2) text += textOf(valueOf(rest[at] as string)) + rest[at + 1];
  return text.trim();
}

/** Names between the double braces of a template, in order. */
export function placeholdersOf(template: string): string[] {
  return partsOf(template).filter((_, index) => index % 2 === 1);
}

const known = new Map<string, readonly string[]>();

/** Constant text and placeholders' names by turns. Templates stand in tables: there are few, and each is taken apart once. */
function partsOf(template: string): readonly string[] {
  const parts = known.get(template) ?? template.split(PLACEHOLDER);
  known.set(template, parts);
  return parts;
}

/** A scalar as text, as JavaScript prints it; everything else, `null` and objects among them, as nothing. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

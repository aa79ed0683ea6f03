import { textOf } from './text';

const PLACEHOLDER = /\{\{([^{}]+)\}\}/g;

/** Values that a template's placeholders stand for. What is no scalar renders as nothing. */
export type TemplateValues = Readonly<Record<string, unknown>>;

/**
 * Fills a template's placeholders and trims the result: `'{{name}}'`, `'{{a}}{{b}}'`, `'{{parameters.organization}}'`.
 * Numbers and booleans render as JavaScript prints them; a text without placeholders is a constant.
 */
export function renderTemplate(template: string, values: TemplateValues): string {
  return template.replace(PLACEHOLDER, (_, name: string) => textOf(values[name])).trim();
}

/** Names between the double braces of a template, in order. */
export function placeholdersOf(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map((match) => match[1] as string);
}

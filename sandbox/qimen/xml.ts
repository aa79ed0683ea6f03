const escapes: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/** An answer as TOP prints it in XML: the root by its name, lists as elements that repeat under their own name. */
export function xmlOf(body: unknown): string {
  return `<?xml version="1.0" encoding="utf-8" ?>${elements(body)}`;
}

function elements(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return escaped(typeof value === 'string' ? value : JSON.stringify(value));
  return Object.entries(value)
    .map(([name, inner]: [string, unknown]) =>
      Array.isArray(inner) ? list(name, inner) : element(name, inner),
    )
    .join('');
}

function list(name: string, items: readonly unknown[]): string {
  return `<${name} list="true">${items.map((item) => element('item', item)).join('')}</${name}>`;
}

function element(name: string, value: unknown): string {
  return `<${name}>${elements(value)}</${name}>`;
}

function escaped(text: string): string {
  return text.replace(/[<>&]/g, (character) => escapes[character] ?? character);
}

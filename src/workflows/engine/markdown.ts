/** Markdown for the pages of the Temporal UI. */
import { inert } from '../../contract/visible';

/**
 * The UI renders details through the address of an inner frame, so all of it travels in one request line; proxies take
 * 8 KB of that. A Chinese character is nine bytes there.
 */
const MOST_BYTES = 7_000;

/** A table. The UI draws no space between columns: without some, a key and the number beside it read as one. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((text) => `${cell(text)}\u2003`).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)];
}

/** Our own text for one line: a bar or a line end would break a table. What is not ours goes through `inert` first. */
export function cell(text: string | number): string {
  return String(text).replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}

/** At most so many characters of words that are not ours. */
export function short(text: string, most: number): string {
  const characters = Array.from(inert(text));
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : characters.join('');
}

/** What stands out on a page: what to do. */
export function callout(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', ...lines.flatMap((line) => [`> ${cell(line)}`, '>'])];
}

/** The first keys of some records, each as it can be copied. */
export function keysOf(keys: readonly string[], most: number, all = keys.length): string {
  const left = all - Math.min(most, keys.length);
  const named = keys.slice(0, most).map((key) => `\`${inert(key)}\``);
  return [...named, ...(left > 0 ? [`+${left}`] : [])].join(' ');
}

/** Blocks one after the other, as many as a page can show; what is left out is said. */
export function fitted(blocks: readonly (readonly string[])[]): string {
  let text = '';
  for (const block of blocks) {
    const longer = [text, ...block].join('\n').trimStart();
    if (encodeURIComponent(longer).length > MOST_BYTES) return `${text}\n\n…`;
    text = longer;
  }
  return text;
}

/** A link to the workflows that a query finds, on the UI's own host. */
export function linkTo(text: string, namespace: string, query: string): string {
  return `[${text}](/namespaces/${encodeURIComponent(namespace)}/workflows?query=${encodeURIComponent(query)})`;
}

import { isatty } from 'node:tty';
import Table from 'cli-table3';
import { createColors } from 'picocolors';
import type { Bilingual } from '../../contract/bilingual';
import { visible, visibleJson } from '../../contract/visible';
import { localize } from '../../messages';

/** Colours of stdout, where a person looks: on a terminal, unless `NO_COLOR` is set. A pipe, a file and a build server get plain text. */
export const colours = coloursOf(1);

/** Those of stderr, which may go elsewhere. */
const noticeColours = coloursOf(2);

function coloursOf(stream: number): ReturnType<typeof createColors> {
  return createColors(isatty(stream) && !process.env.NO_COLOR);
}

/** Codes that our own colours are made of: bold, dim, their end, and letters from red to cyan. */
const OWN_COLOURS = new RegExp(String.raw`(\u001b\[(?:[12]|22|3[1-6]|39)m)`);

/** A text for a terminal: what data hold beside letters is shown and not obeyed; our own colours stay. */
export function onTerminal(text: string, hasColours: boolean): string {
  if (!hasColours) return visible(text);
  const parts = text.split(OWN_COLOURS);
  return parts.map((part, index) => (index % 2 === 1 ? part : visible(part))).join('');
}

/** Prints one value as one line of JSON on stdout; what a terminal would obey stands there as JSON's own escape. */
export function printJson(value: unknown): void {
  process.stdout.write(`${visibleJson(JSON.stringify(value))}\n`);
}

/** What was found and what to do about it, for scripts: names are in every language, sentences in the one in use. */
export function localizedLine<Line extends { readonly detail: Bilingual; readonly advice?: Bilingual }>({
  detail,
  advice,
  ...line
}: Line) {
  return { ...line, detail: localize(detail), ...(advice && { advice: localize(advice) }) };
}

/** Prints lines on stdout; empty ones are left out. */
export function print(...lines: readonly string[]): void {
  process.stdout.write(`${onTerminal(lines.filter(Boolean).join('\n'), colours.isColorSupported)}\n`);
}

/** Tells about progress on stderr, so that stdout holds results only. */
export function notify(line: string): void {
  process.stderr.write(`${noticeColours.dim(visible(line))}\n`);
}

/** A table as text. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const drawn = new Table({
    head: head.map((title) => colours.bold(title)),
    style: { head: [], border: [], compact: true },
  });
  drawn.push(...rows.map((row) => row.map((cell) => onTerminal(String(cell), colours.isColorSupported))));
  return drawn.toString();
}

/** Seconds with one decimal. */
export function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(1);
}

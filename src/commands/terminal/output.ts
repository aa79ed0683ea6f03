import Table from 'cli-table3';
import { colours, noticeColours } from './colours';

/** Prints one value as one line of JSON on stdout. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Prints lines on stdout; empty ones are left out. */
export function print(...lines: readonly string[]): void {
  process.stdout.write(`${lines.filter(Boolean).join('\n')}\n`);
}

/** Tells about progress on stderr, so that stdout holds results only. */
export function notify(line: string): void {
  process.stderr.write(`${noticeColours.dim(line)}\n`);
}

/** A table as text. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const drawn = new Table({
    head: head.map((title) => colours.bold(title)),
    style: { head: [], border: [], compact: true },
  });
  drawn.push(...rows.map((row) => row.map(String)));
  return drawn.toString();
}

/** Seconds with one decimal. */
export function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(1);
}

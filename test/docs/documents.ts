import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../src/root';

/** Every document of the repository, as a path from its root. */
export const documents: readonly string[] = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.posix.join('docs', name.split(path.sep).join('/'))),
];

/** Text of a file, by its path from the repository's root. */
export function textOf(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** Cells of the table under `<!-- marker -->`, without its two head lines; backticks and bold are taken off. */
export function tableUnder(marker: string, file: string): string[][] {
  const lines = after(marker, file).split('\n');
  const rows = lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith('|')),
  );
  return rows.slice(2).map(cellsOf);
}

/** The fenced block under `<!-- marker -->`, without its fences. */
export function blockUnder(marker: string, file: string): string {
  const [, block] = /^```\w*\n(.*?)\n```/s.exec(after(marker, file)) ?? [];
  if (block === undefined) throw new Error(`${file}: no block under <!-- ${marker} -->`);
  return block;
}

/** Every fenced block whose marker matches, with what the marker's first group holds. */
export function blocksUnder(
  marker: RegExp,
  file: string,
): { readonly name: string; readonly block: string }[] {
  const pattern = new RegExp(`<!-- ${marker.source} -->\\n\`\`\`\\w*\\n(.*?)\\n\`\`\``, 'gs');
  return [...textOf(file).matchAll(pattern)].map(([, name = '', block = '']) => ({ name, block }));
}

function after(marker: string, file: string): string {
  const [, rest] = textOf(file).split(`<!-- ${marker} -->\n`);
  if (rest === undefined) throw new Error(`${file}: no <!-- ${marker} -->`);
  return `${rest}\n`;
}

function cellsOf(row: string): string[] {
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll(/`|\*\*/g, ''));
}

/** Writes the help of every verb into docs/cli.md, under its `<!-- help verb -->` mark. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const file = path.join(root, 'docs', 'cli.md');

function helpOf(verb) {
  const words = verb === 'jinqiao' ? ['--help'] : [verb, '--help'];
  return execFileSync(process.execPath, [path.join(root, 'bin', 'jinqiao'), ...words], {
    encoding: 'utf8',
  }).trimEnd();
}

const text = readFileSync(file, 'utf8').replace(
  /(<!-- help (\w+) -->\n```text\n)[\s\S]*?(\n```)/g,
  (_, head, verb, tail) => head + helpOf(verb) + tail,
);
writeFileSync(file, text);

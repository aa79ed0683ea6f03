/** Writes the help of every verb under its `<!-- help verb -->` mark, into docs/cli.md and, in Chinese, docs/cli.zh-CN.md. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');

function helpOf(verb, language) {
  const words = verb === 'jinqiao' ? [] : [verb];
  const args = [path.join(root, 'bin', 'jinqiao'), '--lang', language, ...words, '--help'];
  return execFileSync(process.execPath, args, { encoding: 'utf8' }).trimEnd();
}

for (const [name, language] of [
  ['cli.md', 'en'],
  ['cli.zh-CN.md', 'zh'],
]) {
  const file = path.join(root, 'docs', name);
  const text = readFileSync(file, 'utf8').replace(
    /(<!-- help (\w+) -->\n```text\n)[\s\S]*?(\n```)/g,
    (_, head, verb, tail) => head + helpOf(verb, language) + tail,
  );
  writeFileSync(file, text);
}

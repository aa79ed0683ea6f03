import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { scripts } from '../../package.json';
import { exitCodes } from '../../src/commands/shared/exit';
import { verbs } from '../../src/commands/verbs';
import { root } from '../../src/root';
import { jinqiao } from '../commands/jinqiao';
import { blockUnder, documents, tableUnder, textOf } from './documents';

const run = promisify(execFile);

test.each(documents)('%s names verbs and scripts that exist', (file) => {
  const text = textOf(file);
  const named = [...text.matchAll(/(?:bin\/|`)jinqiao ([a-z]+)/g)].map(([, verb = '']) => verb);
  expect(named.filter((verb) => !(verb in verbs))).toEqual([]);
  const npm = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, script = '']) => script);
  expect(npm.filter((script) => !(script in scripts))).toEqual([]);
});

test.each(['jinqiao', ...Object.keys(verbs)])('docs/cli.md holds the help of %s as it is', async (verb) => {
  const words = verb === 'jinqiao' ? ['--help'] : [verb, '--help'];
  const { stdout } = await jinqiao(words);
  expect(blockUnder(`help ${verb}`, 'docs/cli.md')).toBe(stdout.trimEnd());
});

test('docs/cli.zh-CN.md holds the help of jinqiao as it is; of its verbs: test/commandLine/help.test.ts', async () => {
  const words = [path.join(root, 'bin', 'jinqiao'), '--lang', 'zh', '--help'];
  const { stdout } = await run(process.execPath, words);
  expect(blockUnder('help jinqiao', 'docs/cli.zh-CN.md')).toBe(stdout.trimEnd());
});

test.each(['docs/cli.md', 'docs/cli.zh-CN.md'])('%s lists every exit code', (file) => {
  const listed = tableUnder('exit codes', file).map(([code, name]) => [name, Number(code)]);
  expect(listed).toEqual(Object.entries(exitCodes));
});

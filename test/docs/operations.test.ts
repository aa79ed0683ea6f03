import { catalogue } from '../../src/operations/schemes';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadConfig } from '../../src/config/load';
import { root } from '../../src/root';
import { readComposeFile } from '../../dev/stack/composeFile';
import { AUTO_RETRY } from '../../src/contract/policies';
import { blockUnder, tableUnder, textOf } from './documents';

const guides = ['docs/operations.md', 'docs/operations.zh-CN.md'];

/** Where causes stand that end a run, or warn of it, and are never those of a record; and words of the command line. */
const notOfRecords = [
  'causes/calls.ts',
  'kingdee/login.ts',
  'engine/report.ts',
  'contract/run.ts',
  'messages/',
];

/** Causes that have no literal of this form: the mapping's, what the table of texts does not know, and a limit told of one record. */
const others = [
  'mapping',
  'unknown-code',
  'other',
  'key-taken',
  'number-changed',
  'voided',
  'disabled',
  'call-limit',
];

function literalCauses(files: readonly string[]): string[] {
  return files.flatMap((file) =>
    [...textOf(file).matchAll(/\bcause: '([a-z-]+)'/g)].map(([, cause = '']) => cause),
  );
}

function sources(): string[] {
  return readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !notOfRecords.some((part) => name.includes(part)))
    .map((name) => path.posix.join('src', name));
}

function asTold(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return '—';
  const minutes = milliseconds / 60_000;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}

test.each(guides)('%s tells of every cause of a refusal, and when it is tried again by itself', (guide) => {
  const causes = new Set([...literalCauses(sources()), ...others, ...Object.keys(AUTO_RETRY)]);
  const wanted = [...causes].map((cause) => [cause, asTold(AUTO_RETRY[cause]?.first)]);
  expect(Object.fromEntries(tableUnder('causes', guide))).toEqual(Object.fromEntries(wanted));
});

test.each(guides)('%s tells of every warning', (guide) => {
  const warnings = literalCauses(['src/workflows/engine/report.ts']);
  expect(tableUnder('warnings', guide).map(([cause]) => cause)).toEqual(
    expect.arrayContaining([...new Set(warnings)]),
  );
});

test.each(guides)('%s tells of every search attribute, and its command makes them', (guide) => {
  const { searchAttributes } = readComposeFile();
  const named = tableUnder('search attributes', guide).map(([name]) => name);
  expect(new Set(named)).toEqual(new Set(Object.keys(searchAttributes)));
  for (const [name, type] of Object.entries(searchAttributes)) {
    expect(textOf(guide)).toContain(`--name ${name} --type ${type}`);
    expect(textOf(guide)).toContain(`--search-attribute ${name}=${type}`);
  }
});

test.each(guides)('the first configuration of %s is a valid one', (guide) => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'jinqiao-')), 'jinqiao.yml');
  const yaml = blockUnder('first scheme', guide);
  writeFileSync(file, yaml);
  const env = Object.fromEntries([...yaml.matchAll(/env: (\w+)/g)].map(([, name = '']) => [name, 'x']));
  expect(Object.keys(loadConfig({ path: file, env, catalogue }).schemes)).toEqual([
    'jushuitanWarehousesToKingdeeStocks',
  ]);
});

/** Verbs whose help lists no options, but verbs of their own. */
const withSubcommands = ['alerts', 'config', 'schedules'];

/** Commands of the fenced blocks: the verb, and the options before the next pipe or remark. */
function commandsOf(guide: string): { readonly verb: string; readonly options: readonly string[] }[] {
  const lines = [...textOf(guide).matchAll(/^ *(?:node \S+\/bin\/)?jinqiao +([a-z]+)([^#>\n]*)/gm)];
  return lines.map(([, verb = '', rest = '']) => ({ verb, options: rest.match(/--[a-z-]+/g) ?? [] }));
}

test.each(guides)('commands in the blocks of %s have the options that they are given', (guide) => {
  const commands = commandsOf(guide).filter(({ verb }) => !withSubcommands.includes(verb));
  expect(commands.length).toBeGreaterThan(20);
  const wrong = commands.flatMap(({ verb, options }) => {
    const help = textOf('docs/cli.md').includes(`<!-- help ${verb} -->`)
      ? blockUnder(`help ${verb}`, 'docs/cli.md')
      : '';
    return help === ''
      ? [verb]
      : options.filter((option) => !help.includes(option)).map((o) => `${verb} ${o}`);
  });
  expect([...new Set(wrong)]).toEqual([]);
});

import { catalogue } from '../../src/operations/schemes';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { unsafeUniformIntDistribution, xoroshiro128plus } from 'pure-rand';
import { faultLines } from '../../src/messages/faults';
import { chooseLanguage, localize } from '../../src/messages';
import { readDotenv } from '../../src/config/environment';
import { ConfigFaults } from '../../src/config/faults';
import { loadConfig } from '../../src/config/load';
import { root } from '../../src/root';

const example = readFileSync(path.join(root, 'jinqiao.example.yml'), 'utf8');
const env = parseEnv(readFileSync(path.join(root, '.env.example'), 'utf8'));

let folder: string;
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'odd-'))));
afterEach(() => chooseLanguage(undefined));
afterAll(() => rmSync(folder, { recursive: true }));

/** The lines that a person sees, without the folder; none where the file is taken. */
function seen(name: string, content: string | Buffer): string[] {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  try {
    if (name === '.env') readDotenv(file);
    else loadConfig({ path: file, env, catalogue });
  } catch (error) {
    if (!(error instanceof ConfigFaults)) throw error;
    return faultLines(error).map((line) => localize(line).replaceAll(`${folder}/`, ''));
  }
  return [];
}

const [scheme] = /jushuitanWarehousesToKingdeeStocks/.exec(example)!;
const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
  .concat(
    'bcdefghij'
      .split('')
      .map((name, at) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghij'[at]}`).join(', ')}]`),
  )
  .join('\n');

const files: readonly [what: string, content: string | Buffer, lines: readonly RegExp[]][] = [
  [
    'a schedule without cron',
    example.replace(`${scheme}:`, `${scheme}:\n    schedule: { timeZone: Asia/Shanghai }`),
    [/^jinqiao\.yml:\d+: schemes\.\w+\.schedule\.cron(\.0)?: (is missing|must be)/],
  ],
  [
    'a scheme named constructor',
    example.replace('schemes:', 'schemes:\n  constructor: { source: a, target: b }'),
    [/unknown scheme "constructor"/],
  ],
  [
    'a scheme named __proto__',
    example.replace('schemes:', 'schemes:\n  __proto__: { source: a, target: b }'),
    [/unknown scheme "__proto__"/],
  ],
  [
    'a platform named toString',
    example.replace('platform: kingdee', 'platform: toString'),
    [/unknown platform "toString"/, /is of platform toString/],
  ],
  [
    'a connection named valueOf',
    example.replace(/source: jushuitan\b/, 'source: valueOf'),
    [/unknown connection "valueOf"/],
  ],
  [
    'a reference to a variable that every object seems to have',
    example.replace(/appSecret: \{ env: \w+ \}/, 'appSecret: { env: toString }'),
    [/^jinqiao\.yml:\d+: .*environment variable toString is not set/],
  ],
  [
    'an alias without an anchor',
    'connections: *none\n',
    [/^jinqiao\.yml:1: not valid YAML: an alias has no anchor/],
  ],
  [
    'an alias of itself',
    'connections: &all\n  erp: *all\n',
    [/^jinqiao\.yml:2: not valid YAML: it is too deep or too large/],
  ],
  [
    'aliases that unfold into ten thousand million values',
    bomb,
    [/^jinqiao\.yml:\d+: not valid YAML: it is too deep/],
  ],
  [
    'brackets without end',
    `connections: ${'['.repeat(20_000)}`,
    [/^jinqiao\.yml:1: not valid YAML: it is too deep/],
  ],
  ['a key that stands twice', 'log: { level: info }\nlog: { level: info }\n', [/^jinqiao\.yml:2: .*twice/]],
  ['a key that is a list', '? [a]\n: b\n', [/^jinqiao\.yml:1: .*a key is no text/]],
  [
    'GBK',
    Buffer.concat([Buffer.from(`${example}\n# `), Buffer.from('bdf0b5fa', 'hex')]),
    [/is no UTF-8, most often it is GBK/],
  ],
  ['UTF-16 with a mark', Buffer.from(`\uFEFF${example}`, 'utf16le'), [/^jinqiao\.yml:1: is UTF-16/]],
  ['UTF-16 without a mark', Buffer.from(example, 'utf16le'), [/^jinqiao\.yml:1: is UTF-16/]],
  ['zeros', Buffer.alloc(1_000), [/^jinqiao\.yml:1: is UTF-16/]],
  ['a file of three megabytes', '#'.repeat(3 * 2 ** 20), [/^jinqiao\.yml: is larger than 2 MB/]],
  ['a key of a megabyte', `${'k'.repeat(2 ** 20)}: 1\n`, [/too long|unknown key/]],
  ['a text where the file should be', 'hello\n', [/must be a map/]],
];

test.each(files)('%s: one line, with file and line', (_, content, lines) => {
  chooseLanguage('en');
  const found = seen('jinqiao.yml', content);
  lines.forEach((line) => expect(found.join('\n')).toMatch(new RegExp(line.source, 'm')));
  expect(found.every((line) => line.length < 1_100 && line.startsWith('jinqiao.yml'))).toBe(true);
});

test('a byte order mark in front is left out', () => {
  expect(seen('jinqiao.yml', `\uFEFF${example}`)).toEqual([]);
  writeFileSync(path.join(folder, '.env'), '\uFEFFFIRST=1\n');
  expect(readDotenv(path.join(folder, '.env'))).toEqual({ FIRST: '1' });
});

test('200,000 unknown keys: the first fifty are told, the others counted', () => {
  chooseLanguage('en');
  const keys = Array.from({ length: 200_000 }, (_, at) => `k${at}: 1`).join('\n');
  const lines = seen('jinqiao.yml', keys);
  expect(lines).toHaveLength(51);
  expect(lines.at(-1)).toBe('and 199951 more');
});

const dotenvs: readonly [content: string | Buffer, RegExp | undefined][] = [
  ['A=1\nSECRET=abc#def\n', /^\.env:2: the value of SECRET would end at its #; put it in quotes$/],
  ['export SECRET=#abc\n', undefined],
  ['SECRET=a b#c\n', /^\.env:1: the value of SECRET/],
  ['SECRET="abc#def"\nB=\'#\'\nC=1 # a comment\n# D=e#f\n', undefined],
  [Buffer.from('A=1\n', 'utf16le'), /^\.env:1: is UTF-16, not UTF-8/],
  [Buffer.concat([Buffer.from('A=1\nB='), Buffer.from('bdf0', 'hex')]), /^\.env:2: is no UTF-8/],
];

test.each(dotenvs)('.env %j', (content, line) => {
  chooseLanguage('en');
  expect(seen('.env', content)).toEqual(line === undefined ? [] : [expect.stringMatching(line)]);
});

test('a file that was damaged anywhere is refused by lines with file and place, or taken', () => {
  chooseLanguage('en');
  const random = xoroshiro128plus(20_261_130);
  const upTo = (most: number) => unsafeUniformIntDistribution(0, most, random);
  const pick = <T>(list: readonly T[]): T => list[upTo(list.length - 1)]!;
  const odd = [
    '{',
    '}',
    '[',
    ']',
    ':',
    '- ',
    '&a ',
    '*a',
    '<<: *a',
    '!!binary ',
    '|',
    '>',
    '"',
    "'",
    '\t',
    '\0',
    '%',
    '@',
    '?',
    '~',
    'null',
    '\u202e',
    '__proto__: 1',
    'constructor: {}',
    '{ env: hasOwnProperty }',
    '{ file: / }',
    '\r',
    '---\n',
    '# ',
  ];
  const damage = (text: string): string => {
    const at = upTo(text.length);
    const kinds = [
      () => text.slice(0, at) + pick(odd) + text.slice(at),
      () => text.slice(0, at) + text.slice(at + upTo(40)),
      () => text.slice(0, at) + text.slice(at, at + upTo(300)) + text.slice(at),
      () => text.split('\n').toSpliced(upTo(60), 1, pick(odd)).join('\n'),
      () => text.replace(pick(['env', 'kingdee', '2', 'true', 'url', 'platform', 'schemes']), pick(odd)),
    ];
    return pick(kinds)();
  };
  for (let round = 0; round < 300; round += 1) {
    let text = example;
    for (let times = upTo(3); times >= 0; times -= 1) text = damage(text);
    const lines = seen('jinqiao.yml', text);
    const odds = lines.filter((line) => !/^jinqiao\.yml(:\d+)?: .|^and \d+ more$/.test(line));
    expect({ round, odds }).toEqual({ round, odds: [] });
  }
});

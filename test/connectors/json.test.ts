import { readFileSync } from 'node:fs';
import path from 'node:path';
import { unsafeUniformIntDistribution as drawn, xoroshiro128plus } from 'pure-rand';
import { jsonOf, NotJson, parseJson } from '../../src/connectors/json';

const seed = 20_261_130;
const rng = xoroshiro128plus(seed);
const below = (most: number) => drawn(0, most - 1, rng);

const letters = [
  '"',
  '\\',
  '/',
  '\n',
  '\t',
  '\u0000',
  '\u001f',
  '\u2028',
  '😀',
  '仓',
  'Ａ',
  'e',
  '1',
  '-',
  '{',
  ']',
  ',',
  ' ',
];
const text = () => Array.from({ length: below(12) }, () => letters[below(letters.length)]).join('');

/** A document that a standard parser reads without loss. */
function random(depth = 0): unknown {
  const kind = below(depth > 4 ? 5 : 7);
  if (kind === 0) return [null, true, false][below(3)];
  if (kind === 1) return below(2 ** 31) - 2 ** 30;
  if (kind === 2) return (below(2 ** 31) / 1_024) * 10 ** (below(30) - 15);
  if (kind < 5) return text();
  const size = below(6);
  if (kind === 5) return Array.from({ length: size }, () => random(depth + 1));
  return Object.fromEntries(Array.from({ length: size }, () => [text(), random(depth + 1)]));
}

/** JSON with raw control characters inside its texts, as lenient writers leave them. */
function withRawControls(json: string): string {
  return json.replaceAll(/(?<!\\)(?:\\\\)*\\(?:n|t|u00[01][0-9a-f])/g, (escaped) => {
    const own = escaped.lastIndexOf('\\');
    return escaped.slice(0, own) + (JSON.parse(`"${escaped.slice(own)}"`) as string);
  });
}

test('random documents are read as JSON.parse reads them, spaced or not, with and without escaped control characters', () => {
  for (let round = 0; round < 3_000; round += 1) {
    const json = JSON.stringify(random(), undefined, [0, 1, '\t'][below(3)]);
    const expected: unknown = JSON.parse(json);
    expect(parseJson(json)).toEqual(expected);
    expect(parseJson(withRawControls(json))).toEqual(expected);
  }
});

test('random damage is refused where JSON.parse refuses it, and never with the text in the message', () => {
  for (let round = 0; round < 3_000; round += 1) {
    const json = JSON.stringify({ remark: 'secret', list: random() });
    const at = below(json.length);
    const damaged = json.slice(0, at) + '{}[]":,-1e.x\\'[below(13)]! + json.slice(at + below(3));
    const [own, standard] = [damaged, damaged].map((one, index) =>
      outcomeOf(index === 0 ? parseJson : JSON.parse, one),
    );
    if (standard === 'refused') expect(own).toBe('refused');
    else expect(own).toEqual(standard);
  }
});

function outcomeOf(parse: (json: string) => unknown, json: string): unknown {
  try {
    // Beyond the digits of a double the two are meant to differ.
    return JSON.stringify(parse(json), (_name, value: unknown) =>
      typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))
        ? Number(value)
        : value,
    );
  } catch (error) {
    expect(error instanceof NotJson ? error.message : '').not.toContain('secret');
    return 'refused';
  }
}

test.each([
  ['1234567890123456789', '1234567890123456789'],
  ['-9223372036854775808', '-9223372036854775808'],
  ['9007199254740991', 9007199254740991],
  ['9007199254740993', '9007199254740993'],
  ['12345678901234567890.5', '12345678901234567890.5'],
  ['0.1', 0.1],
  ['0.10000000000000000555', '0.10000000000000000555'],
  ['99999999999999.99', '99999999999999.99'],
  ['9999999999999.99', 9999999999999.99],
  ['123456789012345678.00', '123456789012345678.00'],
  ['1.0000000000', 1],
  ['100.000000000000000000', 100],
  ['1E+2', 100],
  ['1e-7', 1e-7],
  ['5.684341886080802e-14', Number('5.684341886080802e-14')],
  ['5.6843418860808012345e-14', '5.6843418860808012345e-14'],
  ['1E400', '1E400'],
  ['1e-400', '1e-400'],
])(
  'the number %s comes as %j: as a number only where that is exactly the number written',
  (written, expected) => {
    expect(parseJson(`{"a":[${written}],"b": ${written} }`)).toEqual({ a: [expected], b: expected });
  },
);

test('digits inside texts are left alone', () => {
  expect(parseJson('["x \\" 9223372036854775807", "1e5", "\\\\"]')).toEqual([
    'x " 9223372036854775807',
    '1e5',
    '\\',
  ]);
});

test('a tab and a line break inside a text are read: input 15', () => {
  const file = path.join(__dirname, '../fixtures/inputs/sources/15-control-characters.json');
  const answer = parseJson(readFileSync(file, 'utf8')) as { response: { datas: [{ remark: string }] } };
  expect(answer.response.datas[0].remark).toBe('first\tline\nsecond');
});

test.each([
  ['a carriage return and a form feed', '{"a":"x\r\n\fy"}', { a: 'x\r\n\fy' }],
  ['NUL', '["\u0000"]', ['\u0000']],
  ['a raw control character in a name', '{"a\tb":1}', { 'a\tb': 1 }],
  ['control characters behind escaped backslashes', '["\\\\\t\\\\"]', ['\\\t\\']],
  ['a byte order mark', '\uFEFF {"a":1}', { a: 1 }],
  ['members of one name: the later', '{"a":1,"a":2}', { a: 2 }],
])('%s', (_name, json, expected) => {
  expect(parseJson(json)).toEqual(expected);
});

test.each(['{"__proto__":{"code":0},"a":1}', '{"\\u005f_pr\\u006fto__":{"code":0},"a":1}'])(
  'a member __proto__ is left out: %s',
  (json) => {
    const read = parseJson(json) as Record<string, unknown>;
    expect(Object.getOwnPropertyNames(read)).toEqual(['a']);
    expect(read['code']).toBeUndefined();
    expect(({} as Record<string, unknown>)['code']).toBeUndefined();
  },
);

test.each([
  ['nothing', '', 'no JSON (0 characters)'],
  ['a page of HTML', '<html>secret', 'no JSON (12 characters)'],
  ['a backslash before a raw line break', '["secret\\\n"]', /^no JSON/],
  ['a text without an end', '{"secret":"x', /^no JSON/],
  ['a million open lists', '['.repeat(1_000_000), 'JSON nested deeper than 200 levels'],
  ['a million open objects', '{"a":'.repeat(1_000_000), 'JSON nested deeper than 200 levels'],
  ['a number of a million digits', `[${'1'.repeat(1_000_000)}]`, 'a number of more than 1000 characters'],
  ['a million signs', '-'.repeat(1_000_000), 'a number of more than 1000 characters'],
])('%s is refused in one line without the text', (_name, json, expected) => {
  expect(() => parseJson(json)).toThrow(NotJson);
  expect(() => parseJson(json)).toThrow(expected);
  expect(jsonOf(json)).toBeUndefined();
});

test('20 MB of text with digits, quotes and line breaks do not overflow', () => {
  const remark = '1234567890123456789 \n\\" '.repeat(800_000);
  const read = parseJson(`{"remark":"${remark}"}`) as { remark: string };
  expect(read.remark).toHaveLength(800_000 * 23);
});

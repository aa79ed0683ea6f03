import { parseJson } from '../../src/connectors/json';
import {
  dateTime,
  decimal,
  flag,
  id,
  type Reader,
  Unreadable,
  whole,
  words,
} from '../../src/connectors/readers';
import { extended, list, record, shown } from '../../src/connectors/record';

/** As a JSON answer holds them, so that numbers come as the reader of JSON gives them. */
const read = <T>(reader: Reader<T>, json: string) => reader(parseJson(json), 'field');

test.each<[Reader<unknown>, string, string, unknown]>([
  [decimal, 'decimal', '"12.50"', '12.50'],
  [decimal, 'decimal', '" -0.10 "', '-0.10'],
  [decimal, 'decimal', '1E+2', '100'],
  [decimal, 'decimal', '"1E+2"', '100'],
  [decimal, 'decimal', '"-1.5e-3"', '-0.0015'],
  [decimal, 'decimal', '"12.345E1"', '123.45'],
  [decimal, 'decimal', '"0.05e2"', '5'],
  [decimal, 'decimal', '1e-7', '0.0000001'],
  [decimal, 'decimal', '5.684341886080802e-14', '0.00000000000005684341886080802'],
  [decimal, 'decimal', '12345678901234567890.12345', '12345678901234567890.12345'],
  [decimal, 'decimal', '1e21', '1000000000000000000000'],
  [decimal, 'decimal', '"NULL"', undefined],
  [decimal, 'decimal', '" "', undefined],
  [id, 'id', '1234567890123456789', '1234567890123456789'],
  [id, 'id', '"0012"', '0012'],
  [id, 'id', '"10001.0"', '10001'],
  [id, 'id', '1E+5', '100000'],
  [id, 'id', '"null"', undefined],
  [whole, 'whole', '"5"', 5],
  [whole, 'whole', '"5.0"', 5],
  [whole, 'whole', '2592000.0', 2_592_000],
  [whole, 'whole', 'null', undefined],
  [flag, 'flag', 'true', true],
  [flag, 'flag', '"True"', true],
  [flag, 'flag', '"FALSE"', false],
  [flag, 'flag', '1', true],
  [flag, 'flag', '"0"', false],
  [flag, 'flag', '"Y"', true],
  [flag, 'flag', '"no"', false],
  [flag, 'flag', '""', undefined],
  [words, 'words', '7', '7'],
  [words, 'words', '1234567890123456789', '1234567890123456789'],
  [words, 'words', 'false', 'false'],
  [words, 'words', '"null"', 'null'],
  [words, 'words', '" 主仓 "', ' 主仓 '],
  [dateTime, 'dateTime', '"2026/1/5 9:05"', '2026-01-05 09:05:00'],
  [dateTime, 'dateTime', '"null"', undefined],
  [dateTime, 'dateTime', '"1900-01-01"', undefined],
])('%p: the %s %s is %j', (reader, _name, json, value) => {
  expect(read(reader, json)).toEqual(value);
});

test.each<[string, Reader<unknown>, string]>([
  ['decimal', decimal, '"1,234.50"'],
  ['decimal', decimal, '"１２"'],
  ['decimal', decimal, '"￥5"'],
  ['decimal', decimal, '"1e999"'],
  ['decimal', decimal, '"."'],
  ['decimal', decimal, 'true'],
  ['decimal', decimal, '{}'],
  ['id', id, '1.5'],
  ['id', id, '"500001-1"'],
  ['whole', whole, '9007199254740993'],
  ['flag', flag, '2'],
  ['flag', flag, '"maybe"'],
  ['words', words, '{"secret":1}'],
  ['words', words, '["secret"]'],
  ['dateTime', dateTime, '20261129'],
  ['dateTime', dateTime, '"2026-02-30"'],
])('no %s', (_name, reader, json) => {
  expect(() => read(reader, json)).toThrow(Unreadable);
  expect(() => read(reader, json)).toThrow(/^field: expected [^"]*$/);
});

describe('a record', () => {
  const inner = record({ qty: decimal, name: words });
  const outer = record({ io_date: dateTime, items: list(inner), labels: words });
  const odd = { io_date: 'soon', items: [{ qty: 'many', name: 'A' }, { qty: 1 }], labels: ['a'], other: 1 };

  it('throws for a member that cannot be read when that one is read, with its path', () => {
    const one = outer(odd, '');
    expect(() => one.io_date).toThrow('io_date: expected a date');
    expect(() => one.labels).toThrow('labels: expected text');
    expect(one.items.map(({ name }) => name)).toEqual(['A', undefined]);
    expect(one.items[1]?.qty).toBe('1');
    expect(() => one.items[0]?.qty).toThrow('items.0.qty: expected a decimal number');
  });

  it('is extended without being read', () => {
    const more = extended(outer(odd, ''), { key: 7 });
    expect(more.key).toBe(7);
    expect(() => more.io_date).toThrow(Unreadable);
  });

  it('is shown with the reasons in place of what cannot be read', () => {
    expect(JSON.stringify(shown(outer(odd, '')))).toBe(
      '{"io_date":"(expected a date, yyyy-MM-dd HH:mm:ss)","items":[{"qty":"(expected a decimal number)","name":"A"},{"qty":"1"}],"labels":"(expected text)"}',
    );
  });

  it.each([null, '', [], {}, undefined])('takes %j for an empty list', (items) => {
    expect(outer({ items }, '')).toEqual({ items: [] });
  });

  it('has no member of a prototype', () => {
    expect(outer(parseJson('{"__proto__":{"labels":"x"}}'), '').labels).toBeUndefined();
  });
});

import { readAnswer } from '../../src/connectors/kingdee/envelope';
import { meaningOf } from '../../src/connectors/kingdee/causes';
import { redacted, redactedAnswer } from '../../src/connectors/redact';
import { refusalXml, wordsOfPage } from '../../src/connectors/channel';
import { familyOf } from '../../src/connectors/meanings';
import { visible } from '../../src/contract/visible';
import { namedIn } from '../../src/connectors/kingdee/save';

/** A worker that reads one text for longer than five seconds loses its activities: none of a megabyte may take that. */
const MEGABYTE = 1024 * 1024;
const of = (part: string) => part.repeat(MEGABYTE / part.length);

const texts = {
  Chinese: of('很长的话'),
  digits: of('1'),
  letters: of('a'),
  blanks: of(' '),
  'half an address': of('a@'),
  dots: of('a.'),
  'quotation marks': of('“'),
  'words in quotation marks': of('"a" '),
  backslashes: of('\\'),
  'percent signs': of('%'),
  escapes: of('\\u0000'),
  'tags that are not closed': of('<a>'),
  'CDATA that is not closed': of('<a><![CDATA['),
  'beginnings of refusals': of('您没有'),
  'other beginnings': of('会话超过名称单据'),
  'English ones': of('request name '),
};

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'a meaning': (text) => meaningOf({ text }, 'write'),
  'a family of words': (text) => familyOf(text),
  'numbers of documents': (text) => namedIn(text, ['1']),
  'what must not leave': (text) => redacted(text, ['很长的话啊', 'secret'], 300),
  'a raw answer': (text) => redactedAnswer(text, ['secret'], 2_000),
  'an envelope': (text) => readAnswer(text),
  XML: (text) => refusalXml(`<a>${text}</a>`),
  HTML: (text) => wordsOfPage(`<html>${text}`),
  'what a screen obeys': (text) => visible(text),
};

/** Processor time that something takes, microseconds; what others do on the machine does not count. */
function cost(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** Below so many microseconds a measurement says nothing. */
const LEAST = 50_000;

/** Work of so many times the size: what grows with the square of it takes sixteen times as long for four. */
function expectLinear(times: number, small: () => unknown, large: () => unknown): void {
  const base = Math.max(LEAST, cost(small));
  expect(cost(large) / base).toBeLessThan(2.5 * times);
}

describe.each(Object.keys(readers))('%s is looked for', (reader) => {
  test.each(Object.entries(texts))('in a megabyte of %s in no time', (_name, text) => {
    const read = readers[reader]!;
    expectLinear(
      4,
      () => read(text.slice(0, MEGABYTE / 4)),
      () => read(text),
    );
  });
});

test('fifty errors about a page with a remark of a megabyte take no time', () => {
  const remarks = [of('很长的备注，')];
  const about = (error: number) =>
    expect(redacted(`第${error}行：很长的备注过长`, remarks, 300)).toMatch(/^第\d+行：\*\*\*过长$/);
  const errors = Array.from({ length: 50 }, (_, error) => error);
  expectLinear(
    2,
    () => about(0),
    () => errors.forEach(about),
  );
});

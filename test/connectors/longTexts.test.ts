import { readAnswer } from '../../src/connectors/kingdee/envelope';
import { meaningOf } from '../../src/connectors/kingdee/causes';
import { namedIn } from '../../src/connectors/kingdee/named';
import { redacted, redactedAnswer } from '../../src/connectors/redact';
import { refusalXml, wordsOfPage } from '../../src/connectors/refusalXml';
import { familyOf } from '../../src/connectors/words';
import { visible } from '../../src/contract/visible';

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

describe.each(Object.keys(readers))('%s is looked for', (reader) => {
  test.each(Object.entries(texts))('in a megabyte of %s in no time', (_name, text) => {
    const begun = performance.now();
    readers[reader]!(text);
    expect(performance.now() - begun).toBeLessThan(3_000);
  });
});

test('fifty errors about a page with a remark of a megabyte take no time', () => {
  const remarks = [of('很长的备注，')];
  const begun = performance.now();
  for (let error = 0; error < 50; error += 1)
    expect(redacted(`第${error}行：很长的备注过长`, remarks, 300)).toMatch(/^第\d+行：\*\*\*过长$/);
  expect(performance.now() - begun).toBeLessThan(3_000);
});

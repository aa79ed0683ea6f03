import MarkdownIt from 'markdown-it';
import { requestOf } from '../../src/activities/alerts/formats';
import type { ChannelSettings, Notification } from '../../src/contract/alerts';
import { untranslated } from '../../src/contract/bilingual';
import { onTerminal, table } from '../../src/commands/terminal/output';
import { keysOf, short } from '../../src/workflows/engine/markdown';
import { inert, visible, visibleJson } from '../../src/contract/visible';

const odd: readonly [what: string, text: string, shown: string][] = [
  ['a colour', '\u001b[31mred\u001b[0m', '\\x1b[31mred\\x1b[0m'],
  [
    'a link of a terminal (OSC 8)',
    '\u001b]8;;http://evil.example\u0007here\u001b]8;;\u0007',
    '\\x1b]8;;http://evil.example\\x07here\\x1b]8;;\\x07',
  ],
  ['a title of a window', '\u001b]0;root\u0007', '\\x1b]0;root\\x07'],
  ['a sequence in one character (C1)', '\u009b2J', '\\x9b2J'],
  ['NUL and bell', 'a\u0000b\u0007', 'a\\x00b\\x07'],
  ['a return that writes over the line', '50 refused\r✓ clean', '50 refused\\x0d✓ clean'],
  ['backspaces', 'no\b\byes', 'no\\x08\\x08yes'],
  ['text from right to left', '\u202e1002\u202c', '\\u202e1002\\u202c'],
  ['isolated direction', '\u2066a\u2069', '\\u2066a\\u2069'],
  ['a line separator', 'a\u2028b', 'a\\u2028b'],
  ['half of a character', 'a\ud800', 'a\\ud800'],
  ['invisible tags', 'a\u{e0041}', 'a\\u{e0041}'],
  ['letters, signs and pictures', '天猫 ① ²\t👨‍👩‍👧\n', '天猫 ① ²\t👨‍👩‍👧\n'],
];

test.each(odd)('%s is shown, and not obeyed', (_, text, shown) => {
  expect(visible(text)).toBe(shown);
  expect(onTerminal(text, false)).toBe(shown);
  expect(JSON.parse(visibleJson(JSON.stringify({ text })))).toEqual({ text });
  expect(visibleJson(JSON.stringify({ text }))).not.toMatch(/[\p{Cc}\u2028\u202a-\u202e\u2066-\u2069]/u);
});

test('our own colours stay; of others none that hides, moves or asks', () => {
  expect(onTerminal('\u001b[1m\u001b[32m✓\u001b[39m\u001b[22m', true)).toBe(
    '\u001b[1m\u001b[32m✓\u001b[39m\u001b[22m',
  );
  expect(onTerminal('\u001b[8mhidden\u001b[2J\u001b[6n', true)).toBe('\\x1b[8mhidden\\x1b[2J\\x1b[6n');
});

test('a cell of a table is measured as it is shown', () => {
  const lines = table(['key'], [['\u001b[2Jab'], ['abcdefgh']]).split('\n');
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
});

/** As strict a reader of Markdown as there is: addresses become links by themselves, HTML counts. */
const markdown = new MarkdownIt({ html: true, linkify: true, typographer: false });

const words = [
  '[click](https://evil.example/x)',
  '![pixel](https://evil.example/p.png)',
  '<a href="https://evil.example">here</a>',
  '<https://evil.example>',
  'see https://evil.example/login now',
  'HTTP://EVIL.EXAMPLE and www.evil.example',
  'mail a@evil.example or mailto:a@evil.example',
  '`code` [x]: https://evil.example',
  '[x][1]\n\n[1]: https://evil.example',
  'javascript:alert(1) data:text/html,x tel:10086',
  '\u202e[gpj](https://evil.example)',
  '<@all> @所有人',
  'look at evil.com or shop.evil.cn/x?y=1',
];

const told = (message: string): Notification =>
  ({
    kind: 'failed',
    state: 'raised',
    scheme: 'guanyiShopsToKingdeeCustomers',
    at: '2026-11-29T00:00:00.000Z',
    since: '2026-11-29T00:00:00.000Z',
    message: untranslated(message),
    reasons: [{ cause: 'other', field: message, keys: [message] }],
    keys: [message],
  }) as unknown as Notification;

const channel = (format: string) =>
  ({ format, url: 'https://group.example', language: 'both' }) as unknown as ChannelSettings;

describe.each(words)('%j of a platform', (text) => {
  const live = /<a |<img |<(?!\/?(?:p|em|strong|ul|li|code|br|blockquote)\b)[a-z]/i;

  it('is no link on the page of a run', () => {
    const page = ['- **1 × other** · ' + keysOf([text], 5), `  ${short(text, 160)}`].join('\n');
    expect(markdown.render(page)).not.toMatch(live);
    expect(markdown.render(inert(text))).not.toMatch(live);
  });

  it.each(['dingtalk', 'wecom'])('is no link in %s', (format) => {
    const { body } = requestOf(channel(format), [told(text)], 0);
    const message = JSON.parse(body) as { markdown: { text?: string; content?: string } };
    const content = message.markdown.text ?? message.markdown.content ?? '';
    expect(markdown.render(content)).not.toMatch(live);
  });

  it.each(['feishu', 'slack'])('is no address and no mention in %s', (format) => {
    const { body } = requestOf(channel(format), [told(text)], 0);
    expect(body).not.toMatch(/https?:\/\/evil|www\.evil|<@|<at/i);
  });
});

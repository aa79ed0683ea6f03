import { createHmac } from 'node:crypto';
import { requestOf } from '../../../src/activities/alerts/formats';
import { alertsSchema, channelSchema } from '../../../src/config/shape';
import { type ChannelSettings, alertKinds } from '../../../src/contract/alerts';
import { untranslated } from '../../../src/contract/bilingual';
import { failed, newReason } from './told';

const now = 1_577_262_236_757;
const url = 'https://hooks.example.com/send?access_token=geheim';
const channel = (members: object): ChannelSettings =>
  channelSchema.parse({ url, language: 'zh', ...members });
const bodyOf = (members: object, told = [failed]) =>
  JSON.parse(requestOf(channel(members), told, now).body) as { text: string; markdown: { content: string } };

test('DingTalk: Markdown with a title; timestamp and signature in the query', () => {
  const { query, body } = requestOf(channel({ format: 'dingtalk', secret: 'this is secret' }), [failed], now);
  expect(query).toEqual([
    'timestamp=1577262236757',
    'sign=hmPWwU%2B7lVdm3ZZz0r9tSfx0L4Q26jWOZr9%2BGs6EZQM%3D',
  ]);
  expect(JSON.parse(body)).toEqual({
    msgtype: 'markdown',
    markdown: {
      title: '金桥 Jinqiao · 运行失败 · qimenSaleoutsToKingdeeOutstocks',
      text: expect.stringMatching(/^\*\*🔴 金桥 Jinqiao · 运行失败\*\*\n\n聚水潭奇门出库单查询/),
    },
  });
});

test.each([0, 1, 2, 3])('WeCom: Markdown, of 4,096 bytes at most, cut between characters (%i)', (shift) => {
  const long = { ...failed, scheme: 'x'.repeat(shift), message: untranslated('<🛒') };
  const { markdown } = bodyOf(
    { format: 'wecom' },
    Array.from({ length: 40 }, () => long),
  );
  expect(Buffer.byteLength(markdown.content)).toBeLessThanOrEqual(4_096);
  expect(Buffer.byteLength(markdown.content)).toBeGreaterThan(4_080);
  expect(markdown.content).toMatch(/…$/);
  expect(markdown.content).not.toContain('\uFFFD');
});

test('WeCom: nobody is called by a platform’s words', () => {
  const calling = { ...failed, message: untranslated('<@all> <font color="warning">') };
  expect(bodyOf({ format: 'wecom' }, [calling]).markdown.content).toContain('＜＠all＞ ＜font');
});

test.each([
  ['dingtalk', 20_000],
  ['feishu', 20_000],
  ['slack', 40_000],
])('%s: the longest message is within %i bytes, however much of it is escaped', (format, most) => {
  for (const message of ['"\\', '&<>', '\n', '单据', '🛒']) {
    const told = Array.from({ length: 60 }, () => ({
      ...failed,
      message: untranslated(message.repeat(150)),
    }));
    const { body } = requestOf(channel({ format }), told, now);
    expect(Buffer.byteLength(body)).toBeLessThan(most);
  }
});

test('every message holds the word that a keyword rule asks for, in text and in title', () => {
  for (const format of ['dingtalk', 'wecom', 'feishu', 'slack', 'json']) {
    const { body } = requestOf(channel({ format, language: 'en' }), [newReason], now);
    for (const word of ['金桥', 'Jinqiao']) expect(body).toContain(word);
  }
  const { markdown } = bodyOf({ format: 'dingtalk' }) as unknown as { markdown: { title: string } };
  expect(markdown.title).toContain('金桥');
});

test('a reconciliation that failed is not called a run', () => {
  const { text } = bodyOf({ format: 'slack', language: 'both' }, [{ ...failed, of: 'reconciliation' }]);
  expect(text).toContain('对账失败 / reconciliation failed');
  expect(text).toContain('jinqiao reconcile');
});

test('Feishu: text; seconds and signature in the body; nobody is called by a platform’s words', () => {
  const calling = { ...failed, message: untranslated('<at user_id="all">') };
  expect(bodyOf({ format: 'feishu', secret: 'demo' }, [calling])).toEqual({
    timestamp: '1577262236',
    sign: createHmac('sha256', '1577262236\ndemo').update('').digest('base64'),
    msg_type: 'text',
    content: { text: expect.stringContaining('＜at user_id') },
  });
  expect(bodyOf({ format: 'feishu' })).not.toHaveProperty('sign');
});

test('Slack: text with its three characters escaped', () => {
  const { text } = bodyOf({ format: 'slack' }, [{ ...failed, message: untranslated('<!channel> & more') }]);
  expect(text).toContain('＜!channel＞ &amp; more');
});

test('JSON: the alerts as data, signed over timestamp and body', () => {
  const { headers, body } = requestOf(channel({ format: 'json', secret: 's' }), [failed], now);
  const { message, ...alert } = failed;
  expect(JSON.parse(body)).toMatchObject({ alerts: [{ ...alert, message: message?.en }] });
  const hex = createHmac('sha256', 's').update(`${now}.${body}`).digest('hex');
  expect(headers).toMatchObject({ 'x-jinqiao-timestamp': `${now}`, 'x-jinqiao-signature': `sha256=${hex}` });
});

test('a message says what, where, when, how many and what to do, Chinese first', () => {
  const { text } = bodyOf({ format: 'slack', language: 'both' });
  expect(text.split('\n')).toEqual([
    '🔴 金桥 Jinqiao · 运行失败 / run failed',
    '聚水潭奇门出库单查询 → 金蝶云星空销售出库单新增'.replace('>', '&gt;'),
    'Jushuitan-Qimen sale-outs → Kingdee sales outstocks',
    'qimenSaleoutsToKingdeeOutstocks',
    '时间：2026-11-02 09:00:00',
    '时间段：2026-11-01 00:00:00 — 2026-11-02 00:00:00',
    '读取 100，新增 40，未变 58，拒绝 2',
    '信息：kingdee BatchSave: HTTP status 401',
    expect.stringMatching(/^处理：请打开运行页面/),
    'at: 2026-11-02 09:00:00',
    'window: 2026-11-01 00:00:00 — 2026-11-02 00:00:00',
    'read 100, created 40, unchanged 58, rejected 2',
    'message: kingdee BatchSave: HTTP status 401',
    expect.stringMatching(/^what to do: Open the run/),
    'https://temporal.example.com/namespaces/default/workflows/qimen%2Flive',
  ]);
});

test('a reason names its first keys and its own advice', () => {
  const { text } = bodyOf({ format: 'slack' }, [newReason]);
  expect(text).toContain(
    '原因：closed-period (FDate) · 700001, 700002, 700003, 700004, 700005, … +1 · 请反关账',
  );
});

test('a resolved state says so, and since when it lasted, without advice', () => {
  const resolved = { ...failed, state: 'resolved' as const, since: '2026-11-01T01:00:00.000Z' };
  const { text } = bodyOf({ format: 'slack' }, [resolved]);
  expect(text).toContain('🟢 金桥 Jinqiao · 已恢复：运行失败');
  expect(text).toContain('始于 2026-11-01 09:00:00');
  expect(text).not.toContain('处理');
});

test('neither address nor secret is in a message', () => {
  for (const format of ['dingtalk', 'feishu', 'json'])
    expect(requestOf(channel({ format, secret: 'geheim-2' }), [failed], now).body).not.toMatch(/geheim/);
});

test('a channel may ask for every kind there is', () => {
  const on = [...alertKinds];
  const { channels } = alertsSchema.parse({ channels: { one: { format: 'slack', url, on } } });
  expect(channels.one?.on).toEqual(on);
});

import { redacted, redactedAnswer } from '../../src/connectors/redact';

const remark = '请电联 张三丰 13812345678，送到浙江省杭州市西湖区示例路3号1室';
const secret = 'S3cr/et+值&=x';
const texts = [remark, '张三丰', secret];

const leaks = ['张三丰', '13812345678', '1381234', '示例路3号', '杭州市西湖', 'S3cr', 'et+值'];

const words: readonly [how: string, said: string, shown: string][] = [
  ['as it is', `备注“${remark}”超长`, '备注“***”超长'],
  ['cut', `备注“${remark.slice(0, 12)}…”超长`, '备注“***…”超长'],
  ['cut in front', `…${remark.slice(20)} 超长`, '…*** 超长'],
  ['with other blanks', `备注 ${Array.from(remark).join(' ')} 超长`, '备注 *** 超长'],
  ['without its signs', `备注 ${remark.replaceAll(/[ ，]/g, '')} 超长`, '备注 *** 超长'],
  ['percent-encoded', `备注=${encodeURIComponent(remark)}&x=1`, '备注=***&x=1'],
  [
    'as JSON with escapes',
    `{"remark":"${Array.from(remark)
      .map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join('')}"}`,
    '{"remark":"***"}',
  ],
  [
    'as HTML',
    `<b>${Array.from(remark)
      .map((c) => `&#${c.charCodeAt(0)};`)
      .join('')}</b>`,
    '<b>***</b>',
  ],
  ['in full width', '电话１３８１２３４５６７８', '电话***'],
  ['the name alone', '客户张三丰不存在', '客户***不存在'],
  ['a secret in an address', `sign of ${encodeURIComponent(secret)} differs`, 'sign of *** differs'],
  ['a secret in JSON', `{"k":${JSON.stringify(secret).replace('/', '\\/')}}`, '{"k":"***"}'],
  ['a secret in capitals', secret.toUpperCase(), '***'],
];

test.each(words)('what was sent is left out %s', (_, said, shown) => {
  const left = redacted(said, texts, 300);
  expect(leaks.filter((leak) => left.includes(leak))).toEqual([]);
  expect(left.replaceAll(/[\s“”，。+&=]*\*\*\*[\s，。+&=]*(?:\*\*\*)?/g, '***')).toBe(
    shown.replaceAll(/[\s“”，。+&=]*\*\*\*[\s，。+&=]*/g, '***'),
  );
});

test('numbers and addresses of people are left out whoever they are of; numbers of documents stay', () => {
  const said =
    '用户 139-8765-4321（330102199003077758，li.si@example.com）的单据 XSCKD07-00006、700001、3000000000000000001、20261129 未找到';
  expect(redacted(said, [], 300)).toBe(
    '用户 ***（***，***）的单据 XSCKD07-00006、700001、3000000000000000001、20261129 未找到',
  );
});

test('words that happen to share a few characters with what was sent stay', () => {
  expect(redacted('库存组织“示例”不存在，单据编号 700001', ['送到示例路3号'], 300)).toBe(
    '库存组织“示例”不存在，单据编号 700001',
  );
});

test('it is cut behind the redaction, so that half of a name does not stay', () => {
  const said = `${'x'.repeat(298)}张三丰`;
  expect(redacted(said, texts, 300)).toBe(`${'x'.repeat(298)}**`);
});

test('a raw answer is kept without tokens and what its members say of people', () => {
  const answer = JSON.stringify({
    code: 0,
    data: {
      access_token: 'abcdef0123456789',
      KDSVCSessionId: 'session-1',
      receiver_name: '李四',
      remark: 'line "one"\n138 0013 8000',
      sku_id: 'M00001',
      qty: 3,
    },
  });
  const kept = redactedAnswer(answer, [], 2_000);
  expect(kept).not.toMatch(/abcdef|session-1|李四|line|8000/);
  expect(JSON.parse(kept)).toMatchObject({
    code: 0,
    data: { sku_id: 'M00001', qty: 3, access_token: '***' },
  });
  expect(redactedAnswer(answer.slice(0, answer.indexOf('456789')), [], 2_000)).not.toContain('abcdef');
});

test('of twenty megabytes of words the first part is read, and no half of a name stays', () => {
  expect(redacted('张三丰'.repeat(7_000_000), texts, 300)).not.toMatch(/张|三|丰/);
});

import { catalogue } from '../../src/operations/schemes';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { faultText } from '../../src/messages/faults';
import { ConfigFaults, type FaultReason } from '../../src/config/faults';
import { loadConfig } from '../../src/config/load';
import { loadDotenv } from '../../src/config/environment';
import { englishIn } from '../support/english';

const erp = (more = '') => `connections:
  erp: { platform: qimen, url: "https://erp.example.com", appKey: a, appSecret: { env: SECRET }, customerId: c${more} }
`;
const books = (more = '') => `connections:
  books: { platform: kingdee, auth: password, url: "https://books.example.com/k3cloud/", acctId: a, userName: b, password: { env: SECRET }${more} }
`;
const scheme = (name: string, more: string) => `${erp()}schemes:
  ${name}: { source: erp, target: erp${more} }
`;
const bills = 'qimenSaleoutsToKingdeeOutstocks';
const stocks = 'jushuitanWarehousesToKingdeeStocks';
const schedule = (text: string) => scheme(bills, `, schedule: ${text}`);

/** What is wrong, and what is said of it. */
type Case = readonly [text: string | undefined, at: string, en: RegExp, zh: RegExp];

/** A case or several of each kind of fault that a text can have; a new kind does not compile without one. Of others see `oddFiles.test.ts`. */
const cases: {
  readonly [
    Code in Exclude<FaultReason['code'], 'unreadable' | 'other' | 'encoding' | 'too-large' | 'cut-off'>
  ]: readonly Case[];
} = {
  'no-file': [
    [
      undefined,
      '',
      /^no such file; copy jinqiao.example.yml/,
      /^没有这个文件；请把 jinqiao.example.yml 复制/,
    ],
  ],
  'not-yaml': [
    ['connections: "erp\n', '', /^not valid YAML: a character is missing/, /^不是有效的 YAML：缺少字符/],
    ['a: 1\na: 2\n', '', /^not valid YAML: a key stands there twice/, /^不是有效的 YAML：同一个键出现了两次/],
  ],
  'secret-written-out': [
    [
      erp(', session: hunter2'),
      'connections.erp.session',
      /^a secret may not stand/,
      /^密钥不能明文写在此文件中；请改用 \{ env: 变量名 \}/,
    ],
  ],
  'variable-not-set': [
    [
      erp(', session: { env: NO_SUCH }'),
      'connections.erp.session',
      /^environment variable NO_SUCH is not set; set it/,
      /^环境变量 NO_SUCH 未设置；请在环境或 \.env 中设置$/,
    ],
  ],
  'file-unreadable': [
    [
      erp(', session: { file: none.txt }'),
      'connections.erp.session',
      /^cannot read none.txt \(ENOENT\); correct/,
      /^无法读取 none.txt（ENOENT）；请检查路径和权限$/,
    ],
  ],
  'unknown-name': [
    [
      erp().replace('qimen', 'qinem'),
      'connections.erp.platform',
      /^unknown platform "qinem"; did you mean "qimen"\?$/,
      /^没有名为“qinem”的平台；是不是“qimen”？$/,
    ],
    [
      scheme('sales', ''),
      'schemes.sales',
      /^unknown scheme "sales"; known: /,
      /^没有名为“sales”的方案；现有：/,
    ],
    [
      scheme(bills, ', parameters: { taxRat: 13 }'),
      `schemes.${bills}.parameters.taxRat`,
      /^unknown parameter .*"taxRate"\?$/,
      /^没有名为“taxRat”的参数；是不是“taxRate”？$/,
    ],
  ],
  'unknown-key': [
    [
      `${erp()}lgo: { level: info }\n`,
      'lgo',
      /^unknown key; did you mean "log"\?$/,
      /^没有这个配置项；是不是“log”？$/,
    ],
  ],
  'key-of-another-kind': [
    [
      books(', appId: { env: SECRET }'),
      'connections.books.appId',
      /^unknown key; it belongs to another kind; leave it out$/,
      /^此处没有这个配置项：它属于另一种类型，请删除$/,
    ],
  ],
  'other-platform': [
    [
      scheme(bills, ''),
      `schemes.${bills}.target`,
      /^connection "erp" is of platform qimen; this needs one of kingdee$/,
      /^连接“erp”的平台是 qimen；此处需要 kingdee 的连接$/,
    ],
  ],
  parameter: [
    [
      scheme(bills, ', parameters: { taxRate: 113 }'),
      `schemes.${bills}.parameters.taxRate`,
      /^must be a number from 0 to below 100, .*; given is "113"$/,
      /^取值应为：0 至 100（不含）的数，最多 \d+ 位小数；现为“113”$/,
    ],
  ],
  missing: [
    [
      erp().replace('customerId: c', ''),
      'connections.erp.customerId',
      /^is missing; give a text$/,
      /^缺少此项；请填写文本$/,
    ],
    ['', 'connections', /^is missing; give a map of keys and values$/, /^缺少此项；请填写键值对$/],
  ],
  'wrong-kind': [
    [
      scheme(bills, ', concurrency: many'),
      `schemes.${bills}.concurrency`,
      /^must be a number$/,
      /^应为数字$/,
    ],
    [
      scheme(bills, ', repairs: perhaps'),
      `schemes.${bills}.repairs`,
      /^must be true or false$/,
      /^应为 true 或 false$/,
    ],
  ],
  'not-one-of': [
    [
      erp(', signMethod: sha1'),
      'connections.erp.signMethod',
      /^must be one of: md5, hmac, hmac-sha256$/,
      /^只能是以下之一：md5, hmac, hmac-sha256$/,
    ],
  ],
  'too-small': [
    [
      scheme(bills, ', concurrency: 0'),
      `schemes.${bills}.concurrency`,
      /^must be 1 or more$/,
      /^不能小于 1$/,
    ],
    [
      books(', acctId: ""').replace('acctId: a, ', ''),
      'connections.books.acctId',
      /^is too short: 1 or more/,
      /^太短：至少需要 1 个$/,
    ],
    [books(', lookUpBatch: 0'), 'connections.books.lookUpBatch', /^must be more than 0$/, /^必须大于 0$/],
  ],
  'too-big': [
    [
      scheme(bills, ', concurrency: 17'),
      `schemes.${bills}.concurrency`,
      /^must be 16 or less$/,
      /^不能大于 16$/,
    ],
  ],
  'not-sliced': [
    [
      scheme(stocks, ', sliceDays: 1').replaceAll('qimen', 'jushuitan'),
      `schemes.${stocks}.sliceDays`,
      /^the source of this scheme is not read in slices; leave it out$/,
      /^该方案的来源不按时间片读取；请删去此项$/,
    ],
  ],
  setting: [
    [erp().replace('appKey: a', 'appKey: " "'), 'connections.erp.appKey', /^is empty$/, /^不能为空$/],
    [
      erp(', budget: { perSecond: few }'),
      'connections.erp.budget.perSecond',
      /^must be a whole number, 0 or more$/,
      /^应为不小于 0 的整数$/,
    ],
    [
      erp().replace('https:', 'ftp:'),
      'connections.erp.url',
      /^must be an address that starts with/,
      /^应为以 https:\/\/ 或 http:\/\/ 开头的地址$/,
    ],
    [
      erp().replace('.com', '.com/?a=1'),
      'connections.erp.url',
      /^must be an address without query/,
      /^地址中不能有查询参数/,
    ],
    [
      books().replace('https:', 'ftp:'),
      'connections.books.url',
      /ending in \/k3cloud\/$/,
      /以 \/k3cloud\/ 结尾$/,
    ],
    [
      erp(', budget: { account: "a b" }'),
      'connections.erp.budget.account',
      /^must be a name of at most 60/,
      /^应为最多 60 个字母/,
    ],
    [
      books(', contactFields: { name: "a b" }'),
      'connections.books.contactFields.name',
      /^must be a field key/,
      /^应为字段标识/,
    ],
    [
      scheme(bills, ', since: yesterday'),
      `schemes.${bills}.since`,
      /^must be yyyy-MM-dd HH:mm:ss/,
      /^应为 yyyy-MM-dd HH:mm:ss（北京时间）$/,
    ],
    [
      schedule('{ cron: "0 1 * * *", timeZone: Peking }'),
      `schemes.${bills}.schedule.timeZone`,
      /^is no time zone/,
      /^不是时区/,
    ],
  ],
  cron: [
    [
      schedule('{ cron: "0 1 * *" }'),
      `schemes.${bills}.schedule.cron.0`,
      /^"0 1 \* \*" is no cron expression: it must have five fields/,
      /^“0 1 \* \*”不是有效的 cron 表达式：应有五段/,
    ],
    [
      schedule('{ cron: "0 25 * * *" }'),
      `schemes.${bills}.schedule.cron.0`,
      /the hour cannot be read/,
      /“时”无法识别/,
    ],
    [
      schedule('{ cron: "0 1 30 2 *" }'),
      `schemes.${bills}.schedule.cron.0`,
      /its time never comes$/,
      /这个时间永远不会到来$/,
    ],
  ],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'faults-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function thrown(work: () => unknown): ConfigFaults {
  try {
    work();
  } catch (error) {
    if (error instanceof ConfigFaults) return error;
    throw error;
  }
  throw new Error('there is no fault');
}

function faultsOf(text: string | undefined): ConfigFaults {
  const file = path.join(folder, 'jinqiao.yml');
  if (text !== undefined) writeFileSync(file, text);
  return thrown(() => loadConfig({ path: file, env: { SECRET: 'hunter2' }, catalogue }));
}

test.each(
  Object.entries(cases).flatMap(([code, list]) =>
    list.map(([text, at, en, zh]) => ({ code, text, at, en, zh })),
  ),
)('$code at $at is said in both languages', ({ code, text, at, en, zh }) => {
  const { faults } = faultsOf(text);
  const fault = faults.find(({ path: place, reason }) => place === at && reason.code === code);
  expect({ faults, fault }).toMatchObject({ fault: { path: at } });
  const told = faultText(fault!.reason);
  expect(told).toEqual({ en: expect.stringMatching(en) as string, zh: expect.stringMatching(zh) as string });
  expect(code === 'not-yaml' ? [] : englishIn(told.zh)).toEqual([]);
  expect(JSON.stringify(faults.map(({ reason }) => faultText(reason)))).not.toContain('hunter2');
});

test('a file that cannot be read is said in both languages', () => {
  const { faults } = thrown(() => loadConfig({ path: folder, env: {}, catalogue }));
  const told = {
    en: 'cannot be read (EISDIR); correct its rights',
    zh: '无法读取（EISDIR）；请检查文件权限',
  };
  expect(faults.map(({ reason }) => [reason.code, faultText(reason)])).toEqual([['unreadable', told]]);
  expect(loadDotenv).not.toThrow();
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { root } from '../../src/root';
import { freePort } from '../../src/temporal/ports';
import { englishIn } from '../support/english';
import { World } from '../support/world';
import { cleanEnvironment, type Finished, jinqiao } from './jinqiao';

const scheme = 'jushuitanWarehousesToKingdeeStocks';
const bills = 'qimenSaleoutsToKingdeeOutstocks';
const unseen = 'kingdeeCustomersToGreatonceDistributors';
const example = ['--config', path.join(root, 'jinqiao.example.yml')];

jest.setTimeout(240_000);

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

/** The same command line in both languages. */
async function inBoth(
  args: readonly string[],
  changes: Readonly<Record<string, string>> = {},
): Promise<{ en: Finished; zh: Finished }> {
  const env = cleanEnvironment({ ...world.env, ...changes });
  const en = await jinqiao(args, { env });
  const zh = await jinqiao(args, { env: { ...env, LANG: 'zh_CN.UTF-8' } });
  return { en, zh };
}

/** Ends alike; Chinese has no English sentence, English no Chinese. */
function expectAlike({ en, zh }: { en: Finished; zh: Finished }, code: number): void {
  expect({ en: en.code, zh: zh.code, shown: en.stdout + en.stderr }).toMatchObject({ en: code, zh: code });
  expect(englishIn(zh.stdout + zh.stderr)).toEqual([]);
  expect(zh.stdout + zh.stderr).toMatch(/\p{Script=Han}/u);
}

test.each<[string, string[], RegExp, RegExp]>([
  [
    'a parameter',
    ['run', bills, '--set', 'taxRate=113'],
    /parameter taxRate must be/,
    /参数 taxRate 取值应为：0 至 100/,
  ],
  ['days', ['reconcile', scheme, '--from', '2026-10-01'], /is read in full/, /总是读取整个列表/],
  ['no look-up', ['reconcile', unseen], /cannot be reconciled/, /无法对账/],
  ['a Schedule', ['schedules', 'trigger', scheme], /there is no Schedule/, /没有定时计划/],
  [
    'no alerts',
    ['alerts', 'test'],
    /no alert channel in .*; add one/,
    /没有告警通道；请在 alerts.channels 下添加$/,
  ],
])('%s ends alike in both languages', async (_name, args, en, zh) => {
  const both = await inBoth(args);
  expect(both.en.stderr.trim()).toMatch(en);
  expect(both.zh.stderr.trim()).toMatch(zh);
  expectAlike(both, 2);
});

test('a server that does not answer', async () => {
  const both = await inBoth(['runs', ...example], { TEMPORAL_ADDRESS: `127.0.0.1:${await freePort()}` });
  expect(both.zh.stderr).toMatch(/没有应答（.*）；请用 `jinqiao dev` 启动一个/);
  expect([both.en.code, both.zh.code]).toEqual([3, 3]);
});

describe('check', () => {
  test('of connections that are well', async () => {
    await world.startWorker();
    const both = await inBoth(['check']);
    expect(both.en.stdout).toContain('✓ credentials: signature and token are accepted');
    expect(both.zh.stdout).toContain('✓ 凭据: 签名和令牌有效');
    expect(both.zh.stdout).toContain('✓ 权限: BD_Customer, BD_STOCK, SAL_OUTSTOCK 没有查询到任何单据');
    expectAlike(both, 0);
  });

  test('of credentials and addresses that are wrong', async () => {
    const both = await inBoth(['check'], {
      JUSHUITAN_ACCESS_TOKEN: 'wrong',
      KINGDEE_URL: `http://127.0.0.1:${await freePort()}/k3cloud/`,
      GUANYI_SECRET: 'wrong',
      QIMEN_APP_SECRET: 'wrong',
    });
    // The token is renewed; what GreatOnce would say is not asked.
    expect(both.zh.stdout.match(/✗ 凭据/g)).toHaveLength(2);
    expect(both.zh.stdout).toContain('凭据或权限被拒绝，代码 25，平台返回“Invalid signature”');
    expect(both.zh.stdout).toMatch(
      /✗ 可达: kingdee \S+：无法连接该地址（127\.0\.0\.1:\d+, ECONNREFUSED）\n {4}请检查 url/,
    );
    expectAlike(both, 3);
  });

  test('of what is no platform', async () => {
    const server = createServer((_, answer) => answer.end('<html>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const elsewhere = ['JUSHUITAN', 'KINGDEE', 'QIMEN', 'GUANYI', 'GREATONCE'].map((name) => [
      `${name}_URL`,
      url,
    ]);
    const both = await inBoth(['check'], Object.fromEntries(elsewhere) as Record<string, string>);
    server.close();
    expect(both.zh.stdout).toContain('应答不符合平台的约定');
    expectAlike(both, 1);
  });
});

test('find and doctor say nothing in English', async () => {
  expectAlike(await inBoth(['find', 'NOWHERE']), 4);
  const both = await inBoth(['doctor']);
  expect(englishIn(both.zh.stdout)).toEqual([]);
  expect(both.zh.code).toBe(both.en.code);
});

test('JSON has the same names and states in both', async () => {
  const { en, zh } = await inBoth(['find', 'NOWHERE', '--json', '--scheme', scheme]);
  const states = (text: string) => text.replace(/"searched":"[^"]*"/g, '');
  expect(states(zh.stdout)).toBe(states(en.stdout));
  expect(zh.stdout).toContain('该方案的整个列表');
});

import { main } from '../../src/cli';
import { englishIn } from '../support/english';

const scheme = 'jushuitanWarehousesToKingdeeStocks';

let told: string;
let spies: jest.SpyInstance[];
beforeEach(() => {
  told = '';
  const keep = (text: unknown) => ((told += String(text)), true);
  spies = [process.stderr, process.stdout].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation(keep),
  );
});
afterEach(() => {
  for (const spy of spies) spy.mockRestore();
  process.stdout.removeAllListeners('error');
  process.exitCode = undefined;
});

/** What a command line says, and what it ends with. */
async function said(language: 'en' | 'zh', args: readonly string[]) {
  told = '';
  await main(['--lang', language, ...args]);
  return { code: process.exitCode, text: told.trimEnd() };
}

test.each<[string, string[], RegExp, RegExp]>([
  [
    'unknown verb',
    ['rum'],
    /^jinqiao: unknown command 'rum' \(Did you mean run\?\)$/,
    /没有命令“rum”（是不是 run？）$/,
  ],
  ['unknown verb like none', ['zzzzzzzz'], /^jinqiao: unknown command 'zzzzzzzz'$/, /没有命令“zzzzzzzz”$/],
  [
    'unknown option',
    ['run', scheme, '--wiat'],
    /unknown option '--wiat' \(Did you/,
    /没有选项 --wiat（是不是 --wait？）$/,
  ],
  ['no argument', ['run'], /missing required argument 'scheme'$/, /缺少必需的参数 <scheme>$/],
  ['too many arguments', ['run', scheme, 'x'], /expected 1 but got 2$/, /参数太多：应为 1 个，实际 2 个$/],
  [
    'no value',
    ['run', scheme, '--concurrency'],
    /option '--concurrency <n>' argument missing$/,
    /选项 --concurrency <n> 缺少值$/,
  ],
  [
    'a missing option',
    ['discard', scheme],
    /required option '--reason <text>'/,
    /缺少必需的选项 --reason <text>$/,
  ],
  [
    'a bad count',
    ['run', scheme, '--concurrency', 'many'],
    /'many' is invalid\. Use a whole/,
    /的值“many”无效。请填写 1 到 16 的整数。$/,
  ],
  [
    'a value with quotes',
    ['run', scheme, '--concurrency', "it's"],
    /argument 'it's' is invalid/,
    /的值“it's”无效/,
  ],
  [
    'a bad time',
    ['run', scheme, '--from', 'now'],
    /Use yyyy-MM-dd or /,
    /填写北京时间，日期须在 2000 至 2099 年之间。$/,
  ],
  ['a bad day', ['find', '1', '--around', 'now'], /Use a day from 2000 to 2099, /, /填写/],
  ['a bad pair', ['run', scheme, '--set', 'x'], /Use parameter=value\.$/, /请按“参数=值”填写。$/],
  ['a bad choice', ['runs', '--state', 'x'], /Allowed choices are running, /, /无效。可选值：running, /],
  [
    'a bad shell',
    ['completion', 'csh'],
    /argument 'shell' value 'csh' is invalid/,
    /参数 <shell> 的值“csh”无效。可选值：bash, /,
  ],
  ['a bad language', ['--lang=de', 'runs'], /argument 'de' is invalid/, /的值“de”无效。可选值：en, zh。$/],
  ['an unknown scheme', ['run', 'sales'], /unknown scheme "sales"; known: /, /没有方案“sales”；现有：/],
  [
    'no file',
    ['config', 'validate', '--config', 'none.yml'],
    /^jinqiao: none.yml: no such file; copy/,
    /none.yml: 没有这个文件；请/,
  ],
  ['no verb', [], /^Usage: jinqiao/, /^用法: jinqiao/],
])('%s: the same end in both languages', async (_name, args, en, zh) => {
  const [english, chinese] = [await said('en', args), await said('zh', args)];
  expect(english).toEqual({ code: 2, text: expect.stringMatching(en) as string });
  // The last of several `--lang` counts.
  const language = args.includes('--lang=de') ? en : zh;
  expect(chinese).toEqual({ code: 2, text: expect.stringMatching(language) as string });
  if (language === zh) expect(englishIn(chinese.text)).toEqual([]);
});

test('help and version are no failures', async () => {
  expect(await said('zh', ['run', '--help'])).toMatchObject({
    text: expect.stringMatching(/^用法: jinqiao run/),
  });
  expect(process.exitCode ?? 0).toBe(0);
  expect((await said('zh', ['--version'])).text).toMatch(/^\d+\.\d+\.\d+$/);
});

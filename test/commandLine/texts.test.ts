import { banner } from '../../dev/commands/dev';
import { unreachableText } from '../../src/messages/errors';
import { reportFailure } from '../../src/commands/shared/failure';
import { shownStatuses, localizedStatus } from '../../src/commands/find';
import { noticeText } from '../../dev/commands/notice';
import { took } from '../../src/commands/runs/report';
import { chooseLanguage, languageIn, localize } from '../../src/messages';
import { saidOf } from '../../src/connectors/probe';
import { Unauthorized, Unavailable } from '../../src/connectors/errors';
import { toFault } from '../../src/connectors/http/faults';
import type { RecordStatus } from '../../src/operations/find/status';
import { CannotListen } from '../../src/metrics/server';
import { stackFailure, triedText } from '../../dev/commands/failure';
import { ProgramEnded } from '../../dev/stack/program';
import type { StackDescription } from '../../dev/stack/description';
import { SearchAttributesMissing } from '../../src/temporal/searchAttributes';
import { NoServerBinary } from '../../dev/server/serverBinary';
import { Thresholds } from '../../src/workflows/engine/failedRecords';
import { englishIn } from '../support/english';

afterEach(() => chooseLanguage(undefined));

/** The same in both languages. */
function inBoth<T>(say: () => T): { en: T; zh: T } {
  chooseLanguage('en');
  const en = say();
  chooseLanguage('zh');
  return { en, zh: say() };
}

test.each([
  [['run', 'x'], undefined],
  [['--lang', 'zh', 'run'], 'zh'],
  [['run', '--lang=zh'], 'zh'],
  [['--lang', 'zh', '--lang', 'en'], 'en'],
  [['--lang', 'de'], undefined],
  [['--lang'], undefined],
  [['retry', 'x', '--', '--lang', 'zh'], undefined],
])('%j asks for %s', (args, language) => {
  expect(languageIn(args)).toBe(language);
});

test('why a run paused is told in one language', () => {
  const why = new Thresholds().count({ rejected: 5, share: 0, consecutive: 0 }, 10, 5);
  const both = inBoth(() => localize(why));
  expect(both.en).toMatch(/^5 records were refused: look at the reasons, then send resume$/);
  expect(both.zh).toMatch(/^5 条记录被拒绝：请先查看原因，再发送 resume$/);
  expect(localize(undefined)).toBe('');
});

test('the banner names metrics and health where there are some', () => {
  const description = {
    temporal: {
      address: '127.0.0.1:7233',
      ui: 'http://127.0.0.1:8233',
      namespace: 'default',
      taskQueue: 'jinqiao',
    },
    sandbox: { control: 'http://127.0.0.1:8700' },
    worker: { url: 'http://127.0.0.1:9464' },
  } as unknown as StackDescription;
  const { en, zh } = inBoth(() => banner(description, '.jinqiao/logs'));
  expect(en).toContain('  Metrics      http://127.0.0.1:9464/metrics');
  expect(zh).toContain('  指标           http://127.0.0.1:9464/metrics');
  expect(zh).toContain('  健康检查       http://127.0.0.1:9464/healthz · http://127.0.0.1:9464/readyz');
  expect(englishIn(zh.join('\n'))).toEqual([]);
  const { worker: _worker, ...without } = description;
  expect(banner(without, '').join('\n')).not.toMatch(/healthz/);
});

test.each([
  [{ about: 'starting', program: 'worker' }, 'Starting the worker …', '正在启动 worker ……'],
  [
    { about: 'using', address: 'a:1' },
    'Using the Temporal server at a:1 …',
    '使用位于 a:1 的 Temporal 服务端 ……',
  ],
  [
    { about: 'old-server', needed: '1.7.0' },
    /of unknown version; 1.7.0 or newer/,
    /版本为 未知；需要 1.7.0 或更新/,
  ],
  [
    { about: 'download', from: 'pip', version: '1.9.1' },
    /1\.9\.1 with pip/,
    /用 pip 获取 Temporal 服务端 1\.9\.1/,
  ],
] as const)('%j is told', (notice, en, zh) => {
  const both = inBoth(() => noticeText(notice));
  expect(both).toEqual({ en: expect.stringMatching(en) as string, zh: expect.stringMatching(zh) as string });
});

describe('a failed call', () => {
  const details = { platform: 'kingdee', operation: 'BatchSave' };

  test('with the code and the words of the platform', () => {
    const told = { ...details, code: '4004', platformMessage: 'no such user' };
    const { zh } = inBoth(() => localize(saidOf(new Unauthorized('refused', told))));
    expect(zh).toBe('kingdee BatchSave：凭据或权限被拒绝，代码 4004，平台返回“no such user”');
  });

  test('for want of a connection', () => {
    const cause = toFault(Object.assign(new Error('x'), { code: 'ENOTFOUND' }), 'erp.example.com', {
      sent: false,
      answered: false,
    });
    const { en, zh } = inBoth(() => localize(saidOf(new Unavailable(cause.message, details, { cause }))));
    expect(en).toBe('kingdee BatchSave: the host name cannot be resolved (erp.example.com, ENOTFOUND)');
    expect(zh).toBe('kingdee BatchSave：主机名无法解析（erp.example.com, ENOTFOUND）');
  });
});

const failures: readonly (readonly [Error, number, RegExp])[] = [
  [
    new CannotListen({ host: 'h', port: 1 }, { code: 'EADDRINUSE' } as NodeJS.ErrnoException),
    2,
    /无法监听 h:1（EADDRINUSE）；请换一个端口/,
  ],
  [
    new SearchAttributesMissing(['Cause'], 'temporal operator x'),
    2,
    /缺少搜索属性 Cause；请创建：temporal operator x/,
  ],
  [
    new NoServerBinary([{ about: 'not-on-path' }, { about: 'failed', name: 'pip', why: 'x' }]),
    3,
    /找不到也下载不到 Temporal 服务端：\n {2}- PATH 中没有 temporal\n {2}- pip：x/,
  ],
  [new ProgramEnded('worker', 'SIGKILL', 'last'), 1, /worker 自行退出（SIGKILL）\nlast/],
  [new Unavailable('down', { platform: 'qimen', operation: 'x' }), 3, /qimen x：平台暂时不可用/],
];

test.each(failures.map(([error, ...expected]) => [error.name, error, ...expected] as const))(
  '%s is told, and ends alike',
  (_name, error, code, zh) => {
    const told: string[] = [];
    const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0);
    const codes = inBoth(() => reportFailure(stackFailure(error)));
    spy.mockRestore();
    expect(codes).toEqual({ en: code, zh: code });
    expect(told[0]).not.toMatch(/\p{Script=Han}/u);
    expect(told[1]).toMatch(zh);
  },
);

test('what stands in the middle of other texts', () => {
  expect(unreachableText({ address: 'a:1', why: '' }).zh).toBe('位于 a:1 的 Temporal 服务端没有应答');
  expect(inBoth(() => triedText({ about: 'not-cached' })).zh).toBe('缓存中还没有');
  const run = { startedAt: '2026-01-01T00:00:00Z', finishedAt: '2026-01-01T02:03:00Z' };
  expect(inBoth(() => took(run))).toEqual({ en: '2 h 3 min', zh: '2 小时 3 分' });
});

test('where a record stands: no English in Chinese, and the same names and states in JSON', () => {
  const standing: RecordStatus = {
    scheme: 'kingdeeCustomersToGreatonceDistributors',
    state: 'unknown',
    source: { connection: 'kingdee', state: 'found', searched: { from: '2026-01-01', to: '2026-01-07' } },
    target: { connection: 'greatonce', state: 'not-asked', documents: [] },
    temporal: { runs: [], repair: 'unknown' },
  };
  const unreached = new Error('Temporal is not there');
  const { zh } = inBoth(() => shownStatuses('1', [standing], unreached).join('\n'));
  expect(zh).toContain('存在 · 查找范围 2026-01-01 … 2026-01-07');
  expect(zh).toContain('未查询: 没有查询接口，或其编码只有来源数据才知道');
  expect(englishIn(zh.replace(unreached.message, ''))).toEqual([]);
  const json = inBoth(() => localizedStatus(standing, undefined));
  const states = ({ source, target, temporal }: ReturnType<typeof localizedStatus>) => [
    source.state,
    target.state,
    temporal.repair,
  ];
  expect(states(json.zh)).toEqual(states(json.en));
  expect(json.en.temporal.searched).toMatch(/^the newest 0 executions/);
});

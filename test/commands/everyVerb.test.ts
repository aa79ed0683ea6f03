import { type VerbName, verbs } from '../../src/commands/verbs';
import { json, startScriptedServer, type ScriptedServer } from '../connectors/scripted-server';
import { blockUnder, textOf } from '../docs/documents';
import { openRepairs } from '../schemes/repairs';
import { warehouses } from '../schemes/warehouses';
import { World } from '../support/world';
import { cleanEnvironment, jinqiao } from './jinqiao';
import { jinqiaoOnTerminal } from './terminal';

const stocks = 'jushuitanWarehousesToKingdeeStocks';
const bills = 'qimenSaleoutsToKingdeeOutstocks';
const never = { cron: '0 0 1 1 *' };

/** Every command that does something: verbs, and the verbs of those that have their own. */
const commands = (Object.keys(verbs) as VerbName[]).flatMap((verb) => {
  const [, listed = ''] = blockUnder(`help ${verb}`, 'docs/cli.md').split('\nCommands:\n');
  const own = [...listed.matchAll(/^ {2}(\w+) \[options\]/gm)].map(([, name]) => `${verb} ${name}`);
  return own.length > 0 ? own : [verb];
});

/** One command with `--json`, what is so before it, its exit code where it is not 0, and what its JSON tells. */
interface Case {
  readonly before?: (world: World) => Promise<unknown>;
  readonly words?: readonly string[];
  readonly code?: number;
  readonly tells: unknown;
}

const started = (world: World) => world.startRun({ pageSize: 50 }, stocks);
const held = async (world: World) => {
  await world.control.fault({ platform: 'jushuitan', kind: 'status', status: 503 });
  await started(world);
};

const sent = (signal: string) => ({ sent: signal, workflowIds: [expect.any(String)] });
const endsWith = (end: string) => expect.stringMatching(new RegExp(`${end}$`)) as string;
const repair = (signal: string, key: string) => ({
  signal,
  workflowIds: [endsWith(`/repair/${stocks}/${key}`)],
});
const schedule = expect.objectContaining({ id: expect.stringContaining(bills) as string }) as object;

const cases: Readonly<Record<string, Case>> = {
  'config validate': { tells: { valid: true, faults: [] } },
  'config show': { tells: { values: expect.arrayContaining([]) as unknown[] } },
  check: { tells: { ok: true } },
  doctor: { tells: { ok: true } },
  preview: { words: [stocks, '--limit', '1'], tells: { scheme: stocks, rows: [{ key: '10000001' }] } },
  run: { words: [stocks, '--wait'], code: 4, tells: { report: { outcome: 'attention' } } },
  backfill: {
    words: [bills, '--from', '2026-10-01', '--to', '2026-10-01', '--wait'],
    tells: { report: { outcome: 'clean' } },
  },
  runs: { words: [stocks], tells: [{ scheme: stocks, state: 'attention' }] },
  show: { words: [stocks], code: 4, tells: { state: 'attention', openRepairs: 2 } },
  reconcile: { words: [stocks], code: 4, tells: { report: { outcome: 'attention' } } },
  find: { words: ['10000001', '--scheme', stocks], tells: { standings: [{ state: 'done' }] } },
  failures: {
    before: (world) => world.until(async () => (await openRepairs(world, stocks)).length === 2),
    words: [stocks],
    code: 4,
    tells: [{ scheme: stocks }, { scheme: stocks }],
  },
  retry: { words: [stocks, '10000002'], tells: repair('retry', '10000002') },
  discard: { words: [stocks, '10000003', '--reason', 'a test'], tells: repair('discard', '10000003') },
  pause: { before: held, words: [stocks], tells: sent('pause') },
  resume: { words: ['--all'], tells: sent('resume') },
  cancel: { words: [stocks], tells: sent('cancel') },
  'schedules plan': {
    tells: expect.arrayContaining([expect.objectContaining({ kind: 'create' }) as object]) as object[],
  },
  'schedules apply': { tells: expect.arrayContaining([schedule]) },
  'schedules list': { tells: expect.arrayContaining([schedule]) },
  'schedules pause': { words: ['--all'], tells: expect.anything() },
  'schedules resume': { words: [bills], tells: expect.anything() },
  'schedules trigger': { words: [bills], tells: { triggered: expect.stringContaining(bills) as string } },
  'schedules delete': { words: [bills], tells: expect.anything() },
  'alerts test': { tells: [{ channel: 'group', delivered: true }] },
};

/** Commands that go on until they are stopped, or print a script: where they are run. */
const elsewhere: Readonly<Record<string, readonly [file: string, call: string]>> = {
  demo: ['test/commands/demo.test.ts', "jinqiaoInShell(['demo', '--json'], { env })"],
  dev: ['test/commands/dev.test.ts', "spawnJinqiao(['dev', '--json'], { env })"],
  worker: ['dev/stack/worker.ts', "['worker', '--json']"],
  sandbox: ['test/docs/commands/setUp.ts', "'jinqiao sandbox --port 8700'"],
  completion: ['test/docs/commands/setUp.ts', "'source <(jinqiao completion bash)'"],
};

test('every command has a case below, or is run elsewhere', () => {
  expect([...Object.keys(cases), ...Object.keys(elsewhere)].sort()).toEqual([...commands].sort());
  for (const [file, call] of Object.values(elsewhere)) expect(textOf(file)).toContain(call);
});

describe('on the real server', () => {
  let world: World;
  let group: ScriptedServer;
  let environment: NodeJS.ProcessEnv;
  beforeAll(async () => {
    group = await startScriptedServer(json({ errcode: 0, errmsg: 'ok' }));
    world = await World.start({
      scheme: { concurrency: 1, schedule: never },
      alerts: { channels: { group: { format: 'wecom', url: { env: 'GROUP_URL' } } } },
    });
    const env = { GROUP_URL: `${group.url}/?key=made-up` };
    environment = cleanEnvironment({ ...world.env, ...env });
    await world.startWorker({ env });
    const rows = warehouses(60).map((row, index) => ({
      ...row,
      name: index === 1 || index === 2 ? '' : row.name,
    }));
    await world.control.put('jushuitan', 'warehouses', rows);
  });
  afterAll(async () => {
    await world.stop();
    await group.close();
  });

  const command = (...args: string[]) => jinqiao(args, { env: environment });

  it.each(Object.entries(cases))(
    '%s --json is one line of JSON',
    async (name, { before, words = [], code = 0, tells }) => {
      await before?.(world);
      const finished = await command(...name.split(' '), ...words, '--json');
      expect(finished).toMatchObject({ code, stdout: expect.stringMatching(/^.+\n$/) as string });
      expect(JSON.parse(finished.stdout)).toMatchObject(tells as object);
    },
  );

  describe('colours', () => {
    const ESCAPE = '\u001B[';
    beforeAll(() => world.control.clearFaults());

    it.each(['check', 'doctor', `preview ${stocks}`, 'runs'])('%s', async (words) => {
      const args = words.split(' ');
      expect((await jinqiaoOnTerminal(args, environment)).stdout).toContain(ESCAPE);
      const plain = { ...environment, NO_COLOR: '1' };
      expect((await jinqiaoOnTerminal(args, plain)).stdout).not.toContain(ESCAPE);
      expect((await command(...args)).stdout).not.toContain(ESCAPE);
    });
  });
});

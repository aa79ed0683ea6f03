import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openRepairs, repairOf } from '../schemes/repairs';
import { stockOf, warehouses } from '../schemes/warehouses';
import { World } from '../support/world';
import { cleanEnvironment, jinqiao } from './jinqiao';

const scheme = 'jushuitanWarehousesToKingdeeStocks';

describe('failures, retry, discard', () => {
  let world: World;
  let folder: string;
  const rows = warehouses(10).map((row, index) => ({ ...row, name: index < 4 ? '' : row.name }));
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'failures-'));
    world = await World.start({ scheme: { concurrency: 1 } });
    await world.startWorker();
    await world.control.put('jushuitan', 'warehouses', rows);
    await world.control.put('kingdee', 'BD_STOCK', []);
  });
  afterAll(async () => {
    await world.stop();
    await rm(folder, { recursive: true });
  });

  const command = (...args: string[]) => jinqiao(args, { env: cleanEnvironment(world.env), cwd: folder });
  const listed = async () => {
    const { stdout } = await command('failures', scheme, '--json');
    return JSON.parse(stdout) as { key: string; cause: string; field?: string; attempts: number }[];
  };

  it('lists nothing and ends with 0 while nothing waits', async () => {
    expect(await command('failures')).toMatchObject({ code: 0, stdout: 'no record waits for a repair\n' });
  });

  it('lists what waits, as a table, as JSON and as a file that Excel opens, and ends with 4', async () => {
    await world.control.switches('kingdee', { auditRefusedNumbers: '10000009' });
    await world.run();
    await world.until(async () => (await openRepairs(world, scheme)).length === 5);
    await world.until(async () => (await listed()).length === 5);
    expect((await listed()).map(({ key }) => key).sort()).toEqual([
      '10000001',
      '10000002',
      '10000003',
      '10000004',
      '10000009',
    ]);
    const file = path.join(folder, 'failures.csv');
    const { code, stdout } = await command('failures', scheme, '--cause', 'closed-period', '--csv', file);
    expect(code).toBe(4);
    expect(stdout).toContain('10000009');
    expect(stdout).not.toContain('10000001');
    const csv = readFileSync(file, 'utf8');
    expect(csv.startsWith('\uFEFFscheme,key,outcome,cause')).toBe(true);
    expect(csv).toContain('请反关账');
  });

  it('retries by cause, and by key with an edited document', async () => {
    await world.control.switches('kingdee', { auditRefusedNumbers: '' });
    const answer = await command('retry', scheme, '--cause', 'closed-period', '--json');
    expect(JSON.parse(answer.stdout)).toMatchObject({ signal: 'retry', workflowIds: [expect.any(String)] });
    expect(await repairOf(world, scheme, '10000009').result()).toMatchObject({ how: 'retry' });

    const { FDocumentStatus: _state, ...document } = stockOf({ ...rows[0], name: '补名' });
    const file = path.join(folder, 'document.json');
    writeFileSync(file, JSON.stringify(document));
    const who = ['--who', '王五', '--why', '补录'];
    expect(await command('retry', scheme, '10000001', '--with', file, ...who)).toMatchObject({ code: 0 });
    expect(await repairOf(world, scheme, '10000001').result()).toMatchObject({
      how: 'retryWith',
      who: '王五',
    });
  });

  it('discards by key and all, with a reason', async () => {
    expect(await command('discard', scheme, '10000002', '--reason', '测试')).toMatchObject({ code: 0 });
    expect(await repairOf(world, scheme, '10000002').result()).toMatchObject({ why: '测试' });
    await world.until(async () => (await openRepairs(world, scheme)).length === 2);
    const all = await command('discard', scheme, '--all', '--reason', '测试');
    expect(all.stdout).toBe(`discard sent to 2 repairs of ${scheme}\n`);
    await repairOf(world, scheme, '10000004').result();
    await world.until(async () => (await command('failures', scheme)).code === 0);
  });

  it.each([
    ['nothing chosen', ['retry', scheme], /no repair is chosen; name keys, or use --cause or --all/],
    ['keys and all', ['retry', scheme, '1', '--all'], /give keys, or --cause, or --all/],
    ['a key without a repair', ['retry', scheme, 'nope'], /has no open repair of "nope"/],
    ['no reason', ['discard', scheme, '--all'], /required option '--reason <text>' not specified/],
    ['an unknown scheme', ['failures', 'nope'], /unknown scheme "nope"/],
    ['a cause that is none', ['failures', '--cause', 'a" OR "b'], /is no cause/],
    ['no name', ['retry', scheme, '1', '--with', 'x.json'], /--with needs --who and --why/],
  ])('bad use: %s', async (_name, args, line) => {
    const { code, stderr, stdout } = await command(...args);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(line) as string,
    });
  });
});

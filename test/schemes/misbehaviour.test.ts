import { type WorkflowFailedError, ApplicationFailure } from '@temporalio/client';
import { World } from '../support/world';
import { freshWith, seenFields, stockOf, warehouses } from './warehouses';

const read = { platform: 'jushuitan', operation: 'wms.partner.query' };

describe('platforms that misbehave', () => {
  let world: World;
  const rows = warehouses(230);
  beforeAll(async () => {
    world = await World.start();
    await world.startWorker();
  });
  afterAll(() => world.stop());
  beforeEach(() => freshWith(world, rows));

  const healing = {
    'a throttle answer (199)': [{ ...read, kind: 'throttle', skip: 1, times: 2 }],
    'an expired access token': [{ ...read, kind: 'token-expiry', skip: 1, times: 1 }],
    'HTTP 503': [{ ...read, kind: 'status', status: 503, skip: 1, times: 1 }],
    'half a body': [{ ...read, kind: 'half-body', skip: 1, times: 1 }],
    'a connection reset': [{ ...read, kind: 'reset-before-commit', skip: 1, times: 1 }],
    'no answer to a look-up': [
      { platform: 'kingdee', operation: 'ExecuteBillQuery', kind: 'timeout-before-commit', times: 1 },
    ],
    'a lost Kingdee session': [{ platform: 'kingdee', kind: 'session-expiry', skip: 3, times: 1 }],
    'a save that resets before the commit': [
      { platform: 'kingdee', operation: 'BatchSave', kind: 'reset-before-commit', times: 1 },
    ],
  };
  it.each(Object.entries(healing))('%s heals: every document is there once', async (_, faults) => {
    await world.control.fault(faults);
    expect(await world.run()).toMatchObject({ outcome: 'clean', read: 230 });
    expect(seenFields(await world.control.rows('kingdee', 'BD_STOCK'))).toEqual(
      rows.map((row) => stockOf(row)),
    );
    expect(await world.control.faults()).toEqual([]);
  });

  it('a save whose answer is lost is looked up, adopted and not written again', async () => {
    await world.control.fault({
      platform: 'kingdee',
      operation: 'BatchSave',
      kind: 'timeout-after-commit',
      skip: 1,
      times: 1,
    });
    const report = await world.run();
    expect(report).toMatchObject({ outcome: 'clean', adopted: 50, counts: { created: 230, inDoubt: 0 } });
    expect(seenFields(await world.control.rows('kingdee', 'BD_STOCK'))).toEqual(
      rows.map((row) => stockOf(row)),
    );
    expect(await world.control.requests('?operation=BatchSave')).toHaveLength(5);
  });

  const stopping = [
    [
      'HTML instead of JSON',
      { ...read, kind: 'answer', body: '<html>维护中</html>', contentType: 'text/html' },
      'ProtocolViolation',
      /raw answer kept in/,
    ],
    [
      'a refused signature',
      { ...read, kind: 'answer', body: { code: 10, msg: '验证失败！无效签名' } },
      'Unauthorized',
      /无效签名/,
    ],
    [
      'no permission',
      { ...read, kind: 'answer', body: { code: 190, msg: '验证失败！无API权限，请申请API权限' } },
      'Unauthorized',
      /无API权限/,
    ],
  ] as const;
  it.each(stopping)('%s stops the run with a clear reason', async (_, fault, type, words) => {
    await world.control.fault(fault);
    const run = await world.startRun();
    const failure = await run.result().catch((error: WorkflowFailedError) => error.cause);
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(failure).toMatchObject({ type, nonRetryable: true });
    expect((failure as Error).message).toMatch(words);
    expect((await run.describe()).searchAttributes).toMatchObject({ Outcome: ['failed'] });
    expect(await world.control.rows('kingdee', 'BD_STOCK')).toEqual([]);
  });

  it('a source that serves one page for ever is read three times, and named', async () => {
    const data = { page_index: 1, page_size: 50, has_next: true, datas: rows.slice(0, 50) };
    await world.control.fault({ ...read, kind: 'answer', body: { code: 0, msg: '执行成功', data } });
    const report = await world.run({ concurrency: 1 });
    expect(report).toMatchObject({
      outcome: 'attention',
      counts: { created: 50 },
      warnings: [{ cause: 'list-moved', message: expect.stringMatching(/does not page on/) as string }],
    });
    expect(await world.control.requests('?platform=jushuitan')).toHaveLength(12);
    expect(await world.control.rows('kingdee', 'BD_STOCK')).toHaveLength(50);
  });
});

import { CancelledFailure, type WorkflowFailedError } from '@temporalio/client';
import { pauseSignal, progressQuery, resumeSignal } from '../../src/workflows/definitions';
import { World } from '../support/world';
import { freshWith, seenFields, stockOf, warehouses } from './warehouses';

describe('steering a run', () => {
  let world: World;
  const rows = warehouses(230);
  beforeAll(async () => {
    world = await World.start({ scheme: { concurrency: 1 } });
  });
  afterAll(() => world.stop());
  beforeEach(() => freshWith(world, rows));

  const pagesRead = async () => (await world.control.requests('?operation=wms.partner.query')).length;
  const hold = (operation: string, skip: number) =>
    world.control.fault({
      platform: 'kingdee',
      operation,
      kind: 'latency',
      milliseconds: 1_500,
      skip,
      times: 1,
    });

  it('pause finishes the page in flight, outlives the worker, and resume goes on with the next page', async () => {
    const worker = await world.startWorker();
    await hold('BatchSave', 1);
    const run = await world.startRun();
    await world.until(async () => (await world.held()).length === 1);
    await run.signal(pauseSignal);
    await world.until(async () => (await run.query(progressQuery)).pagesDone === 2);
    expect(await run.query(progressQuery)).toMatchObject({
      state: 'paused',
      nextPage: 3,
      inFlight: [],
      read: 100,
    });

    await worker.stop();
    const next = await world.startWorker();
    expect(await run.query(progressQuery)).toMatchObject({ state: 'paused', nextPage: 3 });
    expect(await pagesRead()).toBe(2);

    await run.signal(resumeSignal);
    expect(await run.result()).toMatchObject({ outcome: 'clean', read: 230, counts: { created: 230 } });
    expect(await pagesRead()).toBe(5);
    await next.stop();
  });

  it('a run paused before its first page waits, and shows it in its search attributes', async () => {
    const run = await world.startRun();
    await run.signal(pauseSignal);
    const worker = await world.startWorker();
    await world.until(async () => (await run.query(progressQuery)).state === 'paused');
    const { searchAttributes } = await run.describe();
    expect(searchAttributes).toMatchObject({
      Outcome: ['paused'],
      SchemeId: ['jushuitanWarehousesToKingdeeStocks'],
    });
    expect(await pagesRead()).toBe(0);
    await run.signal(resumeSignal);
    expect(await run.result()).toMatchObject({ outcome: 'clean' });
    await worker.stop();
  });

  it.each(['BatchSave', 'ExecuteBillQuery'])(
    'cancel during %s leaves no half-tracked record',
    async (operation) => {
      const worker = await world.startWorker();
      await hold(operation, 2);
      const run = await world.startRun();
      await world.until(async () => (await world.held()).length === 1);
      await run.cancel();
      const failure = await run.result().catch((error: WorkflowFailedError) => error.cause);
      expect(failure).toBeInstanceOf(CancelledFailure);
      const held = seenFields(await world.control.rows('kingdee', 'BD_STOCK'));
      expect(held).toEqual(rows.slice(0, held.length).map((row) => stockOf(row)));
      expect(await run.query(progressQuery)).toMatchObject({
        read: held.length,
        counts: { created: held.length },
      });
      expect(held.length).toBeLessThan(230);

      expect(await world.run()).toMatchObject({
        outcome: 'clean',
        read: 230,
        counts: { unchanged: held.length },
      });
      await worker.stop();
    },
  );
});

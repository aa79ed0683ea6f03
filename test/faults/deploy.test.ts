import { rm } from 'node:fs/promises';
import { pauseSignal, progressQuery, resumeSignal } from '../../src/workflows/definitions';
import { stockOf, warehouses } from '../schemes/warehouses';
import { World } from '../support/world';
import { otherBuild } from './support/build';
import { expectBalanced } from './support/reference';
import { expectSameTarget } from './support/target';

const rows = warehouses(50);

test('a run paused at page 3 of 10 goes on with page 4 under the next build of the worker', async () => {
  const world = await World.start({ scheme: { concurrency: 1, pageSize: 5 } });
  const build = await otherBuild();
  const stocks = () => world.control.rows('kingdee', 'BD_STOCK');
  const pagesRead = async () =>
    (await world.control.requests('?operation=wms.partner.query')).map(({ summary }) =>
      Number(summary.page_index),
    );
  try {
    await world.control.put('jushuitan', 'warehouses', rows);
    await world.control.put('kingdee', 'BD_STOCK', []);
    const old = await world.startWorker();
    expect((await world.run()).outcome).toBe('clean');
    const expected = await stocks();
    expect(expected.map(({ FNumber }) => FNumber)).toEqual(rows.map((row) => stockOf(row).FNumber));

    await world.control.put('kingdee', 'BD_STOCK', []);
    await world.control.forgetRequests();
    const third = { platform: 'kingdee', operation: 'BatchSave', kind: 'latency', milliseconds: 1_500 };
    await world.control.fault({ ...third, skip: 2, times: 1 });
    const run = await world.startRun();
    await world.until(async () => (await world.held()).length === 1);
    await run.signal(pauseSignal);
    await world.until(async () => (await run.query(progressQuery)).pagesDone === 3);
    await old.stop();
    const next = await world.startWorker({ jinqiao: build.jinqiao });
    expect(await run.query(progressQuery)).toMatchObject({ state: 'paused', nextPage: 4, inFlight: [] });
    expect(await pagesRead()).toEqual([1, 2, 3]);

    await run.signal(resumeSignal);
    const report = await run.result();
    expectBalanced(report);
    expect(report).toMatchObject({ outcome: 'clean', pages: 10, read: 50, counts: { created: 50 } });
    expect(await pagesRead()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expectSameTarget(await stocks(), expected);
    await next.stop();
  } finally {
    await world.stop();
    await rm(build.folder, { recursive: true, force: true });
  }
});

import type { RunReport } from '../../src/contract/run';
import { warehouses } from '../schemes/warehouses';
import { World } from '../support/world';
import { progressQuery } from '../../src/workflows/definitions';
import { striking } from './support/boundaries';
import { seed } from './support/form';
import { Random } from './support/random';
import { expectBalanced } from './support/reference';
import { expectSameTarget } from './support/target';

const rows = warehouses(100);
const answerLost = { platform: 'kingdee', operation: 'BatchSave', kind: 'timeout-after-commit' };
const noLookUps = { platform: 'kingdee', operation: 'ExecuteBillQuery', kind: 'status', status: 503 };
const lost = 5;

/** Documents as one save each, with the source and an empty target in place. */
async function hundredSaves(scheme: object, http: object): Promise<World> {
  const world = await World.start({ scheme: { batchSize: 1, ...scheme }, http });
  await world.control.put('jushuitan', 'warehouses', rows);
  await world.control.put('kingdee', 'BD_STOCK', []);
  await world.startWorker();
  return world;
}

const stocks = (world: World) => world.control.rows('kingdee', 'BD_STOCK');

/** What a run without faults leaves. */
async function fullTarget(): Promise<Awaited<ReturnType<typeof stocks>>> {
  const world = await hundredSaves({ batchSize: 50, pageSize: 50 }, {});
  try {
    await world.run();
    return await stocks(world);
  } finally {
    await world.stop();
  }
}

async function expectAll(world: World, report: RunReport): Promise<void> {
  expectBalanced(report);
  const held = await stocks(world);
  expect(held).toHaveLength(100);
  expectSameTarget(held, await fullTarget());
}

describe('5 of 100 saves that break off before the commit', () => {
  it.concurrent('are saved by the next attempt, also where a save holds one document', async () => {
    const world = await hundredSaves({ concurrency: 1, pageSize: 20 }, {});
    try {
      const random = new Random(seed, 'resets');
      // One in each page, whose next attempt then saves what is left of it.
      const calls = [0, 1, 2, 3, 4].map((page) => page * 21 + random.int(0, 19));
      await world.control.fault(striking({ ...answerLost, kind: 'reset-before-commit' }, calls));
      const report = await world.run();
      expect(report).toMatchObject({ outcome: 'clean', read: 100, counts: { rejected: 0, inDoubt: 0 } });
      await expectAll(world, report);
    } finally {
      await world.stop();
    }
  });
});

describe('5 of 100 saves that get no answer after the commit', () => {
  it.concurrent('are found and adopted: 100 documents, none twice', async () => {
    const world = await hundredSaves({ concurrency: 2, pageSize: 20 }, {});
    try {
      const calls = new Random(seed, 'saves').sample([...rows.keys()], lost);
      await world.control.fault(striking(answerLost, calls));
      const report = await world.run();
      expect(report).toMatchObject({ outcome: 'clean', adopted: lost, counts: { created: 100, inDoubt: 0 } });
      await expectAll(world, report);
      expect(await world.control.requests('?operation=BatchSave')).toHaveLength(100);
    } finally {
      await world.stop();
    }
  });

  it.concurrent(
    'stay in doubt while look-ups fail too; the run says so, and the next one finds them',
    async () => {
      const world = await hundredSaves({ concurrency: lost, pageSize: 1 }, { headersTimeoutMs: 7_000 });
      try {
        await world.control.fault({ ...answerLost, skip: new Random(seed, 'doubt').int(0, 90), times: lost });
        const run = await world.startRun();
        // Every page in flight stands at a save without an answer, so that no look-up but theirs fails.
        await world.until(async () => (await world.held()).length === lost);
        await world.control.fault(noLookUps);
        await world.until(async () => (await run.query(progressQuery)).counts.inDoubt === lost);
        await world.control.clearFaults();
        const report = await run.result();
        expect(report).toMatchObject({ outcome: 'attention', counts: { created: 95, inDoubt: lost } });
        expectBalanced(report);
        expect(await world.control.requests('?operation=BatchSave')).toHaveLength(100);
        const after = await world.run({ pageSize: 50 });
        expect(after).toMatchObject({ outcome: 'clean', counts: { unchanged: 100 } });
        await expectAll(world, after);
      } finally {
        await world.stop();
      }
    },
  );
});

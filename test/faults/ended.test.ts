import { CancelledFailure, type WorkflowFailedError } from '@temporalio/client';
import type { WireRow } from '../support/control';
import type { World } from '../support/world';
import { progressQuery } from '../../src/workflows/definitions';
import { caseOf, worldFor } from './support/cases';
import { expectSameTarget, targetOf } from './support/target';

/** Bills are saved first and audited in a step of its own: the place where a run may leave one half done. */
const one = caseOf('qimenSaleoutsToKingdeeOutstocks');

describe('a run that a person ends in the middle of a page', () => {
  let world: World;
  let whole: WireRow[];
  beforeAll(async () => {
    // One save a page, so that none follows the one that a test holds up.
    world = await worldFor(one, { scheme: { batchSize: 5 } });
    await world.startWorker();
    await one.prepare(world);
    await world.run(one.input, one.scheme);
    whole = await targetOf(world, one);
  });
  afterAll(() => world.stop());
  beforeEach(() => one.prepare(world));

  const bills = () => targetOf(world, one);
  const unaudited = async () => (await bills()).filter(({ FDocumentStatus }) => FDocumentStatus !== 'C');

  /** A run whose call is under way: the second of this operation, which is answered late. */
  async function underWay(operation: string) {
    const fault = { platform: 'kingdee', operation, kind: 'latency', milliseconds: 2_000, skip: 1, times: 1 };
    await world.control.fault(fault);
    const run = await world.startRun(one.input, one.scheme);
    await world.until(async () => (await world.held()).length === 1);
    return run;
  }

  it.each(['BatchSave', 'Audit'])(
    'cancel during %s: what was saved is audited and in the books, and the next run does the rest',
    async (operation) => {
      const run = await underWay(operation);
      await run.cancel();
      const failure = await run.result().catch((error: WorkflowFailedError) => error.cause);
      expect(failure).toBeInstanceOf(CancelledFailure);
      const held = await bills();
      expect(held.length).toBeLessThan(whole.length);
      expect(await unaudited()).toEqual([]);
      expect((await run.describe()).searchAttributes).toMatchObject({ Outcome: ['cancelled'] });
      expect(await run.query(progressQuery)).toMatchObject({ counts: { created: held.length } });

      expect(await world.run(one.input, one.scheme)).toMatchObject({
        outcome: 'clean',
        counts: { unchanged: held.length, created: whole.length - held.length },
      });
      expectSameTarget(await bills(), whole);
    },
  );

  it('terminate during a save: it may stay unaudited and is in no books, and the next run audits it', async () => {
    const run = await underWay('BatchSave');
    const audited = (await bills()).length;
    await run.terminate('a test');
    // The call that was under way is still carried out.
    await world.until(async () => (await bills()).length > audited);
    const left = (await bills()).length - audited;
    expect(await unaudited()).toHaveLength(left);
    expect((await run.describe()).searchAttributes).toMatchObject({ Outcome: ['running'] });

    expect(await world.run(one.input, one.scheme)).toMatchObject({
      outcome: 'clean',
      counts: { unchanged: audited, audited: left, created: whole.length - audited - left },
    });
    expectSameTarget(await bills(), whole);
  });
});

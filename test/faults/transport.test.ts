import type { RunReport } from '../../src/contract/run';
import type { World } from '../support/world';
import { cases, type SchemeCase, worldFor } from './support/cases';
import { expectWellInTheEnd, reportOf } from './support/end';
import { isLong, part, sampled, seed } from './support/form';
import { errorBodies, hugeBody, kinds } from './support/kinds';
import { peakMemory } from './support/memory';
import { Random } from './support/random';
import { begin, faultFree, type Reference } from './support/reference';

const patience = isLong ? 3_600_000 : 180_000;

/** The operations that read the source, look up, and write, each as the fault-free run called it. */
function operationsOf({ calls }: Reference): { platform: string; operation: string; write: boolean }[] {
  const known = new Map(calls.map((call) => [`${call.platform} ${call.operation}`, call]));
  return [...known.values()].map(({ platform, operation, write }) => ({ platform, operation, write }));
}

async function strike(
  world: World,
  one: SchemeCase,
  reference: Reference,
  fault: { platform: string; operation: string },
): Promise<RunReport | undefined> {
  const { platform, operation } = fault;
  const calls = reference.calls.filter((call) => call.platform === platform && call.operation === operation);
  await begin(world, one);
  const skip = new Random(seed, JSON.stringify(fault).slice(0, 200)).int(0, calls.length - 1);
  await world.control.fault({ ...fault, skip, times: 1 });
  const report = await reportOf(world.run(one.input, one.scheme));
  expect(await world.control.faults()).toEqual([]);
  return report;
}

/** A target that cannot be asked leaves an unanswered write in doubt, for the next run to know. */
const looksUp = ({ target: [platform] }: SchemeCase) => platform !== 'greatonce';

/** Such a write is in doubt at the most, alone, and nothing else suffers. */
function expectInDoubt(report: RunReport | undefined): void {
  expect(report?.counts).toMatchObject({ rejected: 0, skipped: 0 });
  expect(report?.counts.inDoubt).toBeLessThanOrEqual(1);
}

describe('connections and answers that break', () => {
  it.concurrent.each(cases)(
    'once in a run of $scheme: it heals or ends with a reason, and nothing is lost or doubled',
    async (one) => {
      const world = await worldFor(one);
      try {
        await world.startWorker();
        await faultFree(world, one);
        const reference = await faultFree(world, one);
        const matrix = operationsOf(reference).flatMap((call) => kinds.map((kind) => ({ kind, ...call })));
        for (const { kind, platform, operation, write } of sampled(matrix, 3, `transport ${one.scheme}`)) {
          await part(`${kind.name} for ${platform} ${operation}`, async () => {
            const report = await strike(world, one, reference, { platform, operation, ...kind.fault });
            const mustHeal = write ? looksUp(one) : kind.heals;
            if (mustHeal) expect(report).toMatchObject({ outcome: 'clean' });
            else if (write) expectInDoubt(report);
            await expectWellInTheEnd(world, one, reference, report);
          });
        }
      } finally {
        await world.stop();
      }
    },
    patience,
  );

  it.concurrent(
    'by an error in the body under HTTP 200: a run heals or ends with a reason',
    async () => {
      for (const one of sampled(cases, 1, 'error bodies')) {
        const world = await worldFor(one);
        try {
          await world.startWorker();
          const reference = await faultFree(world, one);
          for (const { platform, operation } of operationsOf(reference)) {
            const body = errorBodies[platform];
            await part(`an error body for ${platform} ${operation}`, async () => {
              const report = await strike(world, one, reference, {
                platform,
                operation,
                kind: 'answer',
                body,
              } as never);
              await expectWellInTheEnd(world, one, reference, report);
            });
          }
        } finally {
          await world.stop();
        }
      }
    },
    patience,
  );

  it.concurrent('by answers of 20 MB: they are cut off, and the worker stays small', async () => {
    const one = cases[0] as SchemeCase;
    const world = await worldFor(one);
    try {
      const worker = await world.startWorker({ isFresh: true });
      const reference = await faultFree(world, one);
      const before = await peakMemory(worker.pid as number);
      await begin(world, one);
      await world.control.fault({
        platform: 'kingdee',
        operation: 'BatchSave',
        ...hugeBody,
        after: true,
        times: 3,
      });
      const report = await world.run(one.input, one.scheme);
      expect(report.outcome).toBe('clean');
      await expectWellInTheEnd(world, one, reference, report);
      expect((await peakMemory(worker.pid as number)) - before).toBeLessThan(150);
    } finally {
      await world.stop();
    }
  });

  it.concurrent.each(['jushuitan', 'kingdee'])(
    'because the host of %s has no address: the run waits, and goes on once the configuration is mended',
    async (platform) => {
      const one = cases[0] as SchemeCase;
      const world = await worldFor(one);
      try {
        const worker = await world.startWorker();
        const reference = await faultFree(world, one);
        await worker.stop();
        await world.configure({
          scheme: one.settings,
          [platform]: { url: 'http://nowhere.invalid/k3cloud/' },
        });
        await begin(world, one);
        const mistaken = await world.startWorker();
        const run = await world.startRun(one.input, one.scheme);
        await world.until(async () => {
          const { raw } = await run.describe();
          return /resolved|in time/.test(raw.pendingActivities?.[0]?.lastFailure?.message ?? '');
        });
        await mistaken.stop();
        await world.configure({ scheme: one.settings });
        await world.startWorker();
        const report = await run.result();
        expect(report.outcome).toBe('clean');
        await expectWellInTheEnd(world, one, reference, report);
      } finally {
        await world.stop();
      }
    },
    patience,
  );
});

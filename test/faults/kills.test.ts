import { boundariesOf, holding, nameOf } from './support/boundaries';
import { cases, worldFor } from './support/cases';
import { isLong, part, sampled } from './support/form';
import { killWhenAnswered, killWhenHeld } from './support/kill';
import { begin, expectSame, faultFree } from './support/reference';

/** No call may end by itself before the worker is killed. */
const patient = { http: { headersTimeoutMs: 120_000, bodyTimeoutMs: 120_000 } };

describe('a worker killed with SIGKILL', () => {
  it.concurrent.each(cases)(
    'at any call of $scheme: the next worker finishes the run as if nothing had happened',
    async (one) => {
      const world = await worldFor(one, patient);
      try {
        let worker = await world.startWorker();
        const reference = await faultFree(world, one);
        for (const boundary of sampled(boundariesOf(reference.calls), 1, `kills ${one.scheme}`)) {
          await part(nameOf(boundary), async () => {
            await begin(world, one);
            await world.control.fault(holding(boundary));
            const run = await world.startRun(one.input, one.scheme);
            worker =
              boundary.when === 'answered'
                ? await killWhenAnswered(world, worker, boundary)
                : await killWhenHeld(world, worker, run);
            await expectSame(world, one, await run.result(), reference);
          });
        }
      } finally {
        await world.stop();
      }
    },
    isLong ? 3_600_000 : 180_000,
  );
});

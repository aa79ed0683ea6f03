import { setTimeout as delay } from 'node:timers/promises';
import { boundariesOf, nameOf } from './support/boundaries';
import { cases, caseOf, worldFor } from './support/cases';
import { isLong, part, sampled } from './support/form';
import { begin, expectSame, faultFree } from './support/reference';
import { OwnTemporal } from './support/temporal';

const few = isLong ? cases : [caseOf('jushuitanWarehousesToKingdeeStocks')];

describe('a Temporal server that goes away in the middle of a run and comes back on its port', () => {
  const ways = (['SIGKILL', 'SIGTERM'] as const).flatMap((signal) =>
    few.map((one) => ({ signal, one, scheme: one.scheme })),
  );
  it.concurrent.each(ways)(
    'after $signal: $scheme goes on from its history',
    async ({ signal, one }) => {
      const temporal = await OwnTemporal.start();
      const world = await worldFor(one, { temporal });
      try {
        await world.startWorker();
        const reference = await faultFree(world, one);
        const calls = boundariesOf(reference.calls).filter(({ when }) => when === 'before');
        for (const boundary of sampled(calls, 1, `${signal} ${one.scheme}`)) {
          await part(nameOf(boundary), async () => {
            await begin(world, one);
            // The call goes on while the server is away, so that its activity has an answer to report to nobody.
            const { platform, operation, nth } = boundary;
            const latency = { kind: 'latency', milliseconds: 2_000, times: 1 };
            await world.control.fault({ ...latency, platform, operation, skip: nth });
            const run = await world.startRun(one.input, one.scheme);
            await world.until(async () => (await world.held()).length > 0);
            await temporal.end(signal);
            await delay(4_000);
            await temporal.restart();
            await expectSame(world, one, await run.result(), reference);
          });
        }
      } finally {
        await world.stop();
        await temporal.stop();
      }
    },
    isLong ? 3_600_000 : 180_000,
  );
});

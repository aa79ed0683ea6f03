import { setTimeout as delay } from 'node:timers/promises';
import type { Program } from '../../../src/stack/program';
import type { World, WorldOptions } from '../../support/world';
import { cases, type SchemeCase, worldFor } from './cases';
import { expectWellInTheEnd, reportOf } from './end';
import { leaveForeign } from './foreign';
import { type Kind, kinds } from './kinds';
import { Random } from './random';
import { begin, faultFree, type Reference } from './reference';

/** After so long the storm is over: what it has begun must come to its end. */
const longestMs = 15_000;

/** Beside what can happen to a call on its way, what platforms do by themselves. */
const weather: readonly Kind[] = [
  ...kinds,
  { name: 'expiry', fault: { kind: 'session-expiry' }, heals: true },
  { name: 'throttling', fault: { kind: 'throttle' }, heals: true },
  { name: 'latency', fault: { kind: 'latency', milliseconds: 700 }, heals: true },
];

/** What one seed decides: scheme, settings, faults and kills. */
interface Storm {
  readonly one: SchemeCase;
  readonly options: WorldOptions;
  readonly random: Random;
}

/** One round: a scheme under faults and kills that nothing but the seed chooses. */
export async function stormOf(seed: number): Promise<void> {
  const storm = drawn(seed);
  const world = await worldFor(storm.one, storm.options);
  try {
    await blow(world, storm);
  } finally {
    await world.stop();
  }
}

function drawn(seed: number): Storm {
  const random = new Random(seed, 'storm');
  const one = random.pick(cases);
  const auth = random.pick(['signed', 'app-secret']);
  const options = {
    kingdee: { auth, callLimitPauseMs: 500 },
    greatonce: { concurrency: random.int(1, 3) },
    scheme: { lanes: random.int(1, 3), pageSize: random.int(3, 8), batchSize: random.int(1, 6) },
  };
  return { one, options, random };
}

async function blow(world: World, { one, random }: Storm): Promise<void> {
  const worker = await world.startWorker();
  const foreign = random.chance(0.5) ? await leaveForeign(world, one) : undefined;
  const left = await foreign?.();
  const reference = await faultFree(world, one);
  const struck = faultsOf(reference, random);
  await begin(world, one);
  // One by one: several with long bodies are more than the control address takes at once.
  for (const { fault } of struck) await world.control.fault(fault);
  const run = await world.startRun(one.input, one.scheme);
  const result = reportOf(run.result());
  let isOver = false;
  void result.then(
    () => (isOver = true),
    () => (isOver = true),
  );
  const kills = Array.from({ length: random.int(0, 2) }, () => random.int(1, reference.calls.length));
  await killAfter(world, worker, kills, () => isOver);
  await Promise.race([result, delay(longestMs, undefined, { ref: false })]);
  await world.control.clearFaults();
  const report = await result;
  const mustEnd = struck.every(({ heals }) => heals);
  if (mustEnd) expect(report).toMatchObject(one.target[0] === 'greatonce' ? {} : { outcome: 'clean' });
  await expectWellInTheEnd(world, one, reference, report);
  expect(await foreign?.()).toEqual(left);
}

/** Each fault strikes an operation that the run uses: some of its calls, or a share of all. */
function faultsOf({ calls }: Reference, random: Random): { fault: object; heals: boolean }[] {
  return Array.from({ length: random.int(2, 6) }, () => {
    const { platform, operation, write } = random.pick(calls);
    const { fault, heals } = random.pick(weather);
    const how = random.chance(0.5)
      ? { skip: random.int(0, 6), times: random.int(1, 3) }
      : { share: random.int(2, 20) / 100, seed: random.int(1, 1_000_000) };
    return { fault: { platform, operation, ...fault, ...how }, heals: heals || write };
  });
}

/** Ends the worker as a power cut does, and starts another, after so many calls each time. */
async function killAfter(
  world: World,
  first: Program,
  calls: readonly number[],
  isOver: () => boolean,
): Promise<void> {
  let worker = first;
  for (const count of calls) {
    await world.control.forgetRequests();
    await world.until(async () => isOver() || (await world.control.requests()).length >= count);
    if (isOver()) return;
    await world.killWorker(worker);
    worker = await world.startWorker();
  }
}

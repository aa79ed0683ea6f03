import { setTimeout as delay } from 'node:timers/promises';
import type { WorkerProgram } from '../../support/worker';
import type { RunReport } from '../../../src/contract/run';
import { json, type ScriptedServer, startScriptedServer } from '../../connectors/scripted-server';
import type { WorkerOptions, World } from '../../support/world';
import { worldFor } from './cases';
import { drawn, faultsOf, grants, killsOf, type Storm } from './drawn';
import { expectWellAfterwards, reportOf } from './end';
import { Foreign } from './foreign';
import type { Switched } from './lies';
import { begin, faultFree } from './reference';
import { runOfSchedule, scheduleOf } from './schedule';

/** After so long the storm is over: what it has begun must come to its end. */
const longestMs = 15_000;

/** A storm and where it blows. */
interface Place extends Storm {
  readonly world: World;
  /** The chat group that is told of what is wrong. */
  readonly group: ScriptedServer;
  readonly worker: WorkerOptions;
}

/** One round: a scheme under faults, lies and kills, beside another installation, as nothing but the seed chooses. */
export async function stormOf(seed: number): Promise<void> {
  const storm = drawn(seed);
  const group = await startScriptedServer(json({}));
  const world = await worldFor(storm.one, storm.options);
  try {
    await blow({ ...storm, world, group, worker: { env: { GROUP_URL: group.url } } });
  } finally {
    await world.stop();
    await group.close();
  }
}

async function blow(place: Place): Promise<void> {
  const { one, run, world, isHonest, isScheduled } = place;
  const worker = await world.startWorker(place.worker);
  const reference = await faultFree(world, one);
  const foreign = place.isForeign ? await Foreign.leave(world, one, reference) : undefined;
  if (isScheduled) await scheduleOf(world, one.scheme, world.taskQueue);
  const start = () =>
    isScheduled ? runOfSchedule(world, one.scheme) : world.startRun(run.input, one.scheme);
  const struck = faultsOf(reference, place);

  await begin(world, one);
  // One by one: several with long bodies are more than the control address takes at once.
  for (const { fault } of struck) await world.control.fault(fault);
  const switchBack = await switchAll(world, place.switched);
  await delay(lagOf(place.switched));
  const runIt = async () => reportOf((await start()).result());
  const first = await underKills(place, worker, killsOf(reference, place), runIt());
  // A second run under the same weather begins where the first one has left its watermark.
  const second = place.goesOn && first.isOver ? runIt() : undefined;
  await forAWhile(second);
  await world.control.clearFaults();
  await switchBack();
  for (const { platform, values } of grants) await world.control.switches(platform, values);
  const report = await first.result;
  await second;

  const mustEnd = isHonest && struck.every(({ heals }) => heals);
  if (mustEnd) expect(report).toMatchObject(one.target[0] === 'greatonce' ? {} : { outcome: 'clean' });
  const runAgain = async () => (await start()).result();
  await expectWellAfterwards({ world, one, reference }, { report, isHonest }, runAgain);
  await foreign?.expectUntouched(place.group);
}

/** Milliseconds until a site shows what it already holds: the run is to find what was there before it. */
function lagOf(switched: readonly Switched[]): number {
  const lags = switched.map(({ values }) => Number(values.queryLagSeconds ?? 0));
  return Math.max(0, ...lags) * 1_000;
}

/** Sets switches. @returns what sets them as they were */
async function switchAll({ control }: World, switched: readonly Switched[]): Promise<() => Promise<void>> {
  const before: Switched[] = [];
  for (const { platform, values } of switched) {
    const held = await control.switchValues(platform);
    const names = Object.keys(values);
    before.unshift({ platform, values: Object.fromEntries(names.map((name) => [name, held[name]])) });
    await control.switches(platform, values);
  }
  return async () => {
    for (const { platform, values } of before) await control.switches(platform, values);
  };
}

/** Kills the worker after so many calls each time, and waits for the run's end. */
async function underKills(
  place: Place,
  worker: WorkerProgram,
  kills: readonly number[],
  result: Promise<RunReport | undefined>,
): Promise<{ readonly isOver: boolean; readonly result: typeof result }> {
  let isOver = false;
  const over = (): void => void (isOver = true);
  result.then(over, over);
  await killAfter(place, worker, kills, () => isOver);
  await forAWhile(result);
  return { isOver, result };
}

async function forAWhile(result: Promise<unknown> = Promise.resolve()): Promise<void> {
  await Promise.race([result.catch(() => undefined), delay(longestMs, undefined, { ref: false })]);
}

/** Ends the worker as a power cut does, and starts another, after so many calls each time. */
async function killAfter(
  { world, worker: options }: Place,
  first: WorkerProgram,
  calls: readonly number[],
  isOver: () => boolean,
): Promise<void> {
  let worker = first;
  for (const count of calls) {
    await world.control.forgetRequests();
    await world.until(async () => isOver() || (await world.control.requests()).length >= count);
    if (isOver()) return;
    await world.killWorker(worker);
    worker = await world.startWorker(options);
  }
}

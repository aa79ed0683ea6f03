import type { WorkflowHandle } from '@temporalio/client';
import type { WorkerProgram } from '../../support/worker';
import type { World } from '../../support/world';
import type { Boundary } from './boundaries';

/**
 * Waits until faults hold so many calls that the sandbox remembers, ends the worker as a power cut does, and starts the
 * next one.
 * @throws when the run ends before: the boundary was not there
 */
export async function killWhenHeld(
  world: World,
  worker: WorkerProgram,
  run: Pick<WorkflowHandle, 'result'>,
  held = 1,
): Promise<WorkerProgram> {
  let isOver = false;
  const over = (): void => void (isOver = true);
  run.result().then(over, over);
  await world.until(async () => isOver || (await world.held()).length >= held);
  if (isOver) throw new Error('the run ended before a call was held');
  await world.killWorker(worker);
  return world.startWorker();
}

/**
 * Waits until a call that answers late is under way, ends the worker as soon as it is answered, and starts the next one;
 * where the run ends first there is nothing to kill any more.
 */
export async function killWhenAnswered(
  world: World,
  worker: WorkerProgram,
  { platform, operation, nth }: Boundary,
): Promise<WorkerProgram> {
  const outcome = async () =>
    (await world.control.requests(`?platform=${platform}&operation=${operation}`))[nth]?.outcome;
  await world.until(async () => (await outcome()) !== undefined);
  while ((await outcome()) === 'pending');
  await world.killWorker(worker);
  return world.startWorker();
}

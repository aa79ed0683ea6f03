import type { RunInput, RunReport } from '../../src/contract/run';
import type { World } from '../support/world';

/** Where a run is held, so that its source moves between two of its calls. */
interface Held {
  readonly scheme: string;
  readonly input: RunInput;
  /** The source's call that waits before it is answered. */
  readonly platform: string;
  readonly operation: string;
  /** So many of these calls pass first. */
  readonly skip: number;
  /** What happens to the source at each hold, one after the other. */
  readonly acts: readonly (() => Promise<unknown>)[];
}

/** Long enough for an act, and for other pages in flight to be finished before it. */
const HOLD = 600;

/** Runs a scheme to its end while its source moves: consecutive calls wait, and are answered from what is there then. */
export async function runMoving(world: World, held: Held): Promise<RunReport> {
  const { scheme, input, platform, operation, skip, acts } = held;
  const calls = { platform, operation };
  const kind = { kind: 'latency', milliseconds: HOLD };
  await world.control.forgetRequests();
  await world.control.fault({ ...calls, ...kind, skip, times: acts.length });
  const run = await world.startRun(input, scheme);
  for (const [index, act] of acts.entries()) {
    const seen = async () => (await world.control.requests(`?operation=${operation}`)).length;
    await world.until(async () => (await seen()) > skip + index);
    await act();
  }
  return run.result();
}

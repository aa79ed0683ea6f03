import type { Plan, Progress, SliceRead } from '../../contract/run';
import { divide } from './lanes';
import type { List } from './list';
import type { Lists } from './lists';
import { countSlices } from './slices';

/** Where a run stands in its lists. */
export function listProgress(
  plan?: Plan,
  lists?: Lists,
): Pick<Progress, 'inFlight' | 'nextPage' | 'concurrency'> {
  const begun = lists?.begun ?? [];
  const { lists: atOnce, pages } = plan ? divide(plan) : { lists: 0, pages: 0 };
  return {
    inFlight: begun.flatMap(inFlightOf).sort((a, b) => a - b),
    nextPage: begun[0]?.nextPage ?? 1,
    concurrency: atOnce * pages,
  };
}

/** How far a run with a window is; the estimate holds the pace of the slices read so far. */
export function windowProgress(
  plan: Plan | undefined,
  lists: Lists | undefined,
  startedAt: string,
): Pick<Progress, 'window' | 'slices' | 'expectedAt'> {
  if (!plan?.window || !lists) return {};
  const { from, to } = plan.window;
  const total = countSlices(plan);
  const done = lists.slicesDone;
  const reading = lists.begun.flatMap(sliceRead);
  const begun = Date.parse(startedAt);
  const expected = done === 0 || done === total ? undefined : begun + ((Date.now() - begun) * total) / done;
  return {
    window: { from, to },
    slices: { done, total, ...(reading.length > 0 ? { reading } : {}) },
    ...(expected === undefined ? {} : { expectedAt: new Date(expected).toISOString() }),
  };
}

function sliceRead(list: List): SliceRead[] {
  const { slice } = list.name;
  if (slice === undefined) return [];
  return [{ slice, inFlight: inFlightOf(list), nextPage: list.nextPage }];
}

function inFlightOf({ inFlight }: List): number[] {
  return [...inFlight].sort((a, b) => a - b);
}

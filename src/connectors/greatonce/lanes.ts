import { InDoubt } from '../errors';

/** What became of items that were called one by one; an index in neither was not called. */
export interface LaneOutcome<Result> {
  readonly results: Result[];
  /** Indexes of items whose call was sent and stayed unanswered. */
  readonly inDoubt: number[];
  /** The error that ended the work. */
  failure?: Error;
}

/** Unanswered calls in a row after which no further one is made: the platform is down, and each would be in doubt. */
const patience = 2;

/**
 * Calls items side by side, at most `lanes` at a time. An unanswered call concerns its item only; any other error ends
 * the work once the calls under way are back. What was done until then is never lost: the error comes beside it.
 */
export async function inLanes<Item, Result>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<LaneOutcome<Result>> {
  const outcome: LaneOutcome<Result> = { results: [], inDoubt: [] };
  const left = [...items.entries()];
  let unanswered = 0;
  const takeNext = () => (outcome.failure || unanswered >= patience ? undefined : left.shift());

  const step = async ([index, item]: [number, Item]) => {
    try {
      outcome.results.push(await work(item, index));
      unanswered = 0;
    } catch (error) {
      if (error instanceof InDoubt) outcome.inDoubt.push(index);
      else outcome.failure ??= error as Error;
      unanswered += 1;
    }
  };
  const lane = async () => {
    for (let entry = takeNext(); entry !== undefined; entry = takeNext()) await step(entry);
  };

  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
  outcome.inDoubt.sort((a, b) => a - b);
  return outcome;
}

import type { Rejection, WriteAnswer } from '../../connectors/connector';

/** An item that the platform refused, with its reason. */
export interface Refused<T> {
  readonly item: T;
  readonly rejection: Rejection;
}

/** How a batch of items is written, and how one finds out what of it is still undone. */
export interface BatchWrite<T> {
  /** Writes the batch. */
  attempt(batch: readonly T[]): Promise<WriteAnswer>;
  /** Looks up which items of the batch are still undone; called when the answer leaves anything open. */
  undone(batch: readonly T[], answer: WriteAnswer): Promise<readonly T[]>;
}

const NO_REASON: Rejection = {
  cause: 'no-reason',
  message: 'the platform neither carried it out nor said why',
};

/**
 * Writes a batch until each item is done or refused, whether the platform keeps or drops the good items of a batch that
 * holds a bad one. After an answer that leaves anything open it looks up what is undone; items with a refusal of their
 * own are given up, the others are written again, in halves when the platform named none to blame.
 * @returns the refused items; all others are done
 */
export async function settle<T>(write: BatchWrite<T>, batch: readonly T[]): Promise<Refused<T>[]> {
  if (batch.length === 0) return [];
  const answer = await write.attempt(batch);
  if (isComplete(answer, batch.length)) return [];
  const undone = new Set(await write.undone(batch, answer));
  const refused = refusalsOf(batch, answer).filter(({ item }) => undone.has(item));
  refused.forEach(({ item }) => undone.delete(item));
  return [...refused, ...(await settleOpen(write, batch, [...undone], answer))];
}

async function settleOpen<T>(
  write: BatchWrite<T>,
  batch: readonly T[],
  open: readonly T[],
  answer: WriteAnswer,
): Promise<Refused<T>[]> {
  if (open.length < batch.length) return settle(write, open);
  if (open.length === 1) return [{ item: open[0] as T, rejection: answer.general[0] ?? NO_REASON }];
  const half = Math.ceil(open.length / 2);
  return [...(await settle(write, open.slice(0, half))), ...(await settle(write, open.slice(half)))];
}

function isComplete(answer: WriteAnswer, size: number): boolean {
  return answer.results.filter((result) => 'id' in result).length === size;
}

function refusalsOf<T>(batch: readonly T[], answer: WriteAnswer): Refused<T>[] {
  return answer.results.flatMap((result) => {
    const item = batch[result.index];
    return 'rejection' in result && item !== undefined ? [{ item, rejection: result.rejection }] : [];
  });
}

import { passes, refusalAlone } from '../../connectors/alone';
import type { Rejection, WriteAnswer } from '../../connectors/connector';

/** An item that the platform refused, with its reason. */
export interface Refused<T> {
  readonly item: T;
  readonly rejection: Rejection;
}

/** A question about several items that a platform answers at once. */
export interface Question<Item, Answer> {
  ask(items: readonly Item[]): Promise<readonly Answer[]>;
  /** The question about an item that no platform can take offence at. */
  harmless(): Promise<unknown>;
}

/** Answers to a question, and the items that the platform could not be asked about. */
export interface Answered<Item, Answer> {
  readonly answers: readonly Answer[];
  readonly refused: readonly Refused<Item>[];
}

/**
 * Asks about items together. Where the platform does not take the question because of what it holds, it is asked in
 * halves, until the items that it cannot be asked about stand alone.
 * @throws what the platform answers, where it does not take the harmless question either
 */
export async function askInHalves<Item, Answer>(
  question: Question<Item, Answer>,
  items: readonly Item[],
): Promise<Answered<Item, Answer>> {
  if (items.length === 0) return { answers: [], refused: [] };
  try {
    return { answers: await question.ask(items), refused: [] };
  } catch (error) {
    if (refusalAlone(error) === undefined || !(await passes(() => question.harmless()))) throw error;
    return askParts(question, items);
  }
}

async function askParts<Item, Answer>(
  question: Question<Item, Answer>,
  items: readonly Item[],
): Promise<Answered<Item, Answer>> {
  const answers: Answer[] = [];
  const refused: Refused<Item>[] = [];
  for (const part of halvesOf(items)) {
    const answered = await askPart(question, part);
    answers.push(...answered.answers);
    refused.push(...answered.refused);
  }
  return { answers, refused };
}

async function askPart<Item, Answer>(
  question: Question<Item, Answer>,
  part: readonly Item[],
): Promise<Answered<Item, Answer>> {
  try {
    return { answers: await question.ask(part), refused: [] };
  } catch (error) {
    const rejection = refusalAlone(error);
    if (rejection === undefined) throw error;
    if (part.length > 1) return askParts(question, part);
    // The platform may have broken down since the first question, which is no item's fault.
    if (!(await passes(() => question.harmless()))) throw error;
    return { answers: [], refused: [{ item: part[0] as Item, rejection }] };
  }
}

/** Both halves of a list; a list of one is its own only half. */
export function halvesOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  const half = Math.ceil(items.length / 2);
  return [items.slice(0, half), items.slice(half)].filter(({ length }) => length > 0);
}

/** How a batch of items is written, and how one finds out what of it is still undone. */
export interface BatchWrite<T> {
  /** Writes the batch. */
  attempt(batch: readonly T[]): Promise<WriteAnswer>;
  /** Looks up which items of the batch are still undone; called when the answer leaves anything open. */
  undone(batch: readonly T[], answer: WriteAnswer): Promise<readonly T[]>;
  /** Whether such writes pass at all; asked where a batch is refused in a way that one item may be to blame for. */
  passes(): Promise<boolean>;
}

const NO_REASON: Rejection = {
  cause: 'no-reason',
  message: 'the platform neither carried it out nor said why',
};

/**
 * Writes a batch until each item is done or refused, whether the platform keeps or drops the good items of a batch that
 * holds a bad one. After an answer that leaves anything open it looks up what is undone; items with a refusal of their
 * own are given up, the others are written again: the items that a refusal names apart from the rest, in halves when it
 * names none. An item is only refused for what is said of it, or for what it meets alone.
 * @returns the refused items; all others are done
 * @throws what refuses a whole call, where no call of the kind passes
 */
export async function settle<T>(write: BatchWrite<T>, batch: readonly T[]): Promise<Refused<T>[]> {
  if (batch.length === 0) return [];
  const answer = await attempt(write, batch);
  if (isComplete(answer, batch.length)) return [];
  const undone = new Set(await write.undone(batch, answer));
  const refused = refusalsOf(batch, answer).filter(({ item }) => undone.has(item));
  refused.forEach(({ item }) => undone.delete(item));
  const open = batch.filter((item) => undone.has(item));
  const named = (answer.named ?? []).map((index) => batch[index] as T).filter((item) => undone.has(item));
  return [...refused, ...(await settleOpen(write, batch, open, answer.general, named))];
}

/**
 * What refuses a call before the platform does is an answer that leaves the whole batch open: it may have refused the
 * answer of what was carried out.
 * @throws what refuses the call, unless calls without this batch pass
 */
async function attempt<T>(write: BatchWrite<T>, batch: readonly T[]): Promise<WriteAnswer> {
  try {
    return await write.attempt(batch);
  } catch (error) {
    const refusal = refusalAlone(error);
    if (refusal === undefined || !(await write.passes())) throw error;
    return { results: [], general: [refusal] };
  }
}

async function settleOpen<T>(
  write: BatchWrite<T>,
  batch: readonly T[],
  open: readonly T[],
  general: readonly Rejection[],
  named: readonly T[] = [],
): Promise<Refused<T>[]> {
  if (named.length > 0 && named.length < open.length)
    return settleParts(write, [open.filter((item) => !named.includes(item)), ...named.map((item) => [item])]);
  if (open.length < batch.length) return settle(write, open);
  if (open.length === 1) return [{ item: open[0] as T, rejection: general[0] ?? NO_REASON }];
  return settleParts(write, halvesOf(open));
}

async function settleParts<T>(write: BatchWrite<T>, parts: readonly (readonly T[])[]): Promise<Refused<T>[]> {
  const refused: Refused<T>[] = [];
  for (const part of parts) refused.push(...(await settle(write, part)));
  return refused;
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

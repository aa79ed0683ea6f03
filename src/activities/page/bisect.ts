/** Calls about several items at once, taken apart where one of them makes the platform refuse the whole call. */

import { passes, refusalAlone } from '../../connectors/alone';
import type { Rejection, WriteAnswer } from '../../connectors/connector';

/** An item that the platform refused, with its reason. */
export interface RejectedItem<T> {
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
  readonly rejected: readonly RejectedItem<Item>[];
}

/**
 * Asks about items together. Where the platform does not take the question because of what it holds, it is asked in
 * halves, until the items that it cannot be asked about stand alone.
 * @throws what the platform answers, where it does not take the harmless question either
 */
export async function askBisecting<Item, Answer>(
  question: Question<Item, Answer>,
  items: readonly Item[],
): Promise<Answered<Item, Answer>> {
  if (items.length === 0) return { answers: [], rejected: [] };
  try {
    return { answers: await question.ask(items), rejected: [] };
  } catch (error) {
    if (refusalAlone(error) === undefined || !(await passes(() => question.harmless()))) throw error;
    return askHalves(question, items);
  }
}

async function askHalves<Item, Answer>(
  question: Question<Item, Answer>,
  items: readonly Item[],
): Promise<Answered<Item, Answer>> {
  const parts: Answered<Item, Answer>[] = [];
  for (const half of halvesOf(items)) parts.push(await askHalf(question, half));
  return {
    answers: parts.flatMap(({ answers }) => answers),
    rejected: parts.flatMap(({ rejected }) => rejected),
  };
}

async function askHalf<Item, Answer>(
  question: Question<Item, Answer>,
  items: readonly Item[],
): Promise<Answered<Item, Answer>> {
  try {
    return { answers: await question.ask(items), rejected: [] };
  } catch (error) {
    const rejection = refusalAlone(error);
    if (rejection === undefined) throw error;
    if (items.length > 1) return askHalves(question, items);
    // The platform may have broken down since the first question, which is no item's fault.
    if (!(await passes(() => question.harmless()))) throw error;
    return { answers: [], rejected: items.map((item) => ({ item, rejection })) };
  }
}

/** An item that a write carried out, or found there. */
interface CarriedOut {
  readonly outcome: 'written' | 'existed';
  readonly id: string;
}

/** What a platform said of one item of a write. */
type ItemAnswer =
  | CarriedOut
  | { readonly outcome: 'rejected'; readonly rejection: Rejection }
  /** Its own call was sent and stayed unanswered. */
  | { readonly outcome: 'inDoubt' }
  /** Its own call was never made. */
  | { readonly outcome: 'unsent' }
  /** The platform said nothing of it: it must be looked up. */
  | { readonly outcome: 'undecided' };

/** An answer item by item, in the order of the batch. Only here positions in a call stand for items. */
export function answersByItem<T>(
  batch: readonly T[],
  { results, inDoubt }: Pick<WriteAnswer, 'results' | 'inDoubt'>,
): ({ readonly item: T } & ItemAnswer)[] {
  const byIndex = new Map(results.map((result) => [result.index, result]));
  return batch.map((item, index) => {
    const result = byIndex.get(index);
    if (result === undefined) {
      const isSent = inDoubt?.includes(index);
      return { item, outcome: isSent === undefined ? 'undecided' : isSent ? 'inDoubt' : 'unsent' };
    }
    if ('rejection' in result) return { item, outcome: 'rejected', rejection: result.rejection };
    return { item, outcome: result.existed ? 'existed' : 'written', id: result.id };
  });
}

/** What one call came to. Each item of its batch is in `done` or in `open`. */
export interface WriteAttempt<Item, Done> {
  /** Items that need nothing more. */
  readonly done: readonly Done[];
  /** Items that have to be looked up, each with the refusal of its own that the platform gave. */
  readonly open: readonly { readonly item: Item; readonly rejection?: Rejection }[];
  /** Errors that the platform did not tie to an item. */
  readonly general: readonly Rejection[];
  /** Items that these errors name. */
  readonly named: readonly Item[];
}

/** An answer as the attempt that it ends. @param doneOf what stands for an item that was carried out */
export function attemptOf<Item, Done>(
  batch: readonly Item[],
  answer: WriteAnswer,
  doneOf: (one: { readonly item: Item } & CarriedOut) => readonly Done[],
): WriteAttempt<Item, Done> {
  const { general, named = [] } = answer;
  const answers = answersByItem(batch, answer);
  return {
    done: answers.flatMap((one) => ('id' in one ? doneOf(one) : [])),
    open: answers.flatMap((one) => {
      if ('id' in one) return [];
      return [{ item: one.item, ...('rejection' in one ? { rejection: one.rejection } : {}) }];
    }),
    general,
    named: batch.filter((_, index) => named.includes(index)),
  };
}

/** What a look-up found of a batch that a call left open. */
export interface LookedUpBatch<Item, Done> {
  readonly undone: readonly Item[];
  readonly done: readonly Done[];
}

/** How a batch of items is written, and how one finds out what of it is still undone. */
export interface BatchWrite<Item, Done> {
  /** Writes the batch. */
  attempt(batch: readonly Item[]): Promise<WriteAttempt<Item, Done>>;
  /** Looks the batch up; called when the attempt leaves anything open. */
  lookUp(batch: readonly Item[], attempt: WriteAttempt<Item, Done>): Promise<LookedUpBatch<Item, Done>>;
  /** Whether such writes pass at all; asked where a batch is refused in a way that one item may be to blame for. */
  passes(): Promise<boolean>;
}

/** What became of a batch: each item is in one of the lists. */
export interface BatchWritten<Item, Done> {
  readonly done: readonly Done[];
  readonly rejected: readonly RejectedItem<Item>[];
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
 * @throws what refuses a whole call, where no call of the kind passes
 */
export async function writeBisecting<Item, Done>(
  write: BatchWrite<Item, Done>,
  batch: readonly Item[],
): Promise<BatchWritten<Item, Done>> {
  if (batch.length === 0) return { done: [], rejected: [] };
  const attempt = await attemptOrRefuse(write, batch);
  if (attempt.open.length === 0) return { done: attempt.done, rejected: [] };
  const found = await write.lookUp(batch, attempt);
  const undone = new Set(found.undone);
  const rejected = attempt.open.flatMap(({ item, rejection }) =>
    rejection !== undefined && undone.has(item) ? [{ item, rejection }] : [],
  );
  rejected.forEach(({ item }) => undone.delete(item));
  const open = batch.filter((item) => undone.has(item));
  const rest = await writeOpen(write, batch, open, attempt);
  return merged([{ done: [...attempt.done, ...found.done], rejected }, rest]);
}

/**
 * What refuses a call before the platform does is an answer that leaves the whole batch open: it may have refused the
 * answer of what was carried out.
 * @throws what refuses the call, unless calls without this batch pass
 */
async function attemptOrRefuse<Item, Done>(
  write: BatchWrite<Item, Done>,
  batch: readonly Item[],
): Promise<WriteAttempt<Item, Done>> {
  try {
    return await write.attempt(batch);
  } catch (error) {
    const refusal = refusalAlone(error);
    if (refusal === undefined || !(await write.passes())) throw error;
    return { done: [], open: batch.map((item) => ({ item })), general: [refusal], named: [] };
  }
}

async function writeOpen<Item, Done>(
  write: BatchWrite<Item, Done>,
  batch: readonly Item[],
  open: readonly Item[],
  { general, named }: Pick<WriteAttempt<Item, Done>, 'general' | 'named'>,
): Promise<BatchWritten<Item, Done>> {
  const apart = named.filter((item) => open.includes(item));
  if (apart.length > 0 && apart.length < open.length)
    return writeParts(write, [open.filter((item) => !apart.includes(item)), ...apart.map((item) => [item])]);
  if (open.length < batch.length) return writeBisecting(write, open);
  if (open.length > 1) return writeParts(write, halvesOf(open));
  return { done: [], rejected: open.map((item) => ({ item, rejection: general[0] ?? NO_REASON })) };
}

async function writeParts<Item, Done>(
  write: BatchWrite<Item, Done>,
  parts: readonly (readonly Item[])[],
): Promise<BatchWritten<Item, Done>> {
  const written: BatchWritten<Item, Done>[] = [];
  for (const part of parts) written.push(await writeBisecting(write, part));
  return merged(written);
}

function merged<Item, Done>(parts: readonly BatchWritten<Item, Done>[]): BatchWritten<Item, Done> {
  return {
    done: parts.flatMap(({ done }) => done),
    rejected: parts.flatMap(({ rejected }) => rejected),
  };
}

/** Both halves of a list; a list of one is its own only half. */
function halvesOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  const half = Math.ceil(items.length / 2);
  return [items.slice(0, half), items.slice(half)].filter(({ length }) => length > 0);
}

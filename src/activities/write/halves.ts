import { passes, refusalAlone } from '../../connectors/alone';
import type { Rejection } from '../../connectors/connector';

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

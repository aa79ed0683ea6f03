import type { Rejection, WriteAnswer, WriteResult } from '../connector';
import type { AnswerEntity, AnswerError, Status } from './envelope';
import { errorsOf, rejectionOf, type Reply, replyError, wholeCallMeaning } from './errors';

/** What is known of the documents of a write, in the order in which the request named them. */
export interface Asked {
  readonly count: number;
  readonly ids?: readonly string[];
  readonly numbers?: readonly string[];
}

/**
 * What became of each document. The platform ties entities and errors to documents by `DIndex` (the order of its lists
 * means nothing); where the request named internal ids, an entity's own id tells more surely. What the platform lists as
 * done is done, whatever else it says of it: the next step or a look-up tells the rest.
 * @throws Unauthorized, Throttled, Misconfigured, InDoubt for a refusal of the whole call or an unreadable answer
 */
export function readWrite(reply: Reply, { count, ids, numbers = [] }: Asked): WriteAnswer {
  const { answer } = reply;
  if (answer.kind !== 'status' || wholeCallMeaning(answer.status, reply, count)) throw replyError(reply);
  const { status } = answer;
  const done = doneOf(entitiesOf(status, answer, count), count, ids);
  const refused = refusalsOf(status, count, reply);
  const named = [...new Set(refused.untied.flatMap(({ message }) => namedIn(message, numbers)))];
  const rejected = [...refused.byDocument].filter(([index]) => !done.has(index));
  return {
    results: [...done.values(), ...rejected.map(([index, rejection]) => ({ index, rejection }))],
    general: refused.general,
    ...(named.length === 0 ? {} : { named }),
  };
}

/** Number of each document that was saved, as the platform has it, by position; absent where it names none. */
export function savedNumbers({ answer }: Reply, count: number): ReadonlyMap<number, AnswerEntity> {
  if (answer.kind !== 'status') return new Map();
  const entities = entitiesOf(answer.status, answer, count);
  return new Map(entities.map((entity) => [indexOf(entity, count, undefined), entity]));
}

/** Older versions name a single document only beside the status. */
function entitiesOf(
  status: Status,
  { id, number }: { readonly id?: string; readonly number?: string },
  count: number,
): readonly AnswerEntity[] {
  const isLone = status.isSuccess && status.entities.length === 0 && count === 1 && id !== undefined;
  return isLone ? [{ id, number, index: 0 }] : status.entities;
}

function doneOf(
  entities: readonly AnswerEntity[],
  count: number,
  ids: readonly string[] | undefined,
): Map<number, WriteResult> {
  const done = new Map<number, WriteResult>();
  for (const entity of entities) {
    const index = indexOf(entity, count, ids);
    const id = entity.id || ids?.[index];
    if (index >= 0 && index < count && id) done.set(index, { index, id });
  }
  return done;
}

/** -1 for a document that was not asked about: some operations list others that they made along the way. */
function indexOf({ id, index }: AnswerEntity, count: number, ids: readonly string[] | undefined): number {
  if (ids !== undefined && id !== '') return ids.indexOf(id);
  return index ?? (count === 1 ? 0 : -1);
}

interface Refusals {
  readonly byDocument: ReadonlyMap<number, Rejection>;
  readonly general: readonly Rejection[];
  /** The errors behind `general`. */
  readonly untied: readonly AnswerError[];
}

function refusalsOf(status: Status, count: number, reply: Reply): Refusals {
  const byIndex = new Map<number, AnswerError[]>();
  const isOfTheCall = saysNothingOfDocuments(status);
  for (const error of errorsOf(status)) {
    const index = isOfTheCall && count > 1 ? -1 : indexOfError(error, count);
    byIndex.set(index, [...(byIndex.get(index) ?? []), error]);
  }
  const toRejection = (errors: readonly AnswerError[]) => rejectionOf(errors, status.msgCode, reply);
  const untied = byIndex.get(-1) ?? [];
  byIndex.delete(-1);
  return {
    byDocument: new Map([...byIndex].map(([index, errors]) => [index, toRejection(errors)])),
    general: untied.map((error) => toRejection([error])),
    untied,
  };
}

/**
 * Whether errors with `DIndex` 0 may be about any document: an exception fails the whole call and is listed as an error
 * whose 0 stands for none, and some sites number no error. What is meant shows once the first document stands alone.
 */
function saysNothingOfDocuments({ errors, entities }: Status): boolean {
  return entities.length === 0 && errors.every(({ index = 0 }) => index === 0);
}

/** -1 for an error that cannot be tied to a document. With a single document there is no doubt. */
function indexOfError({ index = -1 }: AnswerError, count: number): number {
  if (count === 1) return 0;
  return index < count ? index : -1;
}

/** How Kingdee's words hold a document's number: in quotation marks or brackets of any kind. */
const quoted = /[“”"'‘’【[「『（(]([^“”"'‘’【】[\]「」『』（）()]+)[“”"'‘’】\]」』）)]/g;

/** Positions of the numbers that a refusal names, in the order in which it names them. */
export function namedIn(message: string, numbers: readonly string[]): number[] {
  const words = new Set([...message.matchAll(quoted)].map(([, word = '']) => word.trim()));
  return [...words].map((word) => numbers.indexOf(word)).filter((index) => index >= 0);
}

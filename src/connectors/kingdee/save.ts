import type { Call, CallOptions, WriteAnswer, Rejection, WriteResult } from '../connector';
import type { Document } from '../../contract/page';
import { Misconfigured, type ChangedNumber, NumberChanged } from '../errors';
import type { KingdeeClient } from './client';
import { formTable, keyOfDocument } from './forms';
import type { KingdeeSettings } from './settings';
import { type Bilingual, inBothLanguages } from '../../contract/bilingual';
import { foldKey } from '../folding';
import type { AnswerEntity, AnswerError, Status } from './envelope';
import { unresolvedReference } from './causes/records';
import { errorsOf, rejectionOf, type Reply, replyError, wholeCallMeaning } from './errors';
import { formOperation } from './operations';

const nothing: WriteAnswer = { results: [], general: [] };

/**
 * Saves new documents with one `BatchSave`.
 * @throws also NumberChanged where the site has given other numbers than those sent
 */
export async function batchSave(
  client: KingdeeClient,
  form: string,
  documents: readonly Document[],
  options: CallOptions,
  call: Call,
  spelling: KingdeeSettings['numberSpelling'] = 'exact',
): Promise<WriteAnswer> {
  if (documents.length === 0) return nothing;
  documents.forEach((document) => checkNew(form, document));
  const data = { ...options, Model: documents };
  const reply = await client.call(formOperation('BatchSave', 'write', form), data, call);
  const numbers = documents.map((document) => keyOfDocument(form, document).number);
  const answer = readWrite(reply, { count: documents.length, numbers });
  assertSentNumbers(form, documents, savedNumbers(reply, documents.length), spelling);
  return withUnresolved(answer, documents);
}

/**
 * Submits or audits documents by internal id. `Ids` is one text; of ids and numbers Kingdee lets ids win. `options` are
 * the operation's own switches (`InterationFlags`, `NetworkCtrl`, `IsVerifyProcInst`, `IgnoreInterationFlag`,
 * `SelectedPostId` …) and go out as they are; what an operation does not know, Kingdee ignores.
 */
export async function changeState(
  client: KingdeeClient,
  operation: 'Submit' | 'Audit',
  form: string,
  ids: readonly string[],
  options: CallOptions,
  call: Call,
): Promise<WriteAnswer> {
  formTable(form, operation);
  if (ids.length === 0) return nothing;
  const data = { CreateOrgId: 0, ...options, Numbers: [], Ids: ids.join(',') };
  const reply = await client.call(formOperation(operation, 'write', form), data, call);
  return readWrite(reply, { count: ids.length, ids });
}

/** A primary key would overwrite the record that has it; without a number nobody could find the document again. */
function checkNew(form: string, document: Document): void {
  const { id, number } = formTable(form, 'BatchSave');
  const details = { platform: 'kingdee', operation: 'BatchSave' };
  const hasId = ![undefined, null, '', 0, '0'].includes(document[id] as string | undefined);
  if (hasId)
    throw new Misconfigured(`a new ${form} must not carry ${id}: it would overwrite that record`, details);
  if (keyOfDocument(form, document).number === '') {
    throw new Misconfigured(
      `a new ${form} must carry ${number}: without it a repeat would double it`,
      details,
    );
  }
}

const advice: Bilingual = {
  en: "let the numbers of this user stand: in Kingdee's coding rule (编码规则) of the form allow manual numbers (允许手工编码) and no automatic ones, delete or renumber the documents saved now, then run again",
  zh: '请让该用户的编码保持不变：在金蝶该单据的编码规则中允许手工编码、取消自动编号，删除或改正本次已保存单据的编码，然后重新运行',
};

const respelling: Bilingual = {
  en: 'the site spells numbers in its own way: set numberSpelling: own of this connection, then run again',
  zh: '该站点会改写编码的大小写或全半角：请在该连接中设置 numberSpelling: own，然后重新运行',
};

/**
 * Holds the numbers of saved documents against those that were sent.
 * @throws NumberChanged: by another number nobody finds the document again, and every run would save one more
 */
function assertSentNumbers(
  form: string,
  documents: readonly Document[],
  saved: ReadonlyMap<number, AnswerEntity>,
  spelling: KingdeeSettings['numberSpelling'],
): void {
  const changed = changedNumbers(form, documents, saved, spelling);
  const [first] = changed;
  if (first === undefined) return;
  const isRespelled = changed.every(({ sent, got }) => foldKey(sent) === foldKey(got));
  const words = isRespelled ? respelling : advice;
  const seen = `${form} was sent with the number ${first.sent} and saved as ${first.got} (id ${first.id})`;
  const more = changed.length > 1 ? `, and ${changed.length - 1} more alike` : '';
  throw new NumberChanged(
    `${seen}${more}; nothing further is saved: ${inBothLanguages(words)}`,
    { platform: 'kingdee', operation: 'BatchSave', advice: words },
    changed,
  );
}

function changedNumbers(
  form: string,
  documents: readonly Document[],
  saved: ReadonlyMap<number, AnswerEntity>,
  spelling: KingdeeSettings['numberSpelling'],
): ChangedNumber[] {
  const spelled = spelling === 'own' ? foldKey : (number: string) => number;
  return documents.flatMap((document, index) => {
    const { id = '', number: got } = saved.get(index) ?? {};
    const sent = keyOfDocument(form, document).number;
    return got === undefined || spelled(sent) === spelled(got) ? [] : [{ index, id, sent, got }];
  });
}

/**
 * A save without `IsVerifyBaseDataField` drops references that it cannot resolve, and then calls their fields empty. Where
 * the document did send such a field, it is the base data that is missing, and not the value.
 */
function withUnresolved(answer: WriteAnswer, documents: readonly Document[]): WriteAnswer {
  return { ...answer, results: answer.results.map((result) => unresolved(result, documents[result.index])) };
}

function unresolved(result: WriteResult, document: Document | undefined): WriteResult {
  if (!('rejection' in result) || document === undefined) return result;
  const { rejection } = result;
  if (rejection.cause !== 'required-field' || !sendsReference(document, rejection.field)) return result;
  const { cause, ...advice } = unresolvedReference;
  return { ...result, rejection: { ...rejection, cause, advice } satisfies Rejection };
}

/** Whether the field stands in the document, and wherever it stands names base data. */
function sendsReference(document: Document, field: string | undefined): boolean {
  if (field === undefined || !/^\w+$/.test(field)) return false;
  const values = valuesAt(document, field.toLowerCase());
  return values.length > 0 && values.every(isReference);
}

function valuesAt(value: unknown, field: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, field));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) =>
    key.toLowerCase() === field ? [item] : valuesAt(item, field),
  );
}

function isReference(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).some(
    ([key, number]) => key.toLowerCase() === 'fnumber' && typeof number === 'string' && number.trim() !== '',
  );
}

/** What is known of the documents of a write, in the order in which the request named them. */
interface Asked {
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
function readWrite(reply: Reply, { count, ids, numbers = [] }: Asked): WriteAnswer {
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

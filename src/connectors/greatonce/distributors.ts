import type { Call, WriteAnswer, WriteResult, TargetDocument } from '../connector';
import type { Document, DocumentKey } from '../../contract/page';
import { Passage, refusalAlone, unreadableKey } from '../alone';
import { Misconfigured, ProtocolViolation, InDoubt } from '../errors';
import type { GreatonceClient } from './client';
import { rejectionOf, saysOneOf } from './answer';
import type { GreatonceSettings } from './settings';
import { z } from 'zod';
import { GREATONCE_UNANSWERED } from '../../contract/policies';

const forms: readonly string[] = ['greatonce.distributor.single.sync'];

/** @throws Misconfigured for a form the connector does not know */
export function checkForm(form: string, operation: string): void {
  if (forms.includes(form)) return;
  const message = `form ${form} is not known here; known forms: ${forms.join(', ')}`;
  throw new Misconfigured(message, { platform: 'greatonce', operation });
}

/** Business key of a distributor: its code; empty when it has none. @throws Misconfigured for an unknown form */
export function keyOfDistributor(form: string, { distributorCode }: Document): DocumentKey {
  checkForm(form, 'keyOf');
  return { number: textOf(distributorCode) };
}

/**
 * Saves documents with one call each. The id of a distributor is its code. A code that is there already is taken over
 * as `existed`; of two documents with one code the later is refused, since the platform would take it for the first.
 * @throws what ended the calls where none was carried out; otherwise it comes beside what was done
 */
export async function saveDistributors(
  client: GreatonceClient,
  settings: GreatonceSettings,
  form: string,
  documents: readonly Document[],
  call: Call,
): Promise<WriteAnswer> {
  const codes = documents.map((document) => keyOfDistributor(form, document).number);
  checkCodes(form, codes);
  const saving = { client, settings, form, passage: new Passage(() => client.ping(call)) };
  const outcome = await mapConcurrent(documents, settings.concurrency, (document, index) =>
    codes.indexOf(codes[index] as string) < index
      ? Promise.resolve(sameCode(index))
      : saveOrRefuse(saving, { document, index, id: codes[index] as string }, call),
  );
  return answerOf(outcome);
}

function answerOf({ results, inDoubt, failure }: ConcurrentOutcome<WriteResult>): WriteAnswer {
  if (failure && results.length + inDoubt.length === 0) throw failure;
  const written = { results: results.sort((a, b) => a.index - b.index), general: [] };
  if (failure) return { ...written, inDoubt, stoppedBy: failure };
  return inDoubt.length === 0 ? written : { ...written, inDoubt };
}

interface Entry {
  readonly document: Document;
  readonly index: number;
  readonly id: string;
}

/** How the documents of one list are saved. */
interface Saving {
  readonly client: GreatonceClient;
  readonly settings: GreatonceSettings;
  readonly form: string;
  /** Whether saves reach the platform: known from one that it answered, since a gateway need not answer a ping well. */
  readonly passage: Passage;
}

/** A record whose call does not reach the platform for what it holds is refused; the others go on. */
async function saveOrRefuse(saving: Saving, entry: Entry, call: Call): Promise<WriteResult> {
  const { passage } = saving;
  try {
    return await passage.note(saveOne(saving, entry, call));
  } catch (error) {
    const rejection = refusalAlone(error);
    if (rejection === undefined || !(await passage.passes())) throw error;
    return { index: entry.index, rejection };
  }
}

async function saveOne(
  { client, settings: { duplicateTexts }, form }: Saving,
  { document, index, id }: Entry,
  call: Call,
): Promise<WriteResult> {
  const answer = await client.call(form, 'write', document, call);
  if (answer.success) return { index, id };
  if (saysOneOf(answer, duplicateTexts)) return { index, id, existed: true };
  return { index, rejection: rejectionOf(answer) };
}

function sameCode(index: number): WriteResult {
  const advice = {
    en: 'Give each record a code of its own: choose another rule for distributorCode.',
    zh: '请为每条记录使用唯一编码：更换 distributorCode 的取值规则。',
  };
  const message = 'another record of this page has the same distributorCode';
  return { index, rejection: { cause: 'duplicate-number', field: 'distributorCode', message, advice } };
}

function checkCodes(operation: string, codes: readonly string[]): void {
  if (!codes.includes('')) return;
  const message = 'a distributor must carry distributorCode: without it a repeat would double it';
  throw new Misconfigured(message, { platform: 'greatonce', operation });
}

type Found = TargetDocument & DocumentKey;

/**
 * Finds distributors by code with the method that the connection names, one call a code. What is found is done: there is
 * nothing to submit or audit, so its state is `audited`.
 * @throws Misconfigured without `lookUpMethod`; ProtocolViolation when the method refuses or answers without its list;
 * a refusal may be about the one code
 */
export async function lookUpDistributors(
  client: GreatonceClient,
  settings: GreatonceSettings,
  codes: readonly string[],
  fields: readonly string[],
  call: Call,
): Promise<Found[]> {
  const find = finder(client, settings, fields, call);
  const { results, failure } = await mapConcurrent([...new Set(codes)], settings.concurrency, find);
  if (failure) throw failure;
  return results.flat();
}

function finder(
  client: GreatonceClient,
  { lookUpMethod }: GreatonceSettings,
  fields: readonly string[],
  call: Call,
): (code: string) => Promise<Found[]> {
  if (!lookUpMethod) {
    const details = { platform: 'greatonce', operation: 'lookUp' };
    throw new Misconfigured('no query for distributors is published: set lookUpMethod', details);
  }
  const { method, parameter, list, code: codeMember, absentTexts } = lookUpMethod;
  return async (code) => {
    const answer = await client.call(method, 'read', { [parameter]: code }, call);
    const { success, message, body } = answer;
    if (!success && saysOneOf(answer, absentTexts)) return [];
    const { data } = z
      .array(z.record(z.string(), z.unknown()))
      .safeParse(body[list] ?? (success ? [] : null));
    if (!success || !data) {
      const details = { platform: 'greatonce', operation: method, platformMessage: message };
      if (success) throw new ProtocolViolation(`${list} is no list`, details, '');
      throw new ProtocolViolation(
        `refused: ${message}`,
        { ...details, whenAlone: unreadableKey(message) },
        '',
      );
    }
    const held = data.find((entry) => textOf(entry[codeMember]) === code);
    return held ? [{ id: code, number: code, state: 'audited', fields: pick(held, fields) }] : [];
  };
}

function pick(held: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, string> {
  const texts = fields.map((field) => [field, textOf(held[field])] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== ''));
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** What became of items that were called one by one; an index in neither was not called. */
export interface ConcurrentOutcome<Result> {
  readonly results: Result[];
  /** Indexes of items whose call was sent and stayed unanswered. */
  readonly inDoubt: number[];
  /** The error that ended the work. */
  failure?: Error;
}

/**
 * Calls items, at most `concurrency` at a time. An unanswered call concerns its item only; any other error ends
 * the work once the calls under way are back. What was done until then is never lost: the error comes beside it.
 */
async function mapConcurrent<Item, Result>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<ConcurrentOutcome<Result>> {
  const outcome: ConcurrentOutcome<Result> = { results: [], inDoubt: [] };
  const left = [...items.entries()];
  let unanswered = 0;
  const takeNext = () => (outcome.failure || unanswered >= GREATONCE_UNANSWERED ? undefined : left.shift());

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
  const takeAll = async () => {
    for (let entry = takeNext(); entry !== undefined; entry = takeNext()) await step(entry);
  };

  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, takeAll));
  outcome.inDoubt.sort((a, b) => a - b);
  return outcome;
}

import type { Call, WriteAnswer, WriteResult } from '../connector';
import type { Document, DocumentKey } from '../../contract/document';
import { Passage, refusalAlone } from '../alone';
import { Misconfigured } from '../errors';
import type { GreatonceClient } from './client';
import { inLanes, type LaneOutcome } from './lanes';
import { rejectionOf, saysOneOf } from './refusals';
import type { GreatonceSettings } from './settings';

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
  const isText = typeof distributorCode === 'string' || typeof distributorCode === 'number';
  return { number: isText ? String(distributorCode).trim() : '' };
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
  const saving = { client, settings, form, passage: new Passage(() => client.knock(call)) };
  const outcome = await inLanes(documents, settings.concurrency, (document, index) =>
    codes.indexOf(codes[index] as string) < index
      ? Promise.resolve(sameCode(index))
      : saveOrRefuse(saving, { document, index, id: codes[index] as string }, call),
  );
  return answerOf(outcome);
}

function answerOf({ results, inDoubt, failure }: LaneOutcome<WriteResult>): WriteAnswer {
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
  /** Whether saves reach the platform: known from one that it answered, since a gateway need not answer a knock well. */
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

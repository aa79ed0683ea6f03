import { aboutNoRecord, Passage } from '../../connectors/alone';
import type { Rejection, WriteAnswer } from '../../connectors/connector';
import { InDoubt, NumberChanged } from '../../connectors/errors';
import { ThrottleWait } from '../retry';
import {
  answersByItem,
  attemptOf,
  type BatchWrite,
  type LookedUpBatch,
  type RejectedItem,
  type WriteAttempt,
  writeBisecting,
} from './bisect';
import { differences } from './compare';
import { conflictOf, explainDuplicate, NumberClaims, rejectedOf } from './conflicts';
import { insertWithoutLookup } from './insertWithoutLookup';
import { type FoundItem, lookUp, lookUpPatiently } from './lookup';
import {
  batchesOf,
  type ItemResult,
  type SaveResult,
  saveResultOf,
  type Writer,
  type WriteItem,
  writtenResult,
} from './writeItem';

/** A page whose documents are being written. */
interface Page {
  readonly writer: Writer;
  readonly claims: NumberClaims;
  readonly throttle: ThrottleWait;
  readonly passage: Passage;
}

type Attempt = WriteAttempt<WriteItem, ItemResult>;

/** What of items is known without a write, and which of them have to be written. */
interface Existing {
  readonly results: readonly ItemResult[];
  readonly absent: readonly WriteItem[];
}

/**
 * Looks documents up by business key and saves only the absent ones.
 * @throws InDoubt when a save stays unanswered and a look-up says that it did not happen: the next attempt looks up first
 */
export async function insertMissing(writer: Writer, items: readonly WriteItem[]): Promise<SaveResult> {
  if (!writer.looksUp) return insertWithoutLookup(writer, items);
  const page: Page = {
    writer,
    claims: new NumberClaims(writer, items),
    throttle: new ThrottleWait(writer.throttleWaitMs, writer.read.signal),
    passage: new Passage(() => writer.target.ping('save', writer.write)),
  };
  const results: ItemResult[] = [];
  let existing = await lookUpExisting(page, items);
  results.push(...existing.results);
  while (existing.absent.length > 0) {
    await writer.assertNumbersKept?.(existing.absent.map(({ key }) => key));
    const { first, others } = page.claims.apart(existing.absent);
    for (const batch of batchesOf(first, writer.batchSize, writer.target.maxBatchBytes))
      results.push(...(await insertBatch(page, batch)));
    existing = await lookUpExisting(page, others);
    results.push(...existing.results);
  }
  return saveResultOf(results);
}

async function lookUpExisting(page: Page, items: readonly WriteItem[]): Promise<Existing> {
  const { found, absent, rejected } = await lookUp(page.writer, items);
  const results = found.map((one) => existingResult(page, one));
  return { results: [...results, ...(await rejectedResults(page.writer, rejected))], absent };
}

/** The result of a document that was there before this page wrote it. */
function existingResult({ writer, claims }: Page, { item, document }: FoundItem): ItemResult {
  const conflict = conflictOf(document, claims.of(item));
  if (conflict) return { item, outcome: 'rejected', rejected: rejectedOf(writer, item, conflict) };
  if (document.state !== 'audited') return { item, outcome: 'pending', id: document.id };
  return { item, outcome: 'existed', differing: differences(writer.compared, item.document, document) };
}

async function rejectedResults(
  writer: Writer,
  rejected: readonly RejectedItem<WriteItem>[],
): Promise<ItemResult[]> {
  const results: ItemResult[] = [];
  for (const { item, rejection } of rejected) {
    const explained = await explainDuplicate(writer, item, rejection);
    results.push({ item, outcome: 'rejected', rejected: rejectedOf(writer, item, explained) });
  }
  return results;
}

async function insertBatch(page: Page, batch: readonly WriteItem[]): Promise<ItemResult[]> {
  const write: BatchWrite<WriteItem, ItemResult> = {
    attempt: (part) => page.passage.note(saveOnce(page, part)),
    lookUp: (_part, attempt) => lookUpOpen(page, attempt),
    passes: () => page.passage.passes(),
  };
  const { done, rejected } = await writeBisecting(write, batch);
  return [...done, ...(await rejectedResults(page.writer, rejected))];
}

async function saveOnce(page: Page, batch: readonly WriteItem[]): Promise<Attempt> {
  const answer = await callSave(page.writer, batch);
  try {
    return answer instanceof InDoubt
      ? await resolveUnanswered(page, batch, answer)
      : await resolveAnswered(page, batch, answer);
  } catch (error) {
    // What was sent may be done, so no error of a look-up may pass for a save that the platform did not take.
    throw aboutNoRecord(error);
  }
}

/** One save call. @returns its InDoubt as well: what was sent is looked up */
async function callSave(writer: Writer, batch: readonly WriteItem[]): Promise<WriteAnswer | InDoubt> {
  const { target, form, options, write } = writer;
  const documents = batch.map(({ document }) => document);
  try {
    const answer = await target.save(form, documents, options, write);
    if (answer.results.some((result) => 'id' in result)) writer.noteNumbersKept?.(true);
    return answer;
  } catch (error) {
    if (error instanceof InDoubt) return error;
    if (!(error instanceof NumberChanged)) throw error;
    writer.noteNumbersKept?.(false);
    throw Object.assign(error, { keys: error.changed.map(({ index }) => batch[index]?.key ?? '') });
  }
}

async function resolveAnswered(
  page: Page,
  batch: readonly WriteItem[],
  answer: WriteAnswer,
): Promise<Attempt> {
  const attempt = attemptOf(batch, answer, (one) => [writtenResult(one)]);
  if (answer.stoppedBy !== undefined) await page.throttle.waitAfter(answer.stoppedBy);
  if (answer.inDoubt === undefined) return attempt;
  const answers = answersByItem(batch, answer);
  const inDoubt = answers.filter(({ outcome }) => outcome === 'inDoubt').map(({ item }) => item);
  const { results, absent } = await resolveInDoubt(page, inDoubt);
  const isAnyDecided = results.length > 0 || answers.some((one) => 'id' in one || 'rejection' in one);
  if (!isAnyDecided) return noneHappened(page.writer, batch);
  const decided = new Set(inDoubt.filter((item) => !absent.includes(item)));
  return {
    ...attempt,
    done: [...attempt.done, ...results],
    open: attempt.open.filter(({ item }) => !decided.has(item)),
  };
}

/**
 * After a save of which no item was answered.
 * @throws InDoubt where a look-up says that it did not happen: the next attempt looks up first
 */
async function resolveUnanswered(
  page: Page,
  batch: readonly WriteItem[],
  unanswered: InDoubt,
): Promise<Attempt> {
  const { results, absent } = await resolveInDoubt(page, batch);
  if (absent.length > 0) return givenUp(page.writer, batch, unanswered);
  return { done: results, open: [], general: [], named: [] };
}

/** Looks up what is in doubt: what is found was saved by us, and what cannot be looked up stays in doubt. */
async function resolveInDoubt(page: Page, items: readonly WriteItem[]): Promise<Existing> {
  const { writer, claims } = page;
  const lookedUp = await lookUpPatiently(writer, items);
  if (!lookedUp) return { results: items.map((item) => ({ item, outcome: 'inDoubt' })), absent: [] };
  const found = lookedUp.found.map(({ item, document }): ItemResult => {
    const conflict = conflictOf(document, claims.of(item));
    if (!conflict) return { item, outcome: 'resolved', id: document.id };
    return { item, outcome: 'rejected', rejected: rejectedOf(writer, item, conflict) };
  });
  const unknown = lookedUp.rejected.map(({ item }): ItemResult => ({ item, outcome: 'inDoubt' }));
  return { results: [...found, ...unknown], absent: lookedUp.absent };
}

function noneHappened(writer: Writer, batch: readonly WriteItem[]): Attempt {
  const details = { platform: writer.target.platform, operation: writer.form };
  const message = 'no call was answered, and a look-up says that none happened';
  return givenUp(writer, batch, new InDoubt(message, details));
}

/**
 * A document on which the platform breaks down when it is sent alone is rejected with what the platform said.
 * @throws the error itself, where it may be another document's fault or is tried further
 */
function givenUp({ givesUp }: Writer, batch: readonly WriteItem[], unanswered: InDoubt): Attempt {
  if (!givesUp || batch.length !== 1) throw unanswered;
  const { cause = 'unanswered', platformMessage: message = unanswered.message, advice } = unanswered.details;
  const rejection: Rejection = { cause, message, ...(advice === undefined ? {} : { advice }) };
  return { done: [], open: batch.map((item) => ({ item, rejection })), general: [], named: [] };
}

/** After an answer that leaves documents open: finds those that are there all the same. */
async function lookUpOpen(page: Page, { open }: Attempt): Promise<LookedUpBatch<WriteItem, ItemResult>> {
  const duplicates = new Set(
    open.filter(({ rejection }) => rejection?.cause === 'duplicate-number').map(({ item }) => item),
  );
  const { found, absent, rejected } = await lookUp(
    page.writer,
    open.map(({ item }) => item),
  );
  const done = found.map((one): ItemResult => {
    const { item, document } = one;
    const isEarlier = duplicates.has(item) || conflictOf(document, page.claims.of(item)) !== undefined;
    return isEarlier ? existingResult(page, one) : { item, outcome: 'written', id: document.id };
  });
  return { done, undone: [...absent, ...rejected.map(({ item }) => item)] };
}

import { aboutNoRecord, Passage } from '../../connectors/alone';
import type { FoundDocument, WriteAnswer } from '../../connectors/connector';
import { InDoubt, NumberChanged } from '../../connectors/errors';
import { batchesOf, nothingSaved, type Outgoing, type Saved, type Writer } from './writeItem';
import { PageClaims, type PageInHand, conflictOf, refusalOf, explained } from './conflicts';
import { clearUp, clearUpSome } from './clearUp';
import { differences } from './compare';
import { lookUp } from './lookup';
import { Pace } from '../retry';
import { saveUnseen } from './saveUnseen';
import { type BatchWrite, type Refused, settle } from './bisect';

/** Changed records, and fields of each, that a page names: they go into the history. All records are counted. */
const KEPT_CHANGES = 20;

/**
 * Looks documents up by business key and saves only the absent ones.
 * @throws InDoubt when a save stays unanswered and a look-up says that it did not happen: the next attempt looks up first
 */
export async function saveAbsent(writer: Writer, outgoing: readonly Outgoing[]): Promise<Saved> {
  const saved = nothingSaved();
  if (!writer.looksUp) return saveUnseen(writer, outgoing, saved);
  const page = { writer, saved, claims: new PageClaims(writer, outgoing) };
  const write = batchWrite(page);
  let waiting = await lookUpAbsent(page, outgoing);
  while (waiting.length > 0) {
    await writer.mayBeSaved?.(waiting.map(({ key }) => key));
    const { first, others } = page.claims.apart(waiting);
    for (const batch of batchesOf(first, writer.batchSize, writer.target.maxBatchBytes)) {
      await bookRefused(page, await settle(write, batch));
    }
    waiting = await lookUpAbsent(page, others);
  }
  return saved;
}

/** Looks entries up, books those found and those that cannot be asked about, and returns the others. */
async function lookUpAbsent(page: PageInHand, entries: readonly Outgoing[]): Promise<readonly Outgoing[]> {
  if (entries.length === 0) return [];
  const { absent, refused } = await lookUp(page.writer, entries, (entry, found) =>
    bookEarlier(page, entry, found),
  );
  await bookRefused(page, refused);
  return absent;
}

function batchWrite(page: PageInHand): BatchWrite<Outgoing> {
  const { writer } = page;
  const pace = new Pace(writer.throttlePatience, writer.read.signal);
  const passage = new Passage(() => writer.target.knock('save', writer.write));
  return {
    attempt: (batch) => passage.note(saveBatch(page, pace, batch)),
    undone: (batch, answer) => lookUpOpen(page, batch, answer),
    passes: () => passage.passes(),
  };
}

async function bookRefused(
  { writer, saved }: PageInHand,
  refused: readonly Refused<Outgoing>[],
): Promise<void> {
  for (const { item, rejection } of refused)
    saved.rejected.push(refusalOf(writer, item, await explained(writer, item, rejection)));
}

async function saveBatch(page: PageInHand, pace: Pace, batch: readonly Outgoing[]): Promise<WriteAnswer> {
  const { writer } = page;
  const documents = batch.map((entry) => entry.document);
  const answer = await writer.target
    .save(writer.form, documents, writer.options, writer.write)
    .catch((error: unknown) => {
      if (error instanceof NumberChanged) writer.numbersStand?.(false);
      return unanswered(withKeys(error, batch));
    });
  if (!(answer instanceof InDoubt) && answer.results.some((result) => 'id' in result))
    writer.numbersStand?.(true);
  return booked(page, pace, batch, answer).catch((error: unknown) => {
    // What was sent may be done, so no error of a look-up may pass for a save that the platform did not take.
    throw aboutNoRecord(error);
  });
}

async function booked(
  page: PageInHand,
  pace: Pace,
  batch: readonly Outgoing[],
  answer: WriteAnswer | InDoubt,
): Promise<WriteAnswer> {
  if (answer instanceof InDoubt) return clearUp(page, batch, answer);
  bookWritten(page.saved, batch, answer);
  if (answer.stoppedBy !== undefined) await pace.goOnAfter(answer.stoppedBy);
  return answer.inDoubt ? clearUpSome(page, batch, answer) : answer;
}

function unanswered(error: unknown): InDoubt {
  if (error instanceof InDoubt) return error;
  throw error;
}

/** An error about documents of the batch, which knows their records as well. */
function withKeys(error: unknown, batch: readonly Outgoing[]): unknown {
  if (!(error instanceof NumberChanged)) return error;
  const keys = error.changed.map(({ index }) => batch[index]?.key ?? '');
  return Object.assign(error, { keys });
}

function bookWritten(saved: Saved, batch: readonly Outgoing[], { results }: WriteAnswer): void {
  for (const result of results) {
    if (!('id' in result)) continue;
    // Somebody else wrote it since it was looked up.
    if (result.existed) saved.unchanged += 1;
    else saved.written.push([result.id, (batch[result.index] as Outgoing).key]);
  }
}

/** After an answer that leaves documents open: finds those that are there all the same. */
async function lookUpOpen(
  page: PageInHand,
  batch: readonly Outgoing[],
  answer: WriteAnswer,
): Promise<readonly Outgoing[]> {
  const { writer, saved } = page;
  const done = new Set(answer.results.filter((result) => 'id' in result).map((result) => result.index));
  const duplicates = new Set(
    answer.results
      .filter((result) => 'rejection' in result && result.rejection.cause === 'duplicate-number')
      .map((result) => batch[result.index]),
  );
  const open = batch.filter((_, index) => !done.has(index));
  const { absent, refused } = await lookUp(writer, open, (entry, found) => {
    if (duplicates.has(entry) || conflictOf(found, page.claims.of(entry))) bookEarlier(page, entry, found);
    else saved.written.push([found.id, entry.key]);
  });
  return [...absent, ...refused.map(({ item }) => item)];
}

function bookEarlier({ writer, saved, claims }: PageInHand, entry: Outgoing, found: FoundDocument): void {
  const conflict = conflictOf(found, claims.of(entry));
  if (conflict) {
    saved.rejected.push(refusalOf(writer, entry, conflict));
    return;
  }
  if (found.state !== 'audited') {
    saved.pending.push([found.id, entry.key]);
    return;
  }
  saved.unchanged += 1;
  const fields = differences(writer.compared, entry.document, found);
  if (fields.length > 0) bookChanged(saved, entry.key, fields);
}

function bookChanged(saved: Saved, key: string, fields: readonly string[]): void {
  saved.changed += 1;
  if (saved.changedRecords.length >= KEPT_CHANGES) return;
  const further = fields.length - KEPT_CHANGES;
  saved.changedRecords.push({
    key,
    fields: fields.slice(0, KEPT_CHANGES),
    ...(further > 0 ? { further } : {}),
  });
}

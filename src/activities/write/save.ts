import { Passage } from '../../connectors/alone';
import type { Rejection, WriteAnswer } from '../../connectors/connector';
import { InDoubt } from '../../connectors/errors';
import { batchesOf } from './batches';
import type { Rejected } from '../contract';
import { clearUp, clearUpSome } from './clearUp';
import { differences } from './compare';
import { lookUp, type Found } from './lookUp';
import { Pace } from './pace';
import { saveUnseen } from './saveUnseen';
import { type BatchWrite, type Refused, settle } from './settle';
import { nothingSaved, type Outgoing, type Saved, type Writer } from './writer';

/** Changed records, and fields of each, that a page names: they go into the history. All records are counted. */
const KEPT_CHANGES = 20;

/**
 * Looks documents up by business key and saves only the absent ones.
 * @throws InDoubt when a save stays unanswered and a look-up says that it did not happen: the next attempt looks up first
 */
export async function saveAbsent(writer: Writer, outgoing: readonly Outgoing[]): Promise<Saved> {
  const saved = nothingSaved();
  if (!writer.looksUp) return saveUnseen(writer, outgoing, saved);
  const found = await lookUp(writer, outgoing, (entry, document) =>
    bookEarlier(saved, writer, entry, document),
  );
  bookRefused(saved, writer, found.refused);
  const write = batchWrite(writer, saved);
  for (const batch of batchesOf(found.absent, writer.batchSize, writer.target.maxBatchBytes)) {
    bookRefused(saved, writer, await settle(write, batch));
  }
  return saved;
}

function batchWrite(writer: Writer, saved: Saved): BatchWrite<Outgoing> {
  const pace = new Pace(writer.throttlePatience, writer.read.signal);
  const passage = new Passage(() => writer.target.knock('save', writer.write));
  return {
    attempt: (batch) => passage.note(saveBatch(writer, saved, pace, batch)),
    undone: (batch, answer) => lookUpOpen(writer, saved, batch, answer),
    passes: () => passage.passes(),
  };
}

function bookRefused(saved: Saved, writer: Writer, refused: readonly Refused<Outgoing>[]): void {
  saved.rejected.push(...refused.map(({ item, rejection }) => refusalOf(writer, item, rejection)));
}

function refusalOf(writer: Writer, { key, document }: Outgoing, rejection: Rejection): Rejected {
  if (!writer.namesDocuments) return { key, ...rejection };
  return { key, document: { ...writer.target.keyOf(writer.form, document) }, ...rejection };
}

async function saveBatch(
  writer: Writer,
  saved: Saved,
  pace: Pace,
  batch: readonly Outgoing[],
): Promise<WriteAnswer> {
  const documents = batch.map((entry) => entry.document);
  const answer = await writer.target
    .save(writer.form, documents, writer.options, writer.write)
    .catch((error: unknown) => unanswered(error));
  if (answer instanceof InDoubt) return clearUp(writer, saved, batch, answer);
  bookWritten(saved, batch, answer);
  if (answer.stoppedBy !== undefined) await pace.goOnAfter(answer.stoppedBy);
  return answer.inDoubt ? clearUpSome(writer, saved, batch, answer) : answer;
}

function unanswered(error: unknown): InDoubt {
  if (error instanceof InDoubt) return error;
  throw error;
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
  writer: Writer,
  saved: Saved,
  batch: readonly Outgoing[],
  answer: WriteAnswer,
): Promise<readonly Outgoing[]> {
  const done = new Set(answer.results.filter((result) => 'id' in result).map((result) => result.index));
  const duplicates = new Set(
    answer.results
      .filter((result) => 'rejection' in result && result.rejection.cause === 'duplicate-number')
      .map((result) => batch[result.index]),
  );
  const open = batch.filter((_, index) => !done.has(index));
  const { absent, refused } = await lookUp(writer, open, (entry, found) => {
    if (duplicates.has(entry)) bookEarlier(saved, writer, entry, found);
    else saved.written.push([found.id, entry.key]);
  });
  return [...absent, ...refused.map(({ item }) => item)];
}

function bookEarlier(saved: Saved, writer: Writer, entry: Outgoing, found: Found): void {
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

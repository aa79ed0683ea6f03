import { setTimeout as delay } from 'node:timers/promises';
import type {
  Document,
  DocumentKey,
  Rejection,
  TargetDocument,
  WriteAnswer,
} from '../../connectors/connector';
import { InDoubt, Throttled, Unavailable } from '../../connectors/errors';
import { textOf } from '../../mappings/text';
import type { DocumentRef, Rejected } from '../contract';
import { saveUnseen } from './saveUnseen';
import { settle } from './settle';
import { nothingSaved, type Outgoing, type Saved, type Writer } from './writer';

type Found = TargetDocument & DocumentKey;

/**
 * Looks documents up by business key and saves only the absent ones.
 * @throws InDoubt when a save stays unanswered and a look-up says that it did not happen: the next attempt looks up first
 */
export async function saveAbsent(writer: Writer, outgoing: readonly Outgoing[]): Promise<Saved> {
  const saved = nothingSaved();
  if (!writer.looksUp) return saveUnseen(writer, outgoing, saved);
  const absent = await lookUp(writer, outgoing, (entry, found) => bookEarlier(saved, writer, entry, found));
  const write = {
    attempt: (batch: readonly Outgoing[]) => saveBatch(writer, saved, batch),
    undone: (batch: readonly Outgoing[], answer: WriteAnswer) => lookUpOpen(writer, saved, batch, answer),
  };
  for (let start = 0; start < absent.length; start += writer.batchSize) {
    const refused = await settle(write, absent.slice(start, start + writer.batchSize));
    saved.rejected.push(...refused.map(({ item, rejection }) => refusalOf(writer, item, rejection)));
  }
  return saved;
}

function refusalOf(writer: Writer, { key, document }: Outgoing, rejection: Rejection): Rejected {
  return { key, document: { ...writer.target.keyOf(writer.form, document) }, ...rejection };
}

async function saveBatch(writer: Writer, saved: Saved, batch: readonly Outgoing[]): Promise<WriteAnswer> {
  const documents = batch.map((entry) => entry.document);
  try {
    const answer = await writer.target.save(writer.form, documents, writer.options, writer.write);
    for (const result of answer.results) {
      if ('id' in result) saved.written.push([result.id, (batch[result.index] as Outgoing).key]);
    }
    return answer;
  } catch (error) {
    if (!(error instanceof InDoubt)) throw error;
    return clearUp(writer, saved, batch, error);
  }
}

/** After an unanswered save: what a look-up finds was saved by us; what cannot be looked up either stays in doubt. */
async function clearUp(
  writer: Writer,
  saved: Saved,
  batch: readonly Outgoing[],
  unanswered: InDoubt,
): Promise<WriteAnswer> {
  const adopted: DocumentRef[] = [];
  const absent = await lookUpPatiently(writer, batch, (entry, found) => adopted.push([found.id, entry.key]));
  if (absent === undefined) saved.inDoubt.push(...batch.map((entry) => entry.key));
  else if (absent.length > 0 && writer.givesUp && batch.length === 1) return refused(unanswered);
  else if (absent.length > 0) throw unanswered;
  saved.written.push(...adopted);
  saved.adopted += adopted.length;
  return { results: batch.map((_, index) => ({ index, id: '' })), general: [] };
}

function refused(unanswered: InDoubt): WriteAnswer {
  const message = unanswered.details.platformMessage ?? unanswered.message;
  return { results: [{ index: 0, rejection: { cause: 'unanswered', message } }], general: [] };
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
  return lookUp(writer, open, (entry, found) => {
    if (duplicates.has(entry)) bookEarlier(saved, writer, entry, found);
    else saved.written.push([found.id, entry.key]);
  });
}

function bookEarlier(saved: Saved, writer: Writer, entry: Outgoing, found: Found): void {
  if (found.state !== 'audited') {
    saved.pending.push([found.id, entry.key]);
    return;
  }
  saved.unchanged += 1;
  if (writer.compared.some((field) => textAt(entry.document, field) !== (found.fields[field] ?? '')))
    saved.changed += 1;
}

/** Looks entries up, hands the found ones on and returns the others. */
async function lookUp(
  writer: Writer,
  entries: readonly Outgoing[],
  onFound: (entry: Outgoing, found: Found) => void,
): Promise<Outgoing[]> {
  if (entries.length === 0) return [];
  const keys = entries.map((entry) => writer.target.keyOf(writer.form, entry.document));
  const found = await writer.target.lookUp(writer.form, keys, writer.compared, writer.read);
  const byKey = new Map(found.map((document) => [identity(document), document]));
  return entries.filter((entry, index) => {
    const document = byKey.get(identity(keys[index] as DocumentKey));
    if (document) onFound(entry, document);
    return !document;
  });
}

/** The same, waiting for a platform that does not answer; `undefined` when patience is at its end. */
async function lookUpPatiently(
  writer: Writer,
  entries: readonly Outgoing[],
  onFound: (entry: Outgoing, found: Found) => void,
): Promise<Outgoing[] | undefined> {
  for (const pause of [0, ...writer.patience]) {
    await delay(pause, undefined, { signal: writer.read.signal });
    try {
      return await lookUp(writer, entries, onFound);
    } catch (error) {
      if (!(error instanceof Unavailable || error instanceof Throttled)) throw error;
    }
  }
  return undefined;
}

function identity(key: DocumentKey): string {
  return `${key.organization ?? ''}\n${key.number}`;
}

/** Text of a document's field by query key: `FName`, `FUseOrgId.FNumber`. */
function textAt(document: Document, field: string): string {
  const value = field
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Document | undefined)?.[key], document);
  return textOf(value).trim();
}

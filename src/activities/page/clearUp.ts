import type { DocumentRef } from '../../contract/document';
import type { WriteAnswer } from '../../connectors/connector';
import { InDoubt } from '../../connectors/errors';
import { type PageInHand, conflictOf, refusalOf } from './conflicts';
import { lookUpPatiently } from './lookup';
import type { Outgoing, Writer } from './writeItem';

/** After an unanswered save: what a look-up finds was saved by us; what cannot be looked up either stays in doubt. */
export async function clearUp(
  page: PageInHand,
  batch: readonly Outgoing[],
  unanswered: InDoubt,
): Promise<WriteAnswer> {
  const { writer } = page;
  const absent = await adopt(page, batch);
  if (absent.size > 0 && writer.givesUp && batch.length === 1) return refused(unanswered);
  if (absent.size > 0) throw unanswered;
  return { results: batch.map((_, index) => ({ index, id: '' })), general: [] };
}

/**
 * The same where the target takes one call a document and says which of them stayed unanswered.
 * @returns the answer without doubts: what is absent is left open in it, to be written again beside what was never sent
 * @throws InDoubt when a look-up says that nothing of the batch happened: the next attempt looks up first
 */
export async function clearUpSome(
  page: PageInHand,
  batch: readonly Outgoing[],
  { results, general, inDoubt = [] }: WriteAnswer,
): Promise<WriteAnswer> {
  const doubtful = inDoubt.map((index) => batch[index] as Outgoing);
  const absent = await adopt(page, doubtful);
  const decided = inDoubt.filter((index) => !absent.has(batch[index] as Outgoing));
  if (results.length + decided.length === 0) return clearUpNone(page.writer, batch);
  return { results: [...results, ...decided.map((index) => ({ index, id: '' }))], general };
}

/** Looks up what is in doubt and books what is found, or cannot be looked up. Returns what is absent. */
async function adopt(
  { writer, saved, claims }: PageInHand,
  doubtful: readonly Outgoing[],
): Promise<ReadonlySet<Outgoing>> {
  const adopted: DocumentRef[] = [];
  const lookedUp = await lookUpPatiently(writer, doubtful, (entry, found) => {
    const conflict = conflictOf(found, claims.of(entry));
    if (conflict) saved.rejected.push(refusalOf(writer, entry, conflict));
    else adopted.push([found.id, entry.key]);
  });
  const unknown = lookedUp ? lookedUp.refused.map(({ item }) => item) : doubtful;
  saved.inDoubt.push(...unknown.map((entry) => entry.key));
  saved.written.push(...adopted);
  saved.adopted += adopted.length;
  return new Set(lookedUp?.absent);
}

function clearUpNone({ target, form, givesUp }: Writer, batch: readonly Outgoing[]): WriteAnswer {
  const details = { platform: target.platform, operation: form };
  const unanswered = new InDoubt('no call was answered, and a look-up says that none happened', details);
  if (givesUp && batch.length === 1) return refused(unanswered);
  throw unanswered;
}

/** Refused with what the platform said, where it answered at all. */
function refused({ details, message }: InDoubt): WriteAnswer {
  const { cause = 'unanswered', platformMessage = message, advice } = details;
  const rejection = { cause, message: platformMessage, ...(advice === undefined ? {} : { advice }) };
  return { results: [{ index: 0, rejection }], general: [] };
}

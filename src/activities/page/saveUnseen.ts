import type { Rejection, WriteAnswer } from '../../connectors/connector';
import { InDoubt, Throttled } from '../../connectors/errors';
import { Pace } from '../retry';
import type { Outgoing, Saved, Writer } from './writeItem';

/**
 * Saves where nothing can be looked up: each document once, and what the answer leaves open is in doubt. A throttle that
 * comes in the middle is waited for. Once something is in doubt the page ends here whatever happens, since its repeat would
 * send that blindly again: what was not sent then is refused as such.
 * @throws what stopped the writes, where nothing is in doubt
 */
export async function saveUnseen(
  writer: Writer,
  outgoing: readonly Outgoing[],
  saved: Saved,
): Promise<Saved> {
  const pace = new Pace(writer.throttlePatience, writer.read.signal);
  let left = outgoing;
  while (left.length > 0) {
    const { unsent, stoppedBy } = await saveBatch(writer, left.slice(0, writer.batchSize), saved);
    left = [...unsent, ...left.slice(writer.batchSize)];
    if (unsent.length === 0 || (await goesOn(pace, saved, stoppedBy))) continue;
    saved.rejected.push(...left.map(({ key }) => ({ key, ...notSent(stoppedBy) })));
    return saved;
  }
  return saved;
}

/** What of a batch was never sent, and the error that is to blame; without one the platform left calls unanswered. */
interface Unsent {
  readonly unsent: readonly Outgoing[];
  readonly stoppedBy?: unknown;
}

async function saveBatch(writer: Writer, batch: readonly Outgoing[], saved: Saved): Promise<Unsent> {
  const documents = batch.map((entry) => entry.document);
  try {
    const answer = await writer.target.save(writer.form, documents, writer.options, writer.write);
    return { unsent: book(answer, batch, saved), stoppedBy: answer.stoppedBy };
  } catch (error) {
    if (!(error instanceof InDoubt)) return { unsent: batch, stoppedBy: error };
    return { unsent: book({ results: [], general: [] }, batch, saved) };
  }
}

/**
 * Books what the answer says and returns what was never sent: only a platform that tells documents in doubt from those has
 * any, without that anything open is in doubt.
 */
function book(answer: WriteAnswer, batch: readonly Outgoing[], saved: Saved): Outgoing[] {
  const results = new Map(answer.results.map((result) => [result.index, result]));
  return batch.filter(({ key }, index) => {
    const result = results.get(index);
    if (result === undefined && answer.inDoubt?.includes(index) === false) return true;
    if (result === undefined) saved.inDoubt.push(key);
    else if ('rejection' in result) saved.rejected.push({ key, ...result.rejection });
    else if (result.existed) saved.unchanged += 1;
    else saved.written.push([result.id, key]);
    return false;
  });
}

/** Whether the rest may be sent now. @throws what stopped it, where the page may be repeated as a whole */
async function goesOn(pace: Pace, saved: Saved, stoppedBy: unknown): Promise<boolean> {
  if (stoppedBy === undefined) return false;
  try {
    if (stoppedBy instanceof Throttled && isUntouched(saved)) throw stoppedBy;
    await pace.goOnAfter(stoppedBy);
    return true;
  } catch (error) {
    if (saved.inDoubt.length === 0) throw error;
    return false;
  }
}

function isUntouched({ written, unchanged, rejected, inDoubt }: Saved): boolean {
  return written.length + unchanged + rejected.length + inDoubt.length === 0;
}

function notSent(stoppedBy: unknown): Rejection {
  const reason = stoppedBy instanceof Error ? ` (${stoppedBy.name})` : '';
  const message = `not sent: the calls ended${reason} while others were unanswered; the next run sends it`;
  return { cause: 'not-sent', message };
}

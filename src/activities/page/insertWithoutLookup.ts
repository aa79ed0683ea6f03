import type { WriteAnswer } from '../../connectors/connector';
import { InDoubt, Throttled } from '../../connectors/errors';
import { ThrottleWait } from '../retry';
import { answersByItem } from './bisect';
import {
  type ItemResult,
  type SaveResult,
  saveResultOf,
  type Writer,
  type WriteItem,
  writtenResult,
} from './writeItem';

/**
 * Saves where nothing can be looked up: each document once, and what the answer leaves open is in doubt. A throttle that
 * comes in the middle is waited for. Once something is in doubt the page ends here whatever happens, since its repeat would
 * send that blindly again: what was not sent then is rejected as such.
 * @throws what stopped the writes, where nothing is in doubt
 */
export async function insertWithoutLookup(writer: Writer, items: readonly WriteItem[]): Promise<SaveResult> {
  const throttle = new ThrottleWait(writer.throttleWaitMs, writer.read.signal);
  const results: ItemResult[] = [];
  let left = items;
  while (left.length > 0) {
    const sent = await sendOnce(writer, left.slice(0, writer.batchSize));
    results.push(...sent.results);
    left = [...sent.unsent, ...left.slice(writer.batchSize)];
    if (sent.unsent.length === 0 || (await maySendRest(throttle, results, sent.stoppedBy))) continue;
    return saveResultOf([...results, ...left.map((item) => unsentResult(item, sent.stoppedBy))]);
  }
  return saveResultOf(results);
}

/** What of a batch was never sent, and the error that is to blame; without one the platform left calls unanswered. */
interface Sent {
  readonly results: readonly ItemResult[];
  readonly unsent: readonly WriteItem[];
  readonly stoppedBy?: unknown;
}

async function sendOnce(writer: Writer, batch: readonly WriteItem[]): Promise<Sent> {
  const documents = batch.map(({ document }) => document);
  try {
    const answer = await writer.target.save(writer.form, documents, writer.options, writer.write);
    return { ...sentOf(batch, answer), stoppedBy: answer.stoppedBy };
  } catch (error) {
    if (!(error instanceof InDoubt)) return { results: [], unsent: batch, stoppedBy: error };
    return sentOf(batch, { results: [] });
  }
}

/** An item without any answer is in doubt; only a platform that tells items in doubt from unsent ones has the latter. */
function sentOf(batch: readonly WriteItem[], answer: Pick<WriteAnswer, 'results' | 'inDoubt'>): Sent {
  const answers = answersByItem(batch, answer);
  return {
    unsent: answers.filter(({ outcome }) => outcome === 'unsent').map(({ item }) => item),
    results: answers.flatMap((one): ItemResult[] => {
      if ('id' in one) return [writtenResult(one)];
      if ('rejection' in one)
        return [{ item: one.item, outcome: 'rejected', rejected: { key: one.item.key, ...one.rejection } }];
      return one.outcome === 'unsent' ? [] : [{ item: one.item, outcome: 'inDoubt' }];
    }),
  };
}

/** Whether the rest may be sent now. @throws what stopped it, where the page may be repeated as a whole */
async function maySendRest(
  throttle: ThrottleWait,
  results: readonly ItemResult[],
  stoppedBy: unknown,
): Promise<boolean> {
  if (stoppedBy === undefined) return false;
  try {
    if (stoppedBy instanceof Throttled && results.length === 0) throw stoppedBy;
    await throttle.waitAfter(stoppedBy);
    return true;
  } catch (error) {
    if (results.every(({ outcome }) => outcome !== 'inDoubt')) throw error;
    return false;
  }
}

function unsentResult(item: WriteItem, stoppedBy: unknown): ItemResult {
  const reason = stoppedBy instanceof Error ? ` (${stoppedBy.name})` : '';
  const message = `not sent: the calls ended${reason} while others were unanswered; the next run sends it`;
  return { item, outcome: 'rejected', rejected: { key: item.key, cause: 'not-sent', message } };
}

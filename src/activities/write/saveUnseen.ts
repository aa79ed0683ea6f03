import type { Rejection, WriteAnswer, WriteResult } from '../../connectors/connector';
import { InDoubt } from '../../connectors/errors';
import type { Outgoing, Saved, Writer } from './writer';

/** Saves where nothing can be looked up: each document once, and what the answer leaves open is in doubt. */
export async function saveUnseen(
  writer: Writer,
  outgoing: readonly Outgoing[],
  saved: Saved,
): Promise<Saved> {
  for (let start = 0; start < outgoing.length; start += writer.batchSize) {
    const batch = outgoing.slice(start, start + writer.batchSize);
    const answer = await saveOrNothing(writer, batch);
    const results = new Map(answer.results.map((result) => [result.index, result]));
    batch.forEach(({ key }, index) =>
      bookResult(saved, key, results.get(index) ?? openResult(answer, index)),
    );
  }
  return saved;
}

/** A platform that tells in-doubt documents from those that it never sent; without that, anything open is in doubt. */
function openResult({ inDoubt }: WriteAnswer, index: number): WriteResult | undefined {
  return inDoubt && !inDoubt.includes(index) ? { index, rejection: NOT_SENT } : undefined;
}

const NOT_SENT: Rejection = {
  cause: 'not-sent',
  message: 'not sent, since the calls before it got no answer; the next run sends it',
};

function bookResult(saved: Saved, key: string, result: WriteResult | undefined): void {
  if (result === undefined) saved.inDoubt.push(key);
  else if ('rejection' in result) saved.rejected.push({ key, ...result.rejection });
  else if (result.existed) saved.unchanged += 1;
  else saved.written.push([result.id, key]);
}

async function saveOrNothing(writer: Writer, batch: readonly Outgoing[]): Promise<WriteAnswer> {
  const documents = batch.map((entry) => entry.document);
  try {
    return await writer.target.save(writer.form, documents, writer.options, writer.write);
  } catch (error) {
    if (error instanceof InDoubt) return { results: [], general: [] };
    throw error;
  }
}

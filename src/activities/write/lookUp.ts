import { setTimeout as delay } from 'node:timers/promises';
import type { DocumentKey, TargetDocument } from '../../connectors/connector';
import { Throttled, Unavailable } from '../../connectors/errors';
import { askedFields } from '../../mappings/compared';
import type { Outgoing, Writer } from './writer';

/** A document of the target with the key that it was looked up by. */
export type Found = TargetDocument & DocumentKey;

type OnFound = (entry: Outgoing, found: Found) => void;

/** Looks entries up by business key, hands the found ones on and returns the others. */
export async function lookUp(
  writer: Writer,
  entries: readonly Outgoing[],
  onFound: OnFound,
): Promise<Outgoing[]> {
  if (entries.length === 0) return [];
  const keys = entries.map((entry) => writer.target.keyOf(writer.form, entry.document));
  const found = await writer.target.lookUp(writer.form, keys, askedFields(writer.compared), writer.read);
  const byKey = new Map(found.map((document) => [identity(document), document]));
  return entries.filter((entry, index) => {
    const document = byKey.get(identity(keys[index] as DocumentKey));
    if (document) onFound(entry, document);
    return !document;
  });
}

/** The same, waiting for a platform that does not answer; `undefined` when patience is at its end. */
export async function lookUpPatiently(
  writer: Writer,
  entries: readonly Outgoing[],
  onFound: OnFound,
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

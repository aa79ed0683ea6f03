import type { Call } from '../connector';
import { chunks } from '../chunks';
import type { KingdeeClient } from './client';
import { readAllKeyed } from './keyed';
import type { BillRow } from './query';
import type { KingdeeSettings } from './settings';

/** Which rows of an entry are read, and of which documents. */
export interface EntryQuery {
  readonly form: string;
  /** Internal id of the document, as a field key. */
  readonly documentId: string;
  readonly documentIds: readonly string[];
  /** Internal id of the entry's rows, as a field key. */
  readonly id: string;
  readonly fields: readonly string[];
}

type EntrySettings = Pick<KingdeeSettings, 'lookUpBatch' | 'queryLimit' | 'subSystemId'>;

/** Rows of an entry by document id, in the order of their own ids; a document without rows is absent. */
export async function readEntries(
  client: KingdeeClient,
  settings: EntrySettings,
  entry: EntryQuery,
  call: Call,
): Promise<ReadonlyMap<string, readonly BillRow[]>> {
  const { form, documentId, id, documentIds } = entry;
  const { lookUpBatch, queryLimit: limit, subSystemId } = settings;
  const found = new Map<string, BillRow[]>();
  for (const batch of chunks(documentIds, lookUpBatch)) {
    const filter = `${documentId} in (${batch.join(',')})`;
    const query = { form, id, fields: [documentId, ...entry.fields], filter, limit, subSystemId };
    for (const row of await readAllKeyed(client, query, call)) {
      const document = row[documentId] ?? '';
      const rows = found.get(document);
      if (rows === undefined) found.set(document, [row]);
      else rows.push(row);
    }
  }
  return found;
}

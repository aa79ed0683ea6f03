import type { Call, TargetDocument } from '../connector';
import type { KingdeeClient } from './client';
import { readEntries } from './entries';
import type { FormTable } from './forms';
import type { BillRow } from './query';
import type { KingdeeSettings } from './settings';

/** Fields of an entry that are asked for. */
interface AskedEntry {
  /** The entry's key: `FEntity`. */
  readonly list: string;
  /** Internal id of its rows, as a field key. */
  readonly id: string;
  /** Field keys as a query takes them, without the entry's. */
  readonly fields: readonly string[];
}

/** Whose entries are read, and which. */
interface AskedLists {
  readonly form: string;
  readonly documentId: string;
  readonly lists: readonly AskedEntry[];
}

type Texts = Readonly<Record<string, string>>;
type LineSettings = Pick<KingdeeSettings, 'lookUpBatch' | 'queryLimit' | 'subSystemId'>;

/** Tells fields of the head from those of the form's entries, which have the entry's key before them: `FEntity.FRealQty`. */
export function splitFields(
  { entries = {} }: FormTable,
  fields: readonly string[],
): { readonly head: readonly string[]; readonly lists: readonly AskedEntry[] } {
  const isOf = (field: string, list: string) => field.startsWith(`${list}.`);
  const lists = Object.entries(entries).flatMap(([list, id]) => {
    const own = fields.filter((field) => isOf(field, list)).map((field) => field.slice(list.length + 1));
    return own.length === 0 || id === undefined ? [] : [{ list, id, fields: own }];
  });
  return { head: fields.filter((field) => !lists.some(({ list }) => isOf(field, list))), lists };
}

/** The documents, the audited ones with the lists that are asked for. */
export async function readLines<D extends TargetDocument>(
  client: KingdeeClient,
  settings: LineSettings,
  { form, documentId, lists }: AskedLists,
  documents: readonly D[],
  call: Call,
): Promise<D[]> {
  const audited = documents.filter(({ state }) => state === 'audited');
  const documentIds = [...new Set(audited.map(({ id }) => id))];
  let result = [...documents];
  for (const { list, id, fields } of lists) {
    const entry = { form, documentId, documentIds, id, fields };
    const found = await readEntries(client, settings, entry, call);
    const linesOf = (document: D) => (found.get(document.id) ?? []).map((row) => only(row, fields));
    result = result.map((document) =>
      document.state === 'audited' ? withLines(document, list, linesOf(document)) : document,
    );
  }
  return result;
}

function withLines<D extends TargetDocument>(document: D, list: string, lines: readonly Texts[]): D {
  return { ...document, lines: { ...document.lines, [list]: lines } };
}

function only(row: BillRow, fields: readonly string[]): Texts {
  const wanted = fields.flatMap((key) => (row[key] === undefined ? [] : [[key, row[key]] as const]));
  return Object.fromEntries(wanted);
}

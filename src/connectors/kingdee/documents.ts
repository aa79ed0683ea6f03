import type { DocumentKey, DocumentState } from '../../contract/page';
import {
  chunks,
  type BillRow,
  type KeyedQuery,
  queryDetails,
  quote,
  readAllKeyed,
  readEntries,
  readKeyed,
  valuesOf,
} from './query';
import type {
  Call,
  DatedDocument,
  FoundDocument,
  LinesOf,
  ListedDocument,
  ListedPage,
  Listing,
  SoughtKey,
  TargetDocument,
  Wanted,
} from '../connector';
import { Misconfigured, ProtocolViolation } from '../errors';
import { foldKey } from '../folding';
import type { KingdeeClient } from './client';
import { type FormTable, formTable } from './forms';
import {
  byOrganization,
  type Candidate,
  idFilter,
  keyFilter,
  keysFilter,
  matchKeys,
  oursFields,
} from './keys';
import type { KingdeeSettings } from './settings';

type DocumentSettings = Pick<KingdeeSettings, 'lookUpBatch' | 'queryLimit' | 'subSystemId'>;

/** Fields of an entry that are asked for. */
interface AskedEntry {
  /** The entry's key: `FEntity`. */
  readonly list: string;
  /** Internal id of its rows, as a field key. */
  readonly id: string;
  /** Field keys as a query takes them, without the entry's. */
  readonly fields: readonly string[];
}

/** Which documents of a form are read, and what of their heads. */
interface Selection {
  readonly form: string;
  readonly table: FormTable;
  readonly filter: string;
  readonly fields: readonly string[];
}

/** How a selection is read. */
type Reading = Pick<KeyedQuery, 'mayRepeat' | 'endsShort'>;

/** The documents of some keys or ids. */
const few: Reading = { mayRepeat: true, endsShort: true };

/**
 * Finds and lists the documents of one site's forms, always in the order of their internal ids, so that nothing is cut or
 * read twice. Lines are read afterwards in queries of their own: beside the head they would give a row a line.
 */
export class KingdeeDocuments implements Listing {
  constructor(
    private readonly client: KingdeeClient,
    private readonly settings: DocumentSettings,
  ) {}

  /**
   * Documents by business key, one query per organization and `lookUpBatch` keys. Each answer carries the key as it was
   * asked for, and says where Kingdee spells it otherwise, has several documents or another's (see {@link matchKeys}).
   */
  async lookUp(
    form: string,
    keys: readonly SoughtKey[],
    fields: readonly string[],
    call: Call,
    lines: LinesOf = 'audited',
  ): Promise<FoundDocument[]> {
    const table = formTable(form, 'lookUp');
    const { head, lists } = splitFields(table, fields);
    const found: FoundDocument[] = [];
    for (const [organization, own] of byOrganization(table, keys)) {
      for (const batch of chunks(own, this.settings.lookUpBatch)) {
        const selection = { form, table, filter: keyFilter(table, batch, organization), fields: head };
        const reading = lines === 'every' ? { mayRepeat: true } : few;
        found.push(...matchKeys(batch, await this.#readAll(selection, reading, call), table.ours));
      }
    }
    const all = lines === 'every' ? found.flatMap(({ doubles = [] }) => doubles) : [];
    const read = await this.#linesOf(form, table, lists, [...found, ...all], lines, call);
    return found.map(({ doubles, ...one }) => ({
      ...one,
      ...read(one),
      ...(doubles && { doubles: doubles.map((double) => ({ ...double, ...read(double) })) }),
    }));
  }

  /** Documents by internal id. */
  async lookUpIds(form: string, ids: readonly string[], call: Call): Promise<TargetDocument[]> {
    const table = formTable(form, 'lookUpIds');
    const found: TargetDocument[] = [];
    for (const batch of chunks([...new Set(ids)], this.settings.lookUpBatch)) {
      const selection = { form, table, filter: idFilter(table, batch), fields: [] };
      const candidates = await this.#readAll(selection, few, call);
      found.push(...candidates.map(({ document }) => document));
    }
    return found;
  }

  identityOf(form: string, { number, organization }: DocumentKey): string {
    const isOwned = formTable(form, 'identityOf').organization !== undefined;
    return isOwned ? `${organization ?? ''}\n${foldKey(number)}` : foldKey(number);
  }

  async byKeys(form: string, keys: readonly DocumentKey[], wanted: Wanted, call: Call) {
    const table = formTable(form, 'byKeys');
    const found: ListedDocument[] = [];
    for (const batch of chunks(keys, this.settings.lookUpBatch)) {
      const selection = { form, table, filter: keysFilter(table, batch), fields: wanted.fields };
      const candidates = await this.#readAll(selection, {}, call);
      found.push(...(await this.#listed(selection, candidates, wanted, call)));
    }
    // Numbers and organizations are asked for apart, so a number of another organization may have come along.
    const asked = new Set(keys.map((key) => this.identityOf(form, key)));
    return found.filter((document) => asked.has(this.identityOf(form, document)));
  }

  async byNumber(form: string, number: string, call: Call): Promise<DatedDocument[]> {
    const table = formTable(form, 'byNumber');
    const { created, audited } = table;
    const fields = audited === undefined ? [created] : [created, audited];
    const selection = { form, table, filter: `${table.number}=${quote(number)}`, fields };
    const candidates = await this.#readAll(selection, {}, call);
    const documents = await this.#listed(selection, candidates, { fields }, call);
    return documents.map((document) => {
      const { [created]: createdAt, [audited ?? '']: auditedAt } = document.fields;
      return {
        ...document,
        ...(createdAt === undefined ? {} : { created: createdAt }),
        ...(auditedAt === undefined ? {} : { audited: auditedAt }),
      };
    });
  }

  async page(
    form: string,
    filter: string,
    wanted: Wanted,
    after: string | undefined,
    call: Call,
  ): Promise<ListedPage> {
    const selection = { form, table: formTable(form, 'page'), filter, fields: wanted.fields };
    const { rows, cursor } = await readKeyed(this.client, this.#query(selection), after ?? '0', call);
    const candidates = rows.map((row) => candidateOf(row, selection));
    const documents = await this.#listed(selection, candidates, wanted, call);
    return { documents, ...(cursor === undefined ? {} : { cursor }) };
  }

  /** All documents of a selection, each once. */
  async #readAll(selection: Selection, reading: Reading, call: Call): Promise<Candidate[]> {
    const rows = await readAllKeyed(this.client, { ...this.#query(selection), ...reading }, call);
    const candidates = rows.map((row) => candidateOf(row, selection));
    return [...new Map(candidates.map((candidate) => [candidate.document.id, candidate])).values()];
  }

  #query({ form, table, filter, fields }: Selection): KeyedQuery {
    const { queryLimit: limit, subSystemId } = this.settings;
    const own = [table.number, table.state, table.withdrawn.field, ...oursFields(table), ...fields];
    return { form, id: table.id, fields: [...new Set(own)], filter, limit, subSystemId };
  }

  async #listed(
    { form, table }: Selection,
    candidates: readonly Candidate[],
    { lines }: Wanted,
    call: Call,
  ): Promise<ListedDocument[]> {
    const lists = lines ? [askedEntry(form, table, lines)] : [];
    const documents = candidates.map(({ document }) => document);
    const read = await this.#linesOf(form, table, lists, documents, 'every', call);
    return candidates.map(({ document, row }) => ({
      ...document,
      ...organizationOf(table, row),
      lines: read(document).lines?.[lines?.entry ?? ''] ?? [],
    }));
  }

  /** Reads lines of documents; what it gives says of a document which it has, absent where none were asked for. */
  async #linesOf(
    form: string,
    { id: documentId }: FormTable,
    lists: readonly AskedEntry[],
    documents: readonly TargetDocument[],
    of: LinesOf,
    call: Call,
  ): Promise<(document: TargetDocument) => Pick<TargetDocument, 'lines'>> {
    const isRead = ({ state }: TargetDocument) => of === 'every' || state === 'audited';
    const asked = new Set(documents.filter(isRead).map(({ id }) => id));
    const documentIds = [...asked];
    const byList = new Map<AskedEntry, ReadonlyMap<string, readonly BillRow[]>>();
    for (const entry of lists) {
      const query = { form, documentId, documentIds, id: entry.id, fields: entry.fields };
      byList.set(entry, await readEntries(this.client, this.settings, query, call));
    }
    return (document) => {
      if (lists.length === 0 || !asked.has(document.id)) return {};
      const lines = [...byList].map(([{ list, fields }, rows]) => {
        const own = rows.get(document.id) ?? [];
        return [list, own.map((row) => valuesOf(row, fields))] as const;
      });
      return { lines: Object.fromEntries(lines) };
    };
  }
}

/** Tells fields of the head from those of the form's entries, which have the entry's key before them: `FEntity.FRealQty`. */
function splitFields(
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

function askedEntry(
  form: string,
  { entries = {} }: FormTable,
  { entry, fields }: NonNullable<Wanted['lines']>,
): AskedEntry {
  const id = entries[entry];
  if (id !== undefined) return { list: entry, id, fields };
  throw new Misconfigured(`the rows of ${form}.${entry} are not known here`, queryDetails);
}

const states: Readonly<Record<string, DocumentState>> = {
  Z: 'saved', // 暂存 draft
  A: 'saved', // 创建 created
  D: 'saved', // 重新审核 rejected, cancelled or un-audited
  B: 'submitted', // 审核中
  C: 'audited', // 已审核
};

/** A row and the document that it is. @throws ProtocolViolation for a row without its id, or a state that is none */
function candidateOf(row: BillRow, { table, fields }: Selection): Candidate {
  const { [table.id]: id, [table.number]: number = '', [table.state]: letter = '' } = row;
  const state = states[letter];
  if (id === undefined || state === undefined) {
    const message = `a row has no ${table.id} or an unknown ${table.state} "${letter}"`;
    throw new ProtocolViolation(message, queryDetails, '');
  }
  const withdrawn = row[table.withdrawn.field] === 'B' ? { withdrawn: table.withdrawn.as } : {};
  return { row, document: { id, number, state, ...withdrawn, fields: valuesOf(row, fields) } };
}

function organizationOf({ organization }: FormTable, row: BillRow): Pick<DocumentKey, 'organization'> {
  const number = organization === undefined ? undefined : row[`${organization}.FNumber`];
  return number === undefined ? {} : { organization: number };
}

import type { Call, FoundDocument, SoughtKey, TargetDocument } from '../connector';
import type { DocumentState } from '../../contract/page';
import { chunks } from '../chunks';
import { Misconfigured, ProtocolViolation } from '../errors';
import type { KingdeeClient } from './client';
import { type FormTable, formTable } from './forms';
import { matchKeys, type Candidate } from './matchKeys';
import { readLines, splitFields } from './lines';
import { type BillRow, executeBillQuery, isOneOf, quote } from './query';
import type { KingdeeSettings } from './settings';

const details = { platform: 'kingdee', operation: 'ExecuteBillQuery' };

type LookUpSettings = Pick<KingdeeSettings, 'lookUpBatch' | 'queryLimit' | 'subSystemId'>;

/** Finds documents of forms by business key or by internal id. */
export class LookUp {
  constructor(
    private readonly client: KingdeeClient,
    private readonly settings: LookUpSettings,
  ) {}

  /**
   * Documents by business key, one query per organization and `lookUpBatch` keys. Each answer carries the key as it was
   * asked for, and says where Kingdee spells it otherwise, has several documents or another's (see {@link matchKeys}). Fields of entries are read afterwards, of
   * the audited documents only, in queries of their own: beside the head they would give a row a line.
   */
  async byKey(
    form: string,
    keys: readonly SoughtKey[],
    fields: readonly string[],
    call: Call,
  ): Promise<FoundDocument[]> {
    const table = formTable(form, 'lookUp');
    const { head, lists } = splitFields(table, fields);
    const found: FoundDocument[] = [];
    for (const [organization, own] of byOrganization(table, keys)) {
      for (const batch of chunks(own, this.settings.lookUpBatch)) {
        const filter = keyFilter(table, batch, organization);
        const rows = await this.#readAll(form, table, filter, head, call);
        found.push(...matchKeys(batch, rows, table.ours));
      }
    }
    return readLines(this.client, this.settings, { form, documentId: table.id, lists }, found, call);
  }

  /** Documents by internal id. */
  async byId(form: string, ids: readonly string[], call: Call): Promise<TargetDocument[]> {
    const table = formTable(form, 'lookUpIds');
    const found: TargetDocument[] = [];
    for (const batch of chunks([...new Set(ids)], this.settings.lookUpBatch)) {
      const candidates = await this.#readAll(form, table, idFilter(table, batch), [], call);
      found.push(...candidates.map(({ document }) => document));
    }
    return found;
  }

  /** All documents of a filter, page by page in the order of their ids, so that nothing is cut or read twice. */
  async #readAll(
    form: string,
    table: FormTable,
    filter: string,
    fields: readonly string[],
    call: Call,
  ): Promise<Candidate[]> {
    const { queryLimit: limit, subSystemId } = this.settings;
    const own = [table.id, table.number, table.state, table.withdrawn.field, ...oursFields(table)];
    const columns = [...new Set([...own, ...fields])];
    const found = new Map<string, Candidate>();
    for (let startRow = 0; ; startRow += limit) {
      const query = { form, fields: columns, filter, order: `${table.id} asc`, startRow, limit };
      const rows = await executeBillQuery(this.client, query, call, subSystemId);
      const known = found.size;
      for (const row of rows) {
        const document = toDocument(row, table, fields);
        found.set(document.id, { document, row });
      }
      if (rows.length < limit) return [...found.values()];
      if (found.size === known) throw new ProtocolViolation('the query does not page on', details, '');
    }
  }
}

/** Columns of what makes a document ours. */
function oursFields({ ours }: FormTable): string[] {
  return ours.map((field) => `${field}.FNumber`);
}

function keyFilter(table: FormTable, keys: readonly SoughtKey[], organization: string | undefined): string {
  const numbers = isOneOf(table.number, [...new Set(keys.map(({ number }) => number))]);
  return organization === undefined
    ? numbers
    : `${numbers} and ${table.organization}.FNumber=${quote(organization)}`;
}

function idFilter(table: FormTable, ids: readonly string[]): string {
  const areNumbers = ids.every((id) => /^\d+$/.test(id));
  return areNumbers ? `${table.id} in (${ids.join(',')})` : isOneOf(table.id, ids);
}

/** Keys by organization; a number without one would find the documents of every organization. */
function byOrganization(table: FormTable, keys: readonly SoughtKey[]): Map<string | undefined, SoughtKey[]> {
  const groups = new Map<string | undefined, SoughtKey[]>();
  for (const key of keys.filter(({ number }) => number !== '')) {
    const organization = table.organization === undefined ? undefined : key.organization;
    if (table.organization !== undefined && organization === undefined) {
      const message = `${key.number} has no organization: numbers are unique within ${table.organization} only`;
      throw new Misconfigured(message, details);
    }
    const group = groups.get(organization);
    if (group === undefined) groups.set(organization, [key]);
    else group.push(key);
  }
  return groups;
}

const states: Readonly<Record<string, DocumentState>> = {
  Z: 'saved', // 暂存 draft
  A: 'saved', // 创建 created
  D: 'saved', // 重新审核 rejected, cancelled or un-audited
  B: 'submitted', // 审核中
  C: 'audited', // 已审核
};

/** State of a query's row. @throws ProtocolViolation for a letter that is none, or a row without its id */
export function stateOf(row: BillRow, table: FormTable): DocumentState {
  const { [table.id]: id, [table.state]: letter = '' } = row;
  const state = states[letter];
  if (id !== undefined && state !== undefined) return state;
  const message = `a row has no ${table.id} or an unknown ${table.state} "${letter}"`;
  throw new ProtocolViolation(message, details, '');
}

function toDocument(row: BillRow, table: FormTable, fields: readonly string[]): TargetDocument {
  const { [table.id]: id = '', [table.number]: number = '' } = row;
  const state = stateOf(row, table);
  const withdrawn = row[table.withdrawn.field] === 'B' ? { withdrawn: table.withdrawn.as } : {};
  const wanted = fields.flatMap((field) => (row[field] === undefined ? [] : [[field, row[field]] as const]));
  return { id, number, state, ...withdrawn, fields: Object.fromEntries(wanted) };
}

import type { DocumentKey } from '../../contract/page';
import type { Call, DatedDocument, HeldDocument, HeldPage, Holdings, Wanted } from '../connector';
import { chunks } from '../chunks';
import { Misconfigured } from '../errors';
import type { KingdeeClient } from './client';
import { readEntries } from './entries';
import { type FormTable, formTable } from './forms';
import { type KeyedQuery, readAllKeyed, readKeyed } from './keyed';
import { foldKey } from '../folding';
import { stateOf } from './lookUp';
import { type BillRow, isOneOf, quote } from './query';
import type { KingdeeSettings } from './settings';

type HoldingsSettings = Pick<KingdeeSettings, 'lookUpBatch' | 'queryLimit' | 'subSystemId'>;

/** What the forms of one site hold, read in the order of internal ids. */
export class KingdeeHoldings implements Holdings {
  constructor(
    private readonly client: KingdeeClient,
    private readonly settings: HoldingsSettings,
  ) {}

  identityOf(form: string, { number, organization }: DocumentKey): string {
    const isOwned = formTable(form, 'holdings').organization !== undefined;
    return isOwned ? `${organization ?? ''}\n${foldKey(number)}` : foldKey(number);
  }

  async byKeys(form: string, keys: readonly DocumentKey[], wanted: Wanted, call: Call) {
    const table = formTable(form, 'holdings');
    const found: HeldDocument[] = [];
    for (const batch of chunks(keys, this.settings.lookUpBatch)) {
      const query = this.#query(form, table, keysFilter(table, batch), wanted.fields);
      const rows = await readAllKeyed(this.client, query, call);
      found.push(...(await this.#withLines(form, table, rows, wanted, call)));
    }
    // Numbers and organizations are asked for apart, so a number of another organization may have come along.
    const asked = new Set(keys.map((key) => this.identityOf(form, key)));
    return found.filter((document) => asked.has(this.identityOf(form, document)));
  }

  async byNumber(form: string, number: string, call: Call): Promise<DatedDocument[]> {
    const table = formTable(form, 'holdings');
    const { created, audited } = table;
    const fields = audited === undefined ? [created] : [created, audited];
    const filter = `${table.number}=${quote(number)}`;
    const rows = await readAllKeyed(this.client, this.#query(form, table, filter, fields), call);
    return rows.map((row) => {
      const createdAt = row[created];
      const auditedAt = audited === undefined ? undefined : row[audited];
      return {
        ...heldOf(row, table, { fields }, []),
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
  ): Promise<HeldPage> {
    const table = formTable(form, 'holdings');
    const query = this.#query(form, table, filter, wanted.fields);
    const { rows, cursor } = await readKeyed(this.client, query, after ?? '0', call);
    const documents = await this.#withLines(form, table, rows, wanted, call);
    return { documents, ...(cursor === undefined ? {} : { cursor }) };
  }

  #query(form: string, table: FormTable, filter: string, fields: readonly string[]): KeyedQuery {
    const { queryLimit: limit, subSystemId } = this.settings;
    const own = [table.number, table.state, ...organizationField(table)];
    return { form, id: table.id, fields: [...new Set([...own, ...fields])], filter, limit, subSystemId };
  }

  async #withLines(
    form: string,
    table: FormTable,
    rows: readonly BillRow[],
    wanted: Wanted,
    call: Call,
  ): Promise<HeldDocument[]> {
    const documentIds = rows.map((row) => row[table.id] ?? '');
    const lines = wanted.lines && (await this.#lines(form, table, documentIds, wanted.lines, call));
    return rows.map((row) => heldOf(row, table, wanted, lines?.get(row[table.id] ?? '') ?? []));
  }

  #lines(
    form: string,
    { id: documentId, entries = {} }: FormTable,
    documentIds: readonly string[],
    { entry, fields }: NonNullable<Wanted['lines']>,
    call: Call,
  ): ReturnType<typeof readEntries> {
    const id = entries[entry];
    if (id === undefined) {
      const details = { platform: 'kingdee', operation: 'holdings' };
      throw new Misconfigured(`the rows of ${form}.${entry} are not known here`, details);
    }
    return readEntries(this.client, this.settings, { form, documentId, documentIds, id, fields }, call);
  }
}

function organizationField({ organization }: FormTable): string[] {
  return organization === undefined ? [] : [`${organization}.FNumber`];
}

function keysFilter(table: FormTable, keys: readonly DocumentKey[]): string {
  const numbers = isOneOf(table.number, [...new Set(keys.map(({ number }) => number))]);
  const [field] = organizationField(table);
  const organizations = new Set(keys.flatMap(({ organization }) => organization ?? []));
  return field === undefined || organizations.size === 0
    ? numbers
    : `${numbers} and ${isOneOf(field, [...organizations])}`;
}

function heldOf(
  row: BillRow,
  table: FormTable,
  { fields }: Pick<Wanted, 'fields'>,
  lines: HeldDocument['lines'] | readonly BillRow[],
): HeldDocument {
  const [field] = organizationField(table);
  const organization = field === undefined ? undefined : row[field];
  const values = fields.flatMap((key) => (row[key] === undefined ? [] : [[key, row[key]] as const]));
  return {
    id: row[table.id] ?? '',
    number: row[table.number] ?? '',
    ...(organization === undefined ? {} : { organization }),
    state: stateOf(row, table),
    fields: Object.fromEntries(values),
    lines: lines as HeldDocument['lines'],
  };
}

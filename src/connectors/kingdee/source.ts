import type { Call, PageQuery, Request, SourcePage, SourceRow } from '../connector';
import { Misconfigured } from '../errors';
import { foldKey } from '../folding';
import { flag, lenient } from '../readers';
import { extended, readOr } from '../record';
import { methodOf, namedMethods } from '../rows';
import type { KingdeeClient } from './client';
import {
  type ContactEntry,
  type FormSource,
  forms,
  formTable,
  type SideEntry,
  type SourceForm,
  sourceForms,
} from './forms';
import type { KingdeeQueries } from './model';
import { type BillRow, quote, readEntries, readKeyed, valuesOf } from './query';
import type { KingdeeSettings } from './settings';

/** A query that rows are read from. */
export interface QueryMethod {
  readonly name: string;
  readonly form: SourceForm;
  readonly source: FormSource;
}

const methods: ReadonlyMap<string, QueryMethod> = namedMethods(
  Object.fromEntries(
    sourceForms.map((form) => [
      `ExecuteBillQuery/${form}` satisfies keyof KingdeeQueries,
      { form, source: forms[form].source },
    ]),
  ),
);

/** A method of that name. @throws Misconfigured for one the connector does not know */
export function queryMethod(name: string): QueryMethod {
  return methodOf('kingdee', methods, name);
}

/** Reads rows of forms with `ExecuteBillQuery`, page after page by internal id. */
export class BillSource {
  constructor(
    private readonly client: KingdeeClient,
    private readonly settings: KingdeeSettings,
  ) {}

  /**
   * One page: `page.size` documents after the cursor, whole with all their contacts. Of the request `FilterString` counts
   * and `FieldKeys` (head fields asked for beside the table's own); `Limit`, `StartRow` and `TopRowCount` are set here,
   * because an offset skips rows where the filter's rows change.
   * @throws Unavailable, Throttled, Unauthorized, ProtocolViolation, Misconfigured
   */
  async readPage({ method: name, request, page }: PageQuery, call: Call): Promise<SourcePage> {
    const method = queryMethod(name);
    checkForm(method, request['FormId']);
    const { id } = formTable(method.form, name);
    const extra = this.#extraFields(method, request['FieldKeys']);
    const limit = Math.min(page.size, this.settings.queryLimit);
    const { subSystemId } = this.settings;
    const filter = request['FilterString'] ?? '';
    const head = extra.filter((field) => !sidesOf(method).some(({ fields }) => field in fields));
    const fields = [...Object.keys(method.source.fields), ...head];
    const keyed = { form: method.form, id, fields, filter, limit, subSystemId, postpones: true };
    const { rows: heads, ...next } = await readKeyed(this.client, keyed, page.after, call);
    const rows = await this.#withEntries(method, id, heads, extra, call);
    const choosesOrganization = /\bFUseOrgId\b/i.test(filter);
    const isCopy = (row: BillRow) =>
      method.source.contacts !== undefined && !choosesOrganization && isAllocated(row);
    return { rows: rows.map((row) => ({ ...toSourceRow(method, row), ...copyOf(isCopy(row)) })), ...next };
  }

  #extraFields({ form }: QueryMethod, fieldKeys = ''): string[] {
    const asked = fieldKeys.split(',').map((key) => key.trim());
    return [...new Set([...(this.settings.extraFields[form] ?? []), ...asked.filter(Boolean)])];
  }

  async #withEntries(
    method: QueryMethod,
    id: string,
    heads: readonly BillRow[],
    extra: readonly string[],
    call: Call,
  ): Promise<BillRow[]> {
    let rows = [...heads];
    for (const side of sidesOf(method)) {
      const asked = extra.filter((field) => field in side.fields);
      if (asked.length > 0) rows = await this.#withSide(method, id, rows, side, asked, call);
    }
    const { contacts } = method.source;
    return contacts ? this.#byContact(method, id, rows, contacts, call) : rows;
  }

  async #withSide(
    { form }: QueryMethod,
    documentId: string,
    rows: readonly BillRow[],
    side: SideEntry,
    fields: readonly string[],
    call: Call,
  ): Promise<BillRow[]> {
    const documentIds = rows.map((row) => row[documentId] ?? '');
    const entry = { form, documentId, documentIds, id: side.id, fields: [side.preferred, ...fields] };
    const found = await readEntries(this.client, this.settings, entry, call);
    return rows.map((row) => {
      const counting = countingRow(found.get(row[documentId] ?? ''), side);
      return extended(row, valuesOf(counting, fields));
    });
  }

  async #byContact(
    { form }: QueryMethod,
    documentId: string,
    rows: readonly BillRow[],
    contacts: ContactEntry,
    call: Call,
  ): Promise<BillRow[]> {
    const documentIds = rows.map((row) => row[documentId] ?? '');
    const fields = Object.values(this.settings.contactFields);
    const entry = { form, documentId, documentIds, id: contacts.id, fields };
    const found = await readEntries(this.client, this.settings, entry, call);
    return rows.flatMap((row) =>
      flattenContacts(row, found.get(row[documentId] ?? '') ?? [], contacts, this.settings),
    );
  }
}

/** A request with its filter narrowed to the document of a key; a customer's rows are all its contacts. */
export function narrowed({ name, form, source }: QueryMethod, request: Request, key: string): Request {
  const { number } = formTable(form, name);
  const own = request['FilterString']?.trim();
  const filter = source.contacts ? contactFilter(number, key) : `${number}=${quote(key)}`;
  return { ...request, FilterString: own ? `(${own}) and ${filter}` : filter };
}

/** Numbers may hold `@` and `#` themselves: the last ones count. */
function contactFilter(number: string, key: string): string {
  const [, owner = key] = /^(.*)#\d*$/s.exec(key) ?? [];
  const [, customer, organization] = /^(.*)@([^@]*)$/s.exec(owner) ?? [];
  if (customer === undefined || organization === undefined) return `${number}=${quote(owner)}`;
  return `${number}=${quote(customer)} and FUseOrgId.FNumber=${quote(organization)}`;
}

/**
 * Business key of a row: the document's number; of a customer's contact `number@organization#running number`, since
 * customer numbers are unique within an organization only.
 */
function rowKey({ source }: QueryMethod, number: string, row: BillRow): string {
  if (!source.contacts) return number;
  const organization = row['FUseOrgId.FNumber'];
  const owner = organization ? `${number}@${organization}` : number;
  return `${owner}#${row['bfn_num'] ?? ''}`;
}

/**
 * One row per contact, under the view's names and with its running number `bfn_num` from 1. A customer without contacts
 * is one row with number 1, or none, as the connection says.
 */
function flattenContacts(
  customer: BillRow,
  contacts: readonly BillRow[],
  { id, members }: ContactEntry,
  { contactFields: keys, customersWithoutContacts }: KingdeeSettings,
): BillRow[] {
  if (contacts.length === 0)
    return customersWithoutContacts === 'skip' ? [] : [extended(customer, { bfn_num: '1' })];
  return contacts.map((contact, index) => {
    const named = present([
      [id, contact[id]],
      [members.address, contact[keys.address]],
      [members.name, contact[keys.name]],
      [members.mobile, contact[keys.mobile]],
    ]);
    return extended(customer, { ...named, bfn_num: String(index + 1) });
  });
}

/** The one row of a side entry that counts. */
function countingRow(rows: readonly BillRow[] | undefined, { preferred }: SideEntry): BillRow {
  return rows?.find((row) => lenient(flag)(row[preferred], '') === true) ?? rows?.[0] ?? {};
}

function present(members: readonly (readonly [string, string | undefined])[]): BillRow {
  return Object.fromEntries(members.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

/**
 * Whether a row is the copy of base data that another organization was allocated: one customer then comes once for each
 * organization. A filter that names the organization means that organization's copies.
 */
function isAllocated(row: BillRow): boolean {
  const { 'FUseOrgId.FNumber': user, 'FCreateOrgId.FNumber': creator } = row;
  return user !== undefined && creator !== undefined && foldKey(user) !== foldKey(creator);
}

function copyOf(isCopy: boolean): Pick<SourceRow, 'isCopy'> {
  return isCopy ? { isCopy } : {};
}

function sidesOf({ source }: QueryMethod): readonly SideEntry[] {
  return source.sides ?? [];
}

function checkForm({ name, form }: QueryMethod, asked: string = form): void {
  if (asked === form || asked === '') return;
  const details = { platform: 'kingdee', operation: name };
  throw new Misconfigured(`FormId ${asked} does not belong to this method: it reads ${form}`, details);
}

/** Published names: dots become underscores, and what the view calls otherwise has both names. */
function toSourceRow(method: QueryMethod, row: BillRow): SourceRow {
  const { number: field } = formTable(method.form, method.name);
  const key = readOr(
    () => row[field] && rowKey(method, row[field], row),
    () => undefined,
  );
  if (!key) return { key: undefined, fault: `${field}: is empty` };
  // Members are handed on as they are, those that cannot be read among them.
  const members = Object.entries(Object.getOwnPropertyDescriptors(row));
  const named = members.map(([name, member]) => [name.replaceAll('.', '_'), member] as const);
  const aliases = Object.entries(method.source.aliases ?? {}).flatMap(([alias, name]) =>
    members.flatMap(([own, member]) => (own === name ? [[alias, member] as const] : [])),
  );
  return { key, row: Object.defineProperties({}, Object.fromEntries([...named, ...aliases])) };
}

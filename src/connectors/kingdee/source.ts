import type { Call, PageQuery, SourcePage, SourceRow } from '../connector';
import { Misconfigured } from '../errors';
import { methodOf } from '../rows';
import { extended, readOr } from '../record';
import type { KingdeeClient } from './client';
import { contactFields, flattenContacts } from './contacts';
import { foldKey } from '../folding';
import { countingRow, readEntries } from './entries';
import { formTable } from './forms';
import { readKeyed } from './keyed';
import { queryMethods, type QueryMethod, type SideEntry } from './queries';
import type { BillRow } from './query';
import { rowKey } from './rowKey';
import type { KingdeeSettings } from './settings';

const contactRows = 'FT_BD_CUSTCONTACT_FENTRYID';

/** A method of that name. @throws Misconfigured for one the connector does not know */
export function queryMethod(name: string): QueryMethod {
  return methodOf('kingdee', queryMethods, name);
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
    const fields = [...method.fields, ...extra.filter((field) => sideOf(method, field) === undefined)];
    const keyed = { form: method.form, id, fields, filter, limit, subSystemId, postpones: true };
    const { rows: heads, ...next } = await readKeyed(this.client, keyed, page.after, call);
    const rows = await this.#withEntries(method, id, heads, extra, call);
    const choosesOrganization = /\bFUseOrgId\b/i.test(filter);
    const isCopy = (row: BillRow) => method.byContact && !choosesOrganization && isAllocated(row);
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
    for (const side of method.sides) {
      const asked = extra.filter((field) => side.fields.includes(field));
      if (asked.length > 0) rows = await this.#withSide(method, id, rows, { ...side, fields: asked }, call);
    }
    return method.byContact ? this.#byContact(method, id, rows, call) : rows;
  }

  async #withSide(
    { form }: QueryMethod,
    documentId: string,
    rows: readonly BillRow[],
    side: SideEntry,
    call: Call,
  ): Promise<BillRow[]> {
    const documentIds = rows.map((row) => row[documentId] ?? '');
    const fields = [side.preferred, ...side.fields];
    const entry = { form, documentId, documentIds, id: side.id, fields };
    const found = await readEntries(this.client, this.settings, entry, call);
    return rows.map((row) => {
      const counting = countingRow(found.get(row[documentId] ?? ''), side);
      const asked = side.fields.flatMap((key) => (counting[key] === undefined ? [] : [[key, counting[key]]]));
      return extended(row, Object.fromEntries(asked) as BillRow);
    });
  }

  async #byContact(
    { form }: QueryMethod,
    documentId: string,
    rows: readonly BillRow[],
    call: Call,
  ): Promise<BillRow[]> {
    const documentIds = rows.map((row) => row[documentId] ?? '');
    const fields = contactFields(this.settings);
    const entry = { form, documentId, documentIds, id: contactRows, fields };
    const found = await readEntries(this.client, this.settings, entry, call);
    return rows.flatMap((row) => flattenContacts(row, found.get(row[documentId] ?? '') ?? [], this.settings));
  }
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

function sideOf({ sides }: QueryMethod, field: string): SideEntry | undefined {
  return sides.find(({ fields }) => fields.includes(field));
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
  const aliases = Object.entries(method.aliases).flatMap(([alias, name]) =>
    members.flatMap(([own, member]) => (own === name ? [[alias, member] as const] : [])),
  );
  return { key, row: Object.defineProperties({}, Object.fromEntries([...named, ...aliases])) };
}

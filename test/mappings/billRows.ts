import type { SourceRow } from '../../src/connectors/connector';
import type { KingdeeClient } from '../../src/connectors/kingdee/client';
import { kingdeeSettingsSchema } from '../../src/connectors/kingdee/settings';
import { BillSource } from '../../src/connectors/kingdee/source';

/** A document by field key, with its contact rows beside it where it has any. */
type Bill = Readonly<Record<string, unknown>> & { readonly contacts?: readonly Record<string, unknown>[] };

interface Query {
  readonly FieldKeys: string;
  readonly OrderString: string;
  readonly FilterString: string;
}

const settings = kingdeeSettingsSchema.parse({
  platform: 'kingdee',
  auth: 'signed',
  url: 'http://127.0.0.1/k3cloud/',
  acctId: 'none',
  userName: 'none',
  appId: 'none',
  appSecret: 'none',
  extraFields: { BD_Customer: ['F_FML_Combo', 'F_FML_Combo1'] },
});

const contactId = 'FT_BD_CUSTCONTACT_FENTRYID';

/** Reads documents as the connector does: only the site's answers are made here, columns by position as on the wire. */
export async function readBills(method: string, bills: readonly Bill[]): Promise<readonly SourceRow[]> {
  const source = new BillSource(clientOf(bills), settings);
  const page = { number: 1, size: bills.length + 1 };
  return (await source.readPage({ method, request: {}, page }, { signal: new AbortController().signal }))
    .rows;
}

function clientOf(bills: readonly Bill[]): KingdeeClient {
  const call = (_operation: unknown, { FieldKeys, OrderString, FilterString }: Query) => {
    const all = OrderString.startsWith(contactId) ? contactsOf(bills) : bills;
    const id = OrderString.split(' ')[0] ?? '';
    const after = Number(new RegExp(`${id}\\s*>\\s*(\\d+)`).exec(FilterString)?.[1] ?? 0);
    const held = all.filter((row) => !(Number(row[id]) <= after));
    const rows = held.map((row) => FieldKeys.split(',').map((key) => row[key] ?? null));
    return Promise.resolve({ answer: { kind: 'rows', rows } });
  };
  return { call } as never;
}

function contactsOf(bills: readonly Bill[]): Record<string, unknown>[] {
  const rows = bills.flatMap(({ FCUSTID, contacts = [] }) =>
    contacts.map((contact) => ({ FCUSTID, ...contact })),
  );
  return rows.sort(
    (a: Record<string, unknown>, b: Record<string, unknown>) => Number(a[contactId]) - Number(b[contactId]),
  );
}

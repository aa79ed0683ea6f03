import type { DemoSandbox, StateRow } from './demoSandbox';

/** What a platform holds after the runs. */
export interface Holding {
  readonly title: string;
  readonly count: number;
  /** Number of documents by state, where the platform has states. */
  readonly states: Readonly<Record<string, number>>;
  readonly columns: readonly string[];
  /** The first and last few documents, a cell for each column. */
  readonly examples: readonly (readonly string[])[];
}

interface Held {
  readonly title: string;
  readonly platform: string;
  readonly collection: string;
  /** Path of the member by column. */
  readonly columns: Readonly<Record<string, string>>;
}

/** From either end of the list. */
const shown = 2;
const baseData = {
  number: 'FNumber',
  name: 'FName',
  organization: 'FUseOrgId.FNumber',
  state: 'FDocumentStatus',
};

const table: readonly Held[] = [
  { title: 'stocks in Kingdee', platform: 'kingdee', collection: 'BD_STOCK', columns: baseData },
  { title: 'customers in Kingdee', platform: 'kingdee', collection: 'BD_Customer', columns: baseData },
  {
    title: 'sales outstocks in Kingdee',
    platform: 'kingdee',
    collection: 'SAL_OUTSTOCK',
    columns: {
      number: 'FBillNo',
      type: 'FBillTypeID.FNumber',
      date: 'FDate',
      customer: 'FCustomerID.FNumber',
      amount: 'SubHeadEntity.FBillAllAmount',
      state: 'FDocumentStatus',
    },
  },
  {
    title: 'distributors in GreatOnce',
    platform: 'greatonce',
    collection: 'distributors',
    columns: { code: 'distributorCode', name: 'distributorName', company: 'distributorCompanyName' },
  },
];

/** Kingdee's states of a document (单据状态). */
const states: Readonly<Record<string, string>> = {
  Z: 'draft',
  A: 'created',
  B: 'submitted',
  C: 'audited',
  D: 'to be audited again',
};

/** What the targets of all schemes hold. */
export async function demoHoldings(sandbox: DemoSandbox): Promise<Holding[]> {
  return Promise.all(
    table.map(async (held) => holding(held, await sandbox.rows(held.platform, held.collection))),
  );
}

function holding({ title, columns }: Held, rows: readonly StateRow[]): Holding {
  const counts: Record<string, number> = {};
  for (const { FDocumentStatus } of rows) {
    if (FDocumentStatus === undefined) continue;
    const state = stateOf(FDocumentStatus);
    counts[state] = (counts[state] ?? 0) + 1;
  }
  const paths = Object.values(columns);
  const cells = rows.map((row) => paths.map((path) => cell(row, path)));
  const examples = someOf(cells.toSorted(([a = ''], [b = '']) => a.localeCompare(b)));
  return { title, count: rows.length, states: counts, columns: Object.keys(columns), examples };
}

function someOf<T>(list: readonly T[]): T[] {
  return list.length <= 2 * shown ? [...list] : [...list.slice(0, shown), ...list.slice(-shown)];
}

function cell(row: StateRow, path: string): string {
  const value = path.split('.').reduce<unknown>((part, name) => (part as StateRow | null)?.[name], row);
  if (path === 'FDocumentStatus') return stateOf(value);
  // Kingdee's days are times at midnight.
  return typeof value === 'string' || typeof value === 'number' ? String(value).replace('T00:00:00', '') : '';
}

function stateOf(code: unknown): string {
  const letter = String(code);
  return `${states[letter] ?? '?'} (${letter})`;
}

import type { Sentences } from '../../src/messages';
import type { DemoSandbox, StateRow } from './sandbox';

type HoldingName = keyof Sentences['demo']['holding'];
type ColumnName = keyof Sentences['demo']['column'];

/** What a platform holds after the runs. */
export interface Holding {
  readonly of: HoldingName;
  readonly count: number;
  /** Number of documents by the platform's letter for a state, where it has states. */
  readonly states: Readonly<Record<string, number>>;
  readonly columns: readonly ColumnName[];
  /** The first and last few documents, a cell for each column; a state is its letter. */
  readonly examples: readonly (readonly string[])[];
}

interface Held {
  readonly of: HoldingName;
  readonly platform: string;
  readonly collection: string;
  /** Path of the member by column. */
  readonly columns: Readonly<Partial<Record<ColumnName, string>>>;
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
  { of: 'stocks', platform: 'kingdee', collection: 'BD_STOCK', columns: baseData },
  { of: 'customers', platform: 'kingdee', collection: 'BD_Customer', columns: baseData },
  {
    of: 'outstocks',
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
    of: 'distributors',
    platform: 'greatonce',
    collection: 'distributors',
    columns: { code: 'distributorCode', name: 'distributorName', company: 'distributorCompanyName' },
  },
];

/** Kingdee's states of a document (单据状态). */
export const documentStates: Readonly<Record<string, keyof Sentences['demo']['state']>> = {
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

function holding({ of, columns }: Held, rows: readonly StateRow[]): Holding {
  const counts: Record<string, number> = {};
  for (const { FDocumentStatus } of rows) {
    if (typeof FDocumentStatus === 'string') counts[FDocumentStatus] = (counts[FDocumentStatus] ?? 0) + 1;
  }
  const paths = Object.values(columns);
  const cells = rows.map((row) => paths.map((path) => cell(row, path)));
  const examples = someOf(cells.toSorted(([a = ''], [b = '']) => a.localeCompare(b)));
  const names = Object.keys(columns) as ColumnName[];
  return { of, count: rows.length, states: counts, columns: names, examples };
}

function someOf<T>(list: readonly T[]): T[] {
  return list.length <= 2 * shown ? [...list] : [...list.slice(0, shown), ...list.slice(-shown)];
}

function cell(row: StateRow, path: string): string {
  const value = path.split('.').reduce<unknown>((part, name) => (part as StateRow | null)?.[name], row);
  // Kingdee's days are times at midnight.
  return typeof value === 'string' || typeof value === 'number' ? String(value).replace('T00:00:00', '') : '';
}

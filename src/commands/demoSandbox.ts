import { z } from 'zod';

const reference = z.object({ FNumber: z.string() });
const stock = z.object({
  FNumber: z.string(),
  FName: z.string(),
  FUseOrgId: reference,
  FDocumentStatus: z.string(),
});

/** A stock as the sandbox's Kingdee holds it. */
export interface DemoDocument {
  readonly number: string;
  readonly name: string;
  readonly organization: string;
  readonly state: string;
}

/** Kingdee's states of a document (单据状态). */
const states: Readonly<Record<string, string>> = {
  Z: 'draft',
  A: 'created',
  B: 'submitted',
  C: 'audited',
  D: 'to be audited again',
};

/** All stocks, over the sandbox's control address. */
export async function demoDocuments(control: string): Promise<DemoDocument[]> {
  const rows = z.array(stock).parse(await get(control, '/_sandbox/state/kingdee/BD_STOCK'));
  return rows.map((row) => ({
    number: row.FNumber,
    name: row.FName,
    organization: row.FUseOrgId.FNumber,
    state: `${states[row.FDocumentStatus] ?? '?'} (${row.FDocumentStatus})`,
  }));
}

/** Number of calls since the last {@link forgetRequests} that may have changed documents. */
export async function demoWrites(control: string): Promise<number> {
  return z.array(z.unknown()).parse(await get(control, '/_sandbox/requests?write=true')).length;
}

/** Empties the sandbox's journal of calls. */
export async function forgetRequests(control: string): Promise<void> {
  await fetch(`${control}/_sandbox/requests`, { method: 'DELETE' });
}

async function get(control: string, address: string): Promise<unknown> {
  return (await fetch(control + address)).json();
}

import type { DemoSandbox, StateRow } from './sandbox';

/** The sale-outs of some days as the simulators hold them, bill by bill: read from their own books, not from a run's. */
export interface Books {
  /** Confirmed sale-outs in Jushuitan. */
  readonly saleouts: number;
  /** Of these, bills in Kingdee: the number, however often each is there. */
  readonly bills: number;
  /** Sale-outs without a bill. */
  readonly missing: number;
  /** Sale-outs with more than one bill. */
  readonly doubled: number;
  /** Bills in any state but audited (C). */
  readonly unaudited: number;
}

/** Compares sale-outs and bills. @param span times of shipping like `2026-11-30 12:00:00`, both inside */
export async function saleoutBooks(
  sandbox: DemoSandbox,
  span: { readonly from: string; readonly to: string },
): Promise<Books> {
  const [saleouts, bills] = await Promise.all([
    sandbox.rows('qimen', 'saleouts'),
    sandbox.rows('kingdee', 'SAL_OUTSTOCK'),
  ]);
  const confirmed = saleouts.filter((row) => row.status === 'Confirmed' && isWithin(span, row.io_date));
  return compare(confirmed, bills);
}

/** Whether there are sale-outs, each has one bill, and each bill is audited. */
export function isBalanced({ saleouts, bills, missing, doubled, unaudited }: Books): boolean {
  return saleouts > 0 && saleouts === bills && missing + doubled + unaudited === 0;
}

/** Compares rows of both sides by the number of a sale-out, which is that of its bill. */
export function compare(saleouts: readonly StateRow[], bills: readonly StateRow[]): Books {
  const byNumber = new Map<string, StateRow[]>();
  for (const bill of bills) {
    const number = String(bill.FBillNo);
    byNumber.set(number, [...(byNumber.get(number) ?? []), bill]);
  }
  const found = saleouts.map(({ io_id }) => byNumber.get(String(io_id)) ?? []);
  return {
    saleouts: saleouts.length,
    bills: found.flat().length,
    missing: found.filter(({ length }) => length === 0).length,
    doubled: found.filter(({ length }) => length > 1).length,
    unaudited: found.flat().filter(({ FDocumentStatus }) => FDocumentStatus !== 'C').length,
  };
}

function isWithin({ from, to }: { from: string; to: string }, time: unknown): boolean {
  return typeof time === 'string' && from <= time && time <= to;
}

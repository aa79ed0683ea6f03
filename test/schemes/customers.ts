import type { WireRow } from '../support/control';

/** Customers as Kingdee holds them; every third has two contacts, every third none. */
export function customers(count: number): WireRow[] {
  return Array.from({ length: count }, (_, index) => ({
    FNumber: `C${String(index + 1).padStart(4, '0')}`,
    FName: `客户${index + 1}`,
    FUseOrgId: { FNumber: '100' },
    FCreateOrgId: { FNumber: '100' },
    FDocumentStatus: 'C',
    F_FML_Combo1: '一级',
    FT_BD_CUSTCONTACT: Array.from({ length: index % 3 }, (_contact, number) => ({
      FNUMBER1: `A${number + 1}`,
      FNAME1: `收货人${number + 1}`,
      FADDRESS1: `示例路${index + 1}号${number + 1}室`,
      FMOBILE: '13800000000',
    })),
  }));
}

const rowsOf = (customer: WireRow) => Math.max(1, (customer.FT_BD_CUSTCONTACT as unknown[]).length);
/** The code of each distributor that customers become, by the published rule. */
export const codesOf = (list: readonly WireRow[]): string[] =>
  list.flatMap((customer) =>
    Array.from({ length: rowsOf(customer) }, (_, n) => `${String(customer.FName)}${n + 1}`),
  );

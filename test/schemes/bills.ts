import type { WireRow } from '../support/control';

/** Sales outstock bills as Kingdee holds them, in the states given, one after the other. */
export function bills(count: number, states: readonly string[], billType = 'XSCKD07_SYS'): WireRow[] {
  return Array.from({ length: count }, (_, index) => ({
    FBillNo: `${billType.slice(0, 7)}-${String(index + 1).padStart(5, '0')}`,
    FBillTypeID: { FNUMBER: billType },
    FDate: '2026-11-01 00:00:00',
    FSaleOrgId: { FNumber: '100' },
    FStockOrgId: { FNumber: '100' },
    FCustomerID: { FNumber: '10001' },
    FDocumentStatus: states[index % states.length],
    FCreateDate: '2026-11-01T10:00:00',
    SubHeadEntity: { FSettleOrgID: { FNumber: '100' }, FSettleCurrID: { FNumber: 'PRE001' } },
    FEntity: [
      {
        FMaterialID: { FNumber: 'M00001' },
        FRealQty: 1,
        FTaxPrice: 11.3,
        FEntryTaxRate: 13,
        FStockID: { FNumber: 'CK1' },
      },
    ],
  }));
}

import type { WireRow } from '../../support/control';

const start = Date.now();

/** Beijing wall-clock text of a moment, given in ms since 1970; of this one by default. */
export const wallClock = (moment = Date.now()): string =>
  new Date(moment + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** The same of a moment so many hours before this process began to count. */
export const hoursAgo = (hours: number): string => wallClock(start - hours * 3_600_000);

/** Guanyi shops; each was modified an hour after the one before, the last one an hour ago. */
export function shops(count: number): WireRow[] {
  return Array.from({ length: count }, (_, index) => ({
    id: 900_000_000_000 + index,
    nick: `店铺${index + 1}`,
    code: String(10_001 + index),
    name: `旗舰店${index + 1}`,
    create_date: '2026-01-01 00:00:00',
    modify_date: hoursAgo(count - index),
    note: '',
    type_name: '天猫',
  }));
}

/** The Kingdee customer that a shop becomes, in a state of your choice. */
export function customerOf(shop: WireRow, state: string): WireRow {
  return {
    FNumber: shop.code,
    FName: shop.name,
    FUseOrgId: { FNumber: '100' },
    FCreateOrgId: { FNumber: '100' },
    FDocumentStatus: state,
  };
}

/** Kingdee customers, every third with two contacts, every third with none. */
export function customers(count: number): WireRow[] {
  return Array.from({ length: count }, (_, index) => ({
    FNumber: `C${String(index + 1).padStart(4, '0')}`,
    FName: `客户${index + 1}`,
    FUseOrgId: { FNumber: '100' },
    FCreateOrgId: { FNumber: '100' },
    FDocumentStatus: 'C',
    FT_BD_CUSTCONTACT: Array.from({ length: index % 3 }, (_contact, number) => ({
      FNUMBER1: `A${number + 1}`,
      FNAME1: `收货人${number + 1}`,
      FADDRESS1: `示例路${index + 1}号${number + 1}室`,
      FMOBILE: '13800000000',
    })),
  }));
}

/** Kingdee stocks of an organization by number. */
export function stocks(numbers: readonly unknown[], organization: string, state = 'C'): WireRow[] {
  return numbers.map((number) => ({
    FNumber: String(number),
    FName: `仓库${String(number)}`,
    FUseOrgId: { FNumber: organization },
    FCreateOrgId: { FNumber: organization },
    FDocumentStatus: state,
  }));
}

/** Kingdee sales outstock bills, saved, submitted and sent back in turn. */
export function bills(count: number): WireRow[] {
  return Array.from({ length: count }, (_, index) => ({
    FBillNo: `XSCK-${String(index + 1).padStart(5, '0')}`,
    FBillTypeID: { FNUMBER: 'XSCKD07_SYS' },
    FDate: '2026-11-01 00:00:00',
    FSaleOrgId: { FNumber: '100' },
    FStockOrgId: { FNumber: '100' },
    FCustomerID: { FNumber: '10001' },
    FDocumentStatus: ['A', 'B', 'D'][index % 3],
    FCreateDate: '2026-11-01T10:00:00',
    SubHeadEntity: { FSettleOrgID: { FNumber: '100' }, FSettleCurrID: { FNumber: 'PRE001' } },
    FEntity: [
      {
        FMaterialID: { FNumber: 'M00001' },
        FRealQty: index + 1,
        FTaxPrice: 11.3,
        FEntryTaxRate: 13,
        FStockID: { FNumber: 'CK1' },
      },
    ],
  }));
}

/** Sale-outs of the sandbox that were shipped and can be written, shipped anew: one every two hours, the last an hour ago. */
export function shippedAnew(saleouts: readonly WireRow[], count: number): WireRow[] {
  return saleouts
    .filter(({ status, io_date, items }) => status === 'Confirmed' && io_date && hasNoReturns(items))
    .slice(0, count)
    .map(({ ts: _version, ...saleout }, index, all) => {
      const time = hoursAgo(2 * (all.length - index) - 1);
      return { ...saleout, created: time, pay_date: time, io_date: time, modified: time };
    });
}

function hasNoReturns(items: unknown): boolean {
  return (items as readonly { qty: number }[]).every(({ qty }) => qty > 0);
}

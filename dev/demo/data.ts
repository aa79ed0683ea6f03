import { shanghaiTime } from '../../src/contract/time';
import type { DemoSandbox, StateRow } from './sandbox';

const organization = { FNumber: '100' };
const owned = { FCreateOrgId: organization, FUseOrgId: organization };
const wholesalers = 5;
const unaudited = 40;
/** Kingdee's states of a bill that is not audited: created, submitted, to be audited again. */
const states = ['A', 'B', 'D'];

/** Wholesale customers that Kingdee has before the first run, each with two contacts: no shop has their numbers. */
export async function putWholesalers(sandbox: DemoSandbox): Promise<void> {
  await sandbox.put('kingdee', 'BD_Customer', numbered(wholesalers, wholesaler));
}

/**
 * Bills that another program of the company left unaudited: B2C ones, as scheme 004 looks for them. They refer to base
 * data that is there once stocks and customers are.
 */
export async function putUnauditedBills(sandbox: DemoSandbox, now: number): Promise<void> {
  const [stock] = await sandbox.rows('kingdee', 'BD_STOCK');
  if (!stock) throw new Error('there is no stock to ship from: the run before made none');
  const stockNumber = { FNumber: stock.FNumber };
  const bills = numbered(unaudited, (serial) => unauditedBill(serial, stockNumber, shanghaiTime(now)));
  await sandbox.put('kingdee', 'SAL_OUTSTOCK', bills);
}

function wholesaler(serial: number): StateRow {
  return {
    ...owned,
    FNumber: `PF${serial}`,
    FName: `示例批发商${serial}`,
    FDocumentStatus: 'C',
    FT_BD_CUSTCONTACT: [1, 2].map((contact) => ({
      FNUMBER1: `0${contact}`,
      FNAME1: `示例仓库${contact}`,
      FADDRESS1: `杭州市示例路${serial}号${contact}栋`,
    })),
  };
}

function unauditedBill(serial: number, stock: object, time: string): StateRow {
  return {
    FBillNo: `B2C${String(serial).padStart(5, '0')}`,
    FBillTypeID: { FNUMBER: 'XSCKD07_SYS' },
    FDate: `${time.slice(0, 10)} 00:00:00`,
    FCreateDate: time.replace(' ', 'T'),
    FDocumentStatus: states[serial % states.length],
    FSaleOrgId: organization,
    FStockOrgId: organization,
    FCustomerID: { FNumber: `PF${1 + (serial % wholesalers)}` },
    SubHeadEntity: { FSettleOrgID: organization, FSettleCurrID: { FNumber: 'PRE001' } },
    FEntity: [
      {
        FMaterialID: { FNumber: 'M00001' },
        FRealQty: serial,
        FTaxPrice: 11.3,
        FEntryTaxRate: 13,
        FStockID: stock,
      },
    ],
  };
}

function numbered(count: number, make: (serial: number) => StateRow): StateRow[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}

import { account } from './credentials';

type Rows = readonly Record<string, unknown>[];

const assistantData = [
  ['KHLB001_SYS', '普通销售客户'],
  ['SFL02_SYS', '一般纳税人'],
  ['China', '中国'],
  ['OverOrgSal', '跨组织销售'],
] as const;
const billTypes = ['标准', '寄售', '零售', '分销', 'VMI', '现销', 'B2C'];

/** Base data that every site has. The organizations' internal ids are as recorded: 1 is the head office. */
export const fixedRows: Readonly<Record<string, Rows>> = {
  ORG_Organizations: [
    { FOrgID: 1, FNumber: '100', FName: '总公司' },
    { FOrgID: 100002, FNumber: '101', FName: '电商事业部' },
    { FOrgID: 100003, FNumber: '102', FName: '华东分公司' },
    { FOrgID: 100004, FNumber: '103', FName: '华南分公司' },
  ],
  SEC_User: [{ FUserID: account.userId, FNumber: account.userName, FName: '集成用户' }],
  BD_Currency: [
    { FCURRENCYID: 1, FNumber: 'PRE001', FName: '人民币', FCODE: 'CNY' },
    { FCURRENCYID: 7, FNumber: 'PRE007', FName: '美元', FCODE: 'USD' },
  ],
  BD_RateType: [{ FRATETYPEID: 1, FNumber: 'HLTX01_SYS', FName: '固定汇率' }],
  BD_UNIT: [
    { FUNITID: 10101, FNumber: 'Pcs', FName: 'Pcs' },
    { FUNITID: 10095, FNumber: 'kg', FName: '千克' },
  ],
  BD_StockStatus: [
    { FStockStatusId: 10000, FNumber: 'KCZT01_SYS', FName: '可用' },
    { FStockStatusId: 10001, FNumber: 'KCZT02_SYS', FName: '待检' },
  ],
  BD_STOCKGROUP: [
    { FID: 100011, FNumber: 'ZY', FName: '自营仓' },
    { FID: 100012, FNumber: 'SF', FName: '三方仓' },
  ],
  BD_CUSTOMERGROUP: [{ FID: 100013, FNumber: 'DS', FName: '电商店铺' }],
  BD_TaxRate: [{ FID: 234, FNumber: 'SL02_SYS', FName: '13%增值税' }],
  BOS_ASSISTANTDATA_SELECT: assistantData.map(([number, label], index) => ({
    FENTRYID: hexId(100 + index),
    FNumber: number,
    FName: label,
  })),
  BOS_BillType: billTypes.map((label, index) => ({
    FBILLTYPEID: hexId(index + 1),
    FNumber: `XSCKD0${index + 1}_SYS`,
    FName: `${label}销售出库单`,
  })),
  BD_FLEXVALUES: [{ FID: 100021, FNumber: 'KQ', FName: '库区' }],
  BD_FLEXVALUEENTRY: [
    { FID: 100031, FNumber: 'A01', FName: 'A区01' },
    { FID: 100032, FNumber: 'A02', FName: 'A区02' },
  ],
};

/** A 32-character internal id, as bill types have them. */
function hexId(serial: number): string {
  return `5a${serial.toString(16).padStart(30, '0')}`;
}

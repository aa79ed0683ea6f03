import { mappings } from '../../src/mappings';
import { header, map, randomBill, randomFrom } from './saleouts';

const mapping = mappings['qimenSaleoutsToKingdeeOutstocks']!;

interface Line {
  readonly FRealQty: number;
  readonly FIsFree: boolean;
  readonly FPrice: number;
  readonly FTaxPrice: number;
  readonly FAmount: number;
  readonly FEntryTaxAmount: number;
  readonly FAllAmount: number;
  readonly FStockID: { readonly FNumber: string };
  readonly FMaterialID: { readonly FNumber: string };
}

function billOf(row: object, over?: Record<string, string>, codeTables?: object) {
  const { mapped, rejected } = map([row], over, codeTables);
  expect(rejected).toEqual([]);
  const document = mapped[0]!.document;
  return { document, lines: document['FEntity'] as readonly Line[] };
}

/** An amount of at most two digits behind the point, in fen. */
function fenOf(amount: number): bigint {
  const [, whole, fraction] = /^(-?\d+)(?:\.(\d\d?))?$/.exec(String(amount)) ?? [];
  if (whole === undefined) throw new Error(`${amount} is no amount in whole fen`);
  return BigInt(whole + (fraction ?? '').padEnd(2, '0'));
}
const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);

describe('2,000 random bills', () => {
  const random = randomFrom(20260609);
  const bills = Array.from({ length: 2_000 }, (_, index) => randomBill(random, index + 1));
  const { mapped, rejected } = map(
    bills.map(({ row }) => row),
    { taxAmounts: 'send' },
  );
  const lines = mapped.map(({ document }) => document['FEntity'] as readonly Line[]);

  it('are all mapped, line by line', () => {
    expect(rejected).toEqual([]);
    expect(lines.map(({ length }) => length)).toEqual(bills.map(({ fen }) => fen.length));
  });

  it('add up to the source to the fen, each line and each bill', () => {
    const mappedFen = lines.map((bill) => bill.map(({ FAllAmount }) => fenOf(FAllAmount)));
    expect(mappedFen).toEqual(bills.map(({ fen }) => fen));
    expect(sum(mappedFen.flat())).toBe(sum(bills.flatMap(({ fen }) => fen)));
  });

  it('have net amount and tax that make the amount of each line', () => {
    const odd = lines
      .flat()
      .filter((line) => fenOf(line.FAmount) + fenOf(line.FEntryTaxAmount) !== fenOf(line.FAllAmount));
    expect(odd).toEqual([]);
  });

  it('have prices of which Kingdee gets the same amounts', () => {
    const odd = lines
      .flat()
      .filter((line) => Math.round(line.FTaxPrice * line.FRealQty * 100) !== Number(fenOf(line.FAllAmount)));
    expect(odd).toEqual([]);
  });

  it('charge nothing for gifts only', () => {
    const odd = lines.flat().filter((line) => line.FIsFree !== (line.FTaxPrice === 0));
    expect(odd).toEqual([]);
  });
});

describe('a bill of 500 lines', () => {
  const cent = { qty: '7', sale_amount: '0.01', sku_id: 'S1' };
  const third = { qty: '1', amount: '3.3333', sku_id: 'S2' };

  it('keeps every line and the sum to the fen', () => {
    const items = Array.from({ length: 500 }, (_, index) => (index % 2 ? third : cent));
    const { lines } = billOf({ ...header, items });
    expect(lines).toHaveLength(500);
    expect(sum(lines.map(({ FAllAmount }) => fenOf(FAllAmount)))).toBe(83583n);
    expect(new Set(lines.map(({ FStockID }) => FStockID.FNumber))).toEqual(new Set(['10000101']));
  });

  it('names the one line that Kingdee would not take', () => {
    const items = Array.from({ length: 500 }, (_, index) => (index === 321 ? { ...cent, qty: '-1' } : cent));
    expect(map([{ ...header, items }]).rejected).toMatchObject([
      {
        key: '700001',
        cause: 'mapping',
        field: 'FEntity.FTaxPrice',
        message: '明细信息: line 322 / 第 322 行: the price is negative / 单价为负',
      },
    ]);
  });
});

describe('code tables', () => {
  const row = { ...header, items: [{ sku_id: 'S1', qty: 1, sale_amount: '1' }] };
  const tables = {
    shopToCustomer: { 10001: 'CUST1' },
    warehouseToStock: { 10000101: 'CK01' },
    skuToMaterial: { S1: 'M-1' },
  };

  it('give customer, stock and material', () => {
    const { document, lines } = billOf(row, {}, tables);
    expect(document['FCustomerID']).toEqual({ FNumber: 'CUST1' });
    expect(lines[0]).toMatchObject({ FStockID: { FNumber: 'CK01' }, FMaterialID: { FNumber: 'M-1' } });
  });

  it.each([
    ['shopToCustomer', 'FCustomerID', '客户: code table shopToCustomer has no entry for 10001'],
    ['warehouseToStock', 'FEntity.FStockID', '仓库: code table warehouseToStock has no entry for 10000101'],
    ['skuToMaterial', 'FEntity.FMaterialID', '物料编码: code table skuToMaterial has no entry for S1'],
  ])('refuse a code that %s lacks', (table, field, reason) => {
    const [rejection] = map([row], {}, { ...tables, [table]: {} }).rejected;
    expect(rejection).toMatchObject({ field, message: expect.stringContaining(reason) });
  });

  it('are declared by the mapping under the names that it looks up', () => {
    expect(Object.keys(mapping.codeTables ?? {})).toEqual(Object.keys(tables));
  });
});

describe('parameters', () => {
  const row = { ...header, items: [{ sku_id: 'S1', qty: 1, sale_amount: '1' }] };

  it('take the place of what is published', () => {
    const { document, lines } = billOf(row, {
      billType: 'XSCKD07_SYS',
      saleOrganization: '101',
      stockOrganization: '102',
      settleOrganization: '103',
      currency: 'PRE007',
      salesman: 'X01',
      taxRate: '6',
    });
    expect(document).toMatchObject({
      FBillTypeID: { FNUMBER: 'XSCKD07_SYS' },
      FSaleOrgId: { FNumber: '101' },
      FStockOrgId: { FNumber: '102' },
      FSalesManID: { FNumber: 'X01' },
      SubHeadEntity: { FSettleOrgID: { FNumber: '103' }, FSettleCurrID: { FNumber: 'PRE007' } },
    });
    expect(lines[0]).toMatchObject({ FEntryTaxRate: 6, FPrice: 0.943396 });
  });

  it('puts the amount last: Kingdee computes anew with each field that it applies', () => {
    const keys = Object.keys(billOf(row, { taxAmounts: 'send' }).lines[0]!);
    const money = [
      'FRealQty',
      'FIsFree',
      'FEntryTaxRate',
      'FPrice',
      'FTaxPrice',
      'FAmount',
      'FEntryTaxAmount',
    ];
    expect(keys.filter((key) => [...money, 'FAllAmount'].includes(key))).toEqual([...money, 'FAllAmount']);
  });
});

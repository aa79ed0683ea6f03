import { comparedFields } from '../../src/mappings/marks';
import type { AnyMapping } from '../../src/mappings/mapping';
import { applyMapping, MappingFailed } from '../../src/mappings/apply';
import { describedCells, valuesAt } from '../../src/mappings/describe';
import { Unmappable } from '../../src/mappings/unmappable';

const mapping: AnyMapping = {
  key: 'FNumber',
  fields: {
    FName: { label: '名称', value: '{{name}}', required: true, compare: true },
    FNumber: { label: '编码', value: '{{id}}', required: true },
    FUseOrgId: { label: '使用组织', reference: '{{parameters.organization}}', compare: true },
    FAddress: { label: '地址', value: '' },
    FAllowLock: { label: '允许锁库', value: true },
  },
};

describe('applyMapping', () => {
  it('renders templates, references and constants, and leaves empty fields out', () => {
    expect(applyMapping(mapping, { name: '主仓', id: 17 }, { parameters: { organization: '101' } })).toEqual({
      FName: '主仓',
      FNumber: '17',
      FUseOrgId: { FNumber: '101' },
      FAllowLock: true,
    });
  });

  it('refuses a row without a required value, naming the target field and not the row', () => {
    const attempt = () => applyMapping(mapping, { name: ' ', id: 17 }, { parameters: {} });
    expect(attempt).toThrow(MappingFailed);
    expect(attempt).toThrow('名称 ({{name}}) is empty in the source row');
  });

  it('names compared fields as a query does', () => {
    expect(comparedFields(mapping)).toEqual({
      head: [
        { key: 'FName', path: ['FName'] },
        { key: 'FUseOrgId.FNumber', path: ['FUseOrgId'] },
      ],
      lists: {},
    });
  });
});

interface Bill {
  readonly id?: string;
  readonly day?: string;
  readonly items?: readonly Item[];
}
interface Item {
  readonly sku?: string;
  readonly qty?: string;
}
interface Context {
  readonly header: Bill;
  readonly parameters: { readonly prefix: string };
  readonly codeTables: { readonly skus?: Readonly<Record<string, string>> };
}

const refuseNone = ({ day }: Bill) => {
  if (day === 'none') throw new Unmappable('has no day');
  return day;
};
const skuOf = ({ sku = '' }: Item, { codeTables }: Context) => codeTables.skus?.[sku] ?? sku;
const quantityOf = ({ qty }: Item, { header, parameters }: Context) => {
  if (qty === '?') throw new Unmappable(`${parameters.prefix}${header.id} has no quantity`, 'Reason');
  return Number(qty);
};

const bill: AnyMapping = {
  key: 'FBillNo',
  fields: {
    FBillNo: { label: '单据编号', value: '{{id}}', required: true },
    FBillTypeID: { label: '单据类型', reference: '{{parameters.type}}', inner: 'FNUMBER' },
    FDate: { label: '日期', value: refuseNone, from: '{{day}}', required: true },
    SubHead: {
      label: '财务信息',
      fields: { FCurrency: { label: '币别', reference: '{{parameters.currency}}', required: true } },
    },
    FEntity: {
      label: '明细信息',
      lines: 'items',
      required: true,
      fields: {
        FMaterialID: { label: '物料', reference: skuOf, from: '{{sku}}', required: true },
        FRealQty: { label: '数量', value: quantityOf, from: '{{qty}}' },
        FSource: { label: '来源', value: '{{header.id}}/{{sku}}/{{parameters.type}}' },
        Detail: { label: '详情', fields: { FNote: { label: '备注', value: '{{qty}}' } } },
      },
    },
  },
};
const settings = {
  parameters: { type: 'T', currency: 'CNY', prefix: '#' },
  codeTables: { skus: { a: 'A-1' } },
};
const row = {
  id: '7',
  day: '2026-01-02',
  items: [
    { sku: 'a', qty: '2' },
    { sku: 'b', qty: '0' },
  ],
};
const mapBill = (over: object, parameters: Record<string, string> = settings.parameters) =>
  applyMapping(bill, { ...row, ...over }, { ...settings, parameters });

describe('a bill with lines', () => {
  it('renders functions, sub-headers, lines and inner keys of another spelling', () => {
    expect(mapBill({})).toEqual({
      FBillNo: '7',
      FBillTypeID: { FNUMBER: 'T' },
      FDate: '2026-01-02',
      SubHead: { FCurrency: { FNumber: 'CNY' } },
      FEntity: [
        { FMaterialID: { FNumber: 'A-1' }, FRealQty: 2, FSource: '7/a/T', Detail: { FNote: '2' } },
        { FMaterialID: { FNumber: 'b' }, FRealQty: 0, FSource: '7/b/T', Detail: { FNote: '0' } },
      ],
    });
  });

  it('keeps the order of its table: Kingdee applies fields in the order of the document', () => {
    expect(Object.keys(mapBill({}))).toEqual(Object.keys(bill.fields));
  });

  it.each([
    ['a required value that a function leaves empty', { day: undefined }, 'FDate', '日期 ({{day}}) is empty'],
    ['what a function refuses', { day: 'none' }, 'FDate', '日期: has no day'],
    ['no line at all', { items: [] }, 'FEntity', '明细信息 (items) is empty'],
    ['a row without the list', { items: undefined }, 'FEntity', '明细信息 (items) is empty'],
    [
      'a line without a required value',
      { items: [row.items[0], { qty: '1' }] },
      'FEntity.FMaterialID',
      'line 2 / 第 2 行: 物料 ({{sku}}) is empty',
    ],
    [
      'what a function refuses in a line',
      { items: [{ sku: 'a', qty: '?' }] },
      'FEntity.FRealQty.Reason',
      'line 1 / 第 1 行: 数量: #7 has no quantity',
    ],
  ])('refuses %s, naming field and line', (_, over, field, reason) => {
    const attempt = () => mapBill(over);
    expect(attempt).toThrow(MappingFailed);
    expect(attempt).toThrow(expect.objectContaining({ field, message: expect.stringContaining(reason) }));
  });

  it('names a field of a sub-header with its path', () => {
    expect(() => mapBill({}, { type: 'T', prefix: '' })).toThrow(
      expect.objectContaining({ field: 'SubHead.FCurrency' }),
    );
  });

  it('hands on what is no refusal', () => {
    const breaks = () => {
      throw new TypeError('a mistake in a function');
    };
    const broken = { ...bill, fields: { FBillNo: { label: '', value: breaks, from: '' } } };
    expect(() => applyMapping(broken, row, settings)).toThrow(TypeError);
  });
});

describe('describedCells', () => {
  it('lists the table with what is inside sub-headers and lines below them', () => {
    expect(
      describedCells(bill).map(({ key, from, holds, required }) => [key, from, holds, required]),
    ).toEqual([
      ['FBillNo', '{{id}}', 'value', true],
      ['FBillTypeID', '{{parameters.type}}', 'value', false],
      ['FDate', '{{day}}', 'value', true],
      ['SubHead', '', 'fields', false],
      ['SubHead.FCurrency', '{{parameters.currency}}', 'value', true],
      ['FEntity', 'items', 'lines', true],
      ['FEntity.FMaterialID', '{{sku}}', 'value', true],
      ['FEntity.FRealQty', '{{qty}}', 'value', false],
      ['FEntity.FSource', '{{header.id}}/{{sku}}/{{parameters.type}}', 'value', false],
      ['FEntity.Detail', '', 'fields', false],
      ['FEntity.Detail.FNote', '{{qty}}', 'value', false],
    ]);
  });

  it.each([
    ['FBillNo', ['7']],
    ['SubHead.FCurrency', [{ FNumber: 'CNY' }]],
    ['FEntity.FRealQty', [2, 0]],
    ['FEntity.Detail.FNote', ['2', '0']],
    ['FNote', []],
  ])('finds the values of %s in a document', (key, values) => {
    expect(valuesAt(mapBill({}), key)).toEqual(values);
  });
});

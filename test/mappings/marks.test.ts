import { mappings } from '../../src/mappings';
import { askedFields, comparedFields } from '../../src/mappings/marks';
import type { AnyMapping } from '../../src/mappings/mapping';

const note = { label: '备注', value: '{{note}}' } as const;
const marked = { ...note, compare: true } as const;

const compared = (fields: AnyMapping['fields']) => comparedFields({ key: 'FBillNo', fields });

test('fields of head, sub-headers and lists, as a query names them', () => {
  const fields = compared({
    FBillNo: note,
    FName: marked,
    FTypeID: { label: '类型', reference: '{{type}}', inner: 'FNUMBER', compare: true },
    SubHead: { label: '财务', fields: { FRate: { ...note, compare: 'price' }, FNote: note } },
    FEntity: {
      label: '明细',
      lines: 'items',
      fields: { FAmount: { ...note, compare: 'amount' }, Detail: { label: '', fields: { FNote: marked } } },
    },
    FOther: { label: '其他', lines: 'others', fields: { FNote: note } },
  });
  expect(fields).toEqual({
    head: [
      { key: 'FName', path: ['FName'] },
      { key: 'FTypeID.FNumber', path: ['FTypeID'] },
      { key: 'FRate', path: ['SubHead', 'FRate'], as: 'price' },
    ],
    lists: {
      FEntity: [
        { key: 'FAmount', path: ['FAmount'], as: 'amount' },
        { key: 'FNote', path: ['Detail', 'FNote'] },
      ],
    },
  });
  expect(askedFields(fields)).toEqual([
    'FName',
    'FTypeID.FNumber',
    'FRate',
    'FEntity.FAmount',
    'FEntity.FNote',
  ]);
});

test('a mark where it would never be looked at is a mistake', () => {
  const lines = { label: '明细', lines: 'items', fields: { FNote: marked } };
  expect(() => compared({ SubHead: { label: '', fields: { FList: lines } } })).toThrow('SubHead.FList');
  expect(() => compared({ FEntity: { ...lines, fields: { FSub: lines } } })).toThrow('FSub');
});

test('what the schemes compare', () => {
  const asked = Object.entries(mappings).map(([name, mapping]) => [
    name,
    askedFields(comparedFields(mapping)),
  ]);
  expect(Object.fromEntries(asked)).toEqual({
    guanyiShopsToKingdeeCustomers: ['FName'],
    jushuitanWarehousesToKingdeeStocks: ['FName'],
    kingdeeCustomersToGreatonceDistributors: [],
    kingdeeOutstocksToAudited: [],
    qimenSaleoutsToKingdeeOutstocks: [
      'FDate',
      'FCustomerID.FNumber',
      'FEntity.FMaterialID.FNumber',
      'FEntity.FRealQty',
      'FEntity.FIsFree',
      'FEntity.FTaxPrice',
      'FEntity.FAllAmount',
      'FEntity.FStockID.FNumber',
    ],
  });
});

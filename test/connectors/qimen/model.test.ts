import { parseJson } from '../../../src/connectors/json';
import { methods, saleoutRow } from '../../../src/connectors/qimen/model';
import { Unreadable } from '../../../src/connectors/readers';
import { readRow, type SourceMethod } from '../../../src/connectors/rows';
import { recorded } from './connection';

const method = methods.get('jushuitan.saleout.list.query') as SourceMethod;
const [sample] = (recorded('saleout-list-query.qimen.constructed') as { response: { datas: Raw[] } }).response
  .datas as [Raw];
type Raw = Record<string, unknown> & { items: Record<string, unknown>[] };

const read = (changes: Record<string, unknown>) => readRow(method, { ...sample, ...changes });
const line = (changes: Record<string, unknown>) => read({ items: [{ ...sample.items[0], ...changes }] });

test('the documented row keeps all it says, ids and money as text', () => {
  const { key, row, fault } = read({});
  expect([key, fault]).toEqual(['700001', undefined]);
  expect(row).toMatchObject({
    io_id: '700001',
    wms_co_id: '10000001',
    shop_id: '10000201',
    so_id: '3000000000000000001',
    pay_amount: '105.00',
    is_cod: false,
    is_print: 'true',
    seller_flag: 0,
    io_date: '2024-01-01 12:00:00',
    ts: '1000001',
    pays: [],
    items: [{ ioi_id: '900001', sku_id: 'SKU-A-01', qty: '2', sale_price: '50.00', is_gift: false }],
  });
  const given = Object.entries(sample).filter(
    ([name, value]) => value !== null && value !== '' && !name.startsWith('cb_finance'),
  );
  expect(Object.keys(row ?? {}).sort()).toEqual([...given.map(([name]) => name), 'pays'].sort());
});

test('every published response field is in the model', () => {
  const published = recorded('saleout-published-fields') as string[];
  const raw: Record<string, unknown> = { io_id: 1, items: [{}], pays: [{}] };
  for (const name of published) {
    const [list, field] = name.includes('.') ? (name.split('.') as [string, string]) : [undefined, name];
    if (list === undefined) raw[field] ??= valueOf(field);
    else (raw[list] as Record<string, unknown>[])[0]![field] = valueOf(field);
  }
  const { row, fault } = readRow(method, raw);
  expect(fault).toBeUndefined();
  const { items, pays, ...head } = row as { items: object[]; pays: object[] };
  const paths = (prefix: string, of: object = {}) => Object.keys(of).map((name) => prefix + name);
  const modelled = [
    ...paths('', head),
    'items',
    'pays',
    ...paths('items.', items[0]),
    ...paths('pays.', pays[0]),
  ];
  expect(modelled).toEqual(expect.arrayContaining(published));
});

function valueOf(field: string): unknown {
  if (/date|modified/.test(field)) return '2024-01-01 12:00:00';
  return field.startsWith('is_') ? 'true' : '1';
}

test.each([
  ['a null', { remark: null }, 'remark', undefined],
  ['an empty text', { remark: '' }, 'remark', undefined],
  ['a blank', { shop_name: '  ' }, 'shop_name', undefined],
  ['a zero date', { pay_date: '0000-00-00 00:00:00' }, 'pay_date', undefined],
  ['an empty id', { wms_co_id: '' }, 'wms_co_id', undefined],
  ['lists that are null', { items: null }, 'items', []],
  ['a date with .SSS', { io_date: '2026-06-09 16:28:12.473' }, 'io_date', '2026-06-09 16:28:12'],
  ['a date that lost its space', { io_date: '2026-06-0916:28:12' }, 'io_date', '2026-06-09 16:28:12'],
  ['money as a number', { pay_amount: 105.5 }, 'pay_amount', '105.5'],
  ['negative money', { pay_amount: '-0.10' }, 'pay_amount', '-0.10'],
  ['an id as text', { shop_id: '10001' }, 'shop_id', '10001'],
  ['a date that .NET means by none', { io_date: '0001-01-01 00:00:00' }, 'io_date', undefined],
  ['a date that SQL Server means by none', { io_date: '1900/1/1 0:00:00' }, 'io_date', undefined],
  ['lists that are empty objects', { items: {} }, 'items', []],
  ['a flag as text', { is_cod: '1' }, 'is_cod', true],
  ['emoji and full-width text', { remark: '🎁ＡＢＣ　加急' }, 'remark', '🎁ＡＢＣ　加急'],
])('%s', (_name, changes, field, expected) => {
  const { row, fault } = read(changes);
  expect(fault).toBeUndefined();
  expect(row?.[field]).toEqual(expected);
});

test('a row without a readable key is a fault of the row', () => {
  expect(read({ io_id: null })).toEqual({ key: undefined, fault: 'io_id: is empty' });
  expect(read({ io_id: '7x' })).toEqual({ key: '7x', fault: 'io_id: expected a whole number' });
});

test.each([
  [
    'money that is none',
    read({ pay_amount: 'secret' }),
    'pay_amount',
    'pay_amount: expected a decimal number',
  ],
  [
    'a date that is none',
    read({ io_date: '2026-13-09' }),
    'io_date',
    'io_date: expected a date, yyyy-MM-dd HH:mm:ss',
  ],
  ['a line that is no object', read({ items: ['secret'] }), 'items', 'items.0: expected an object'],
  ['lines that are no list', read({ items: 'secret' }), 'items', 'items: expected a list'],
])('%s is told with its path, without values, to who reads it', (_name, { row, fault }, field, expected) => {
  expect(fault).toBeUndefined();
  expect(row).toMatchObject({ io_id: '700001', so_id: '3000000000000000001' });
  expect(() => row?.[field]).toThrow(Unreadable);
  expect(() => row?.[field]).toThrow(expected);
});

test('a member of a line that does not fit is told with the line', () => {
  const { items } = line({ qty: 'secret' }).row as { items: { qty: unknown; sku_id: unknown }[] };
  const first = items[0]!;
  expect(first.sku_id).toBe('SKU-A-01');
  expect(() => first.qty).toThrow('items.0.qty: expected a decimal number');
});

test('500 lines', () => {
  const items = Array.from({ length: 500 }, (_, at) => ({ ioi_id: at, sku_id: 'M00001', qty: 1 }));
  expect(saleoutRow({ io_id: 1, items }, '').items).toHaveLength(500);
});

test('numbers that JavaScript cannot hold keep all their digits, in numbers only', () => {
  const text =
    '{"io_id":1,"ts":9223372036854775807,"so_id":3000000000000000001,"remark":"x \\" 9223372036854775807"}';
  expect(saleoutRow(parseJson(text), '')).toMatchObject({
    ts: '9223372036854775807',
    so_id: '3000000000000000001',
    remark: 'x " 9223372036854775807',
  });
});

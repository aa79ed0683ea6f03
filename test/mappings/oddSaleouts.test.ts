import { readFileSync } from 'node:fs';
import path from 'node:path';
import { header, map } from './saleouts';

type Row = Readonly<Record<string, unknown>> & {
  readonly items: readonly Readonly<Record<string, unknown>>[];
};

function input(name: string): unknown {
  return JSON.parse(readFileSync(path.join(__dirname, '../fixtures/inputs/sources', name), 'utf8'));
}

/** Rows of one page, each under a number of its own; the key, the reason or the document by their order. */
function outcomes(rows: readonly object[]) {
  const { mapped, rejected } = map(rows.map((row, index) => ({ ...row, io_id: index + 1 })));
  return rows.map((_, index) => {
    const key = String(index + 1);
    const refusal = rejected.find((one) => one.key === key);
    return refusal ? refusal.message : mapped.find((one) => one.key === key)?.document;
  });
}

describe('fields that no mapping reads: input 13', () => {
  const { base, unused } = input('13-fields-that-nobody-reads.json') as { base: Row; unused: object[] };
  const neighbours = [
    { created: 'soon', modified: {} },
    { seller_flag: 1.5, shop_name: ['x'] },
    { pays: [{ pay_date: 'soon', amount: '1,0' }], sns: 'x' },
    { items: [{ ...base.items[0], ioi_id: {}, is_presale: 'maybe', base_price: 'dear', price: 'unsaid' }] },
    { send_date: 'soon' },
  ];

  it('refuse nothing and change nothing', () => {
    const { FBillNo: _, ...plain } = outcomes([base])[0] as Record<string, unknown>;
    for (const outcome of outcomes([...unused, ...neighbours].map((change) => ({ ...base, ...change }))))
      expect(outcome).toEqual({ ...plain, FBillNo: expect.any(String) });
  });
});

describe('fields in use, as .NET and SQL Server write them: input 14', () => {
  const { base, headers, lines } = input('14-fields-in-use.json') as {
    base: Row;
    headers: object[];
    lines: object[];
  };

  it('gives each head the day that is meant', () => {
    const more = [
      { io_date: '1899-12-30', send_date: '2026-11-29T10:00:00+08:00' },
      { io_date: 'null', send_date: '2026/11/29 9:05' },
      { io_date: '2026-11-28T18:00:00Z' },
    ];
    for (const document of outcomes([...headers, ...more].map((change) => ({ ...base, ...change }))))
      expect(document).toMatchObject({ FDate: '2026-11-29' });
  });

  it.each([
    [{ io_date: '1900-01-01 00:00:00' }, /^日期 .*is empty in the source row/],
    [{ io_date: '0001-01-01 00:00:00', send_date: '1900-01-01' }, /^日期 .*is empty in the source row/],
    [{ io_date: '2026-02-30 10:00:00', send_date: '2026-11-29' }, /^io_date: expected a date/],
    [{ io_date: '', send_date: 'soon' }, /^send_date: expected a date/],
    [{ shop_id: { id: 1 } }, /^shop_id: expected a whole number/],
  ])('refuses %j by the name of its field', (change, reason) => {
    expect(outcomes([{ ...base, ...change }])[0]).toEqual(expect.stringMatching(reason));
  });

  const lineOf = (change: object) => {
    const [document] = outcomes([{ ...base, items: [{ ...base.items[0], ...change }] }]);
    return typeof document === 'string' ? document : (document!['FEntity'] as object[])[0];
  };

  it('makes free lines of gifts without price and amount, and reads exponents exactly', () => {
    const free = { FIsFree: true, FTaxPrice: 0, FPrice: 0, FAllAmount: 0, FRealQty: 1 };
    expect(lines.map(lineOf)).toMatchObject([
      free,
      free,
      free,
      { FRealQty: 100, FTaxPrice: 1, FAllAmount: 100 },
    ]);
  });

  it.each([
    [
      { is_gift: 'True', sale_price: null, sale_amount: null },
      { FIsFree: true, FAllAmount: 0 },
    ],
    [
      { is_gift: 1, sale_price: undefined, sale_amount: undefined },
      { FIsFree: true, FAllAmount: 0 },
    ],
    [{ is_gift: 'False' }, { FIsFree: false, FAllAmount: 10 }],
    [
      { qty: '2.5E0', sale_amount: 1e1 },
      { FRealQty: 2.5, FAllAmount: 10 },
    ],
    [{ sale_amount: '10.000000000000000568' }, { FAllAmount: 10 }],
  ])('line %j', (change, expected) => {
    expect(lineOf(change)).toMatchObject(expected);
  });

  it.each([
    [{ sale_amount: '1,234.50' }, 'items.0.sale_amount: expected a decimal number'],
    [{ qty: '两件' }, 'items.0.qty: expected a decimal number'],
    [{ is_gift: 'maybe' }, 'items.0.is_gift: expected true or false'],
    [{ sku_id: ['A'] }, 'items.0.sku_id: expected text'],
  ])('refuses the line %j by the name of its field', (change, reason) => {
    expect(lineOf(change)).toBe(reason);
  });

  it('refuses a line without price and amount that is no gift', () => {
    expect(lineOf({ sale_price: '', sale_amount: null })).toMatch('empty in the source row');
  });
});

it('a page holds a bad row beside good ones', () => {
  const good = { ...header, items: [{ sku_id: 'A', qty: 1, sale_amount: '1' }] };
  const [first, second] = outcomes([{ ...good, items: 'x' }, good]);
  expect(first).toBe('items: expected a list');
  expect(second).toMatchObject({ FBillNo: '2' });
});

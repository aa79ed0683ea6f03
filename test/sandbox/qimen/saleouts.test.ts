import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ago, lastDays, QimenBench, type QimenAnswer } from './support';

const sample = 'jushuitan-saleout-list-query.qimen.constructed.json';

let bench: QimenBench;

beforeAll(async () => {
  bench = await QimenBench.start();
});
afterAll(() => bench.close());
beforeEach(() => bench.fresh());

const today = () => lastDays(1, Date.now() + 3600_000);

describe('the collection', () => {
  test('rows are held and served as they were given', async () => {
    const rows = [
      { io_id: 1, modified: ago(9), remark: null, labels: '', items: [], extra: [1], ts: 5 },
      { io_id: '2', modified: ago(8), io_date: 'x', items: null, ts: 6 },
    ];
    await bench.put(rows);
    expect(await bench.rows()).toEqual(rows);
    expect((await bench.query(today())).datas).toEqual(rows);
  });

  test('a changed row gets a new version, the others keep theirs', async () => {
    await bench.put([{ io_id: 1 }, { io_id: 2, remark: 'a' }, { io_id: 3 }]);
    const [first, second, third] = await bench.rows();
    await bench.put([first, { ...second, remark: 'b' }, { io_id: 3 }, { io_id: 4 }]);
    const versions = (await bench.rows()).map(({ ts }) => Number(ts));
    const last = Number(third!.ts);
    expect(versions).toEqual([first!.ts, last + 1, last, last + 2]);
  });

  test('new versions are larger than any that was given', async () => {
    await bench.put([{ io_id: 1, ts: 9_000_000 }, { io_id: 2 }]);
    expect((await bench.rows())[1]!.ts).toBe(9_000_001);
  });

  test.each([
    [[{ io_id: 1 }, { io_id: '1' }], /io_id 1 is there twice/],
    [
      [
        { io_id: 1, ts: 5 },
        { io_id: 2, ts: '5' },
      ],
      /ts 5 is there twice/,
    ],
    [[{ so_id: 'x' }], /0\.io_id/],
    [[{ io_id: 1, items: 'x' }], /0\.items/],
  ])('rows that cannot be held are refused: %j', async (rows, line) => {
    const { status, json } = await bench.put(rows);
    expect(status).toBe(400);
    expect(json.error).toMatch(line);
    expect(await bench.rows()).toHaveLength(200);
  });
});

describe('the shape of a row', () => {
  const item = {
    ioi_id: 9,
    oi_id: 8,
    sku_id: 'M1',
    qty: 2,
    sale_price: '1.50',
    sale_amount: '3.00',
    i_id: 'S',
  };
  const bill = {
    io_id: 7,
    o_id: 6,
    modified: ago(60),
    io_date: ago(90),
    created: ago(120),
    pay_date: '',
    order_type: '普通订单',
    freight: '5.00',
    paid_amount: '8.00',
    items: [{ ...item, sale_base_price: '2.00' }],
    ts: 5,
  };
  const shaped = async (rowShape: string) => {
    await bench.put([bill]);
    await bench.switches({ rowShape });
    return (await bench.query(today())).datas[0]!;
  };

  test('order-like: the published fields in place of the documented ones', async () => {
    const row = await shaped('order-like');
    expect(row).toMatchObject({
      io_id: 7,
      send_date: bill.io_date,
      order_date: bill.created,
      type: '普通订单',
      f_freight: '5.00',
      pays: [{ amount: '8.00', is_order_pay: true, pay_id: 6 }],
      items: [
        { price: '1.50', amount: '3.00', base_price: '2.00', qty: 2, shop_sku_id: 'M1', is_presale: false },
      ],
      ts: 5,
    });
    expect(row).not.toHaveProperty('io_date');
    expect(row.items![0]).not.toHaveProperty('sale_price');
    expect(row.items![0]).not.toHaveProperty('ioi_id');
  });

  test('order-like: of a seeded bill, exactly the fields that scheme 001 was published with', async () => {
    await bench.switches({ rowShape: 'order-like', rowVersion: 'absent' });
    const [row] = (await bench.query(lastDays(7))).datas;
    const pays = row!.pays as object[];
    expect(Object.keys(row!).toSorted()).toEqual(published.header.toSorted());
    expect(Object.keys(row!.items![0]!).toSorted()).toEqual(published.items.toSorted());
    expect(Object.keys(pays[0]!).toSorted()).toEqual(published.pays.toSorted());
  });

  test('both: documented and published fields together', async () => {
    expect(await shaped('both')).toMatchObject({
      ...bill,
      send_date: bill.io_date,
      items: [{ ...item, price: '1.50', amount: '3.00' }],
    });
  });

  test('times may have milliseconds or lose their space; empty ones stay empty', async () => {
    await bench.put([bill]);
    await bench.switches({ timeForm: 'milliseconds' });
    const [row] = (await bench.query(today())).datas;
    expect(row).toMatchObject({
      modified: `${bill.modified}.000`,
      io_date: `${bill.io_date}.000`,
      pay_date: '',
    });
    await bench.switches({ timeForm: 'joined' });
    const [joined] = (await bench.query(today())).datas;
    expect(joined!.created).toBe(bill.created.replace(' ', ''));
  });
});

test('a seeded row has the fields of the constructed sample, of the same types', async () => {
  const text = readFileSync(join(__dirname, '../../fixtures/platforms', sample), 'utf8');
  const row = (JSON.parse(text) as { body: QimenAnswer }).body.response.datas[0]!;
  const rows = await bench.rows();
  for (const [field, value] of Object.entries(row)) {
    const types = new Set(
      rows
        .map((one) => one[field] ?? undefined)
        .filter((one) => one !== undefined)
        .map((one) => typeof one),
    );
    if (value !== null) expect([field, ...types]).toEqual([field, typeof value]);
  }
  const lines = rows.flatMap(({ items }) => items!);
  expect(Object.keys(lines[0]!)).toEqual(Object.keys(row.items![0]!));
});

const published = {
  header: (
    'co_id f_freight f_weight free_amount freight is_cod items labels modified o_id oaid open_id order_date order_from ' +
    'paid_amount pay_amount pay_date pays question_type receiver_city receiver_district receiver_state referrer_id ' +
    'referrer_name seller_flag send_date shop_buyer_id shop_id shop_name shop_status so_id status type weight wms_co_id ' +
    'io_id is_print'
  ).split(' '),
  items: (
    'amount base_price i_id is_gift is_presale item_status name oi_id outer_oi_id pic price properties_value qty ' +
    'raw_so_id shop_i_id shop_sku_id sku_id sku_type'
  ).split(' '),
  pays: 'amount buyer_account is_order_pay outer_pay_id pay_date pay_id payment status'.split(' '),
};

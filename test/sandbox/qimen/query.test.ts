import { ago, lastDays, numbers, QimenBench } from './support';

let bench: QimenBench;

beforeAll(async () => {
  bench = await QimenBench.start();
});
afterAll(() => bench.close());
beforeEach(() => bench.fresh());

const row = (io_id: number, more: object = {}) => ({
  io_id,
  modified: ago(1000 - io_id),
  status: 'Confirmed',
  ...more,
});
const today = () => lastDays(1, Date.now() + 3600_000);
const refused = { flag: 'failure', code: 140, message: '参数不符合规范,请检查传入参数!' };
const unreadable = { flag: 'failure', code: 130, message: '参数无法转换' };

describe('what a query must say', () => {
  const start_time = ago(86_400);
  test.each([
    ['no window', {}, refused],
    ['a start alone', { start_time }, refused],
    ['an end alone', { end_time: start_time }, refused],
    ['an empty end', { start_time, end_time: '' }, refused],
    ['an end before its start', { start_time, end_time: ago(90_000) }, refused],
    ['numbers of another kind for the window', { io_ids: 1, o_ids: 1 }, refused],
    ['an unknown status', { ...lastDays(1), status: 'Sent' }, refused],
    ['two statuses', { ...lastDays(1), status: 'Confirmed,Archive' }, refused],
    ['51 numbers', { so_ids: Array(51).fill(1).join(',') }, refused],
    ['page 0', { ...lastDays(1), page_index: 0 }, refused],
    ['a page size of 0', { ...lastDays(1), page_size: 0 }, refused],
    ['a page that is no number', { ...lastDays(1), page_index: 'x' }, unreadable],
    ['a day that does not exist', { start_time: '2026-02-30 00:00:00', end_time: start_time }, unreadable],
    ['a time in another form', { start_time: '2026-02-20T00:00:00', end_time: start_time }, unreadable],
    ['an unknown date_type', { ...lastDays(1), date_type: 1 }, unreadable],
    ['a shop that is no number', { ...lastDays(1), shop_id: 'x' }, unreadable],
    ['a list that is no JSON', { so_ids: '["1"' }, unreadable],
  ])('%s is refused', async (_name, query, refusal) => {
    expect(await bench.query(query)).toMatchObject(refusal);
  });

  test('7 days are the longest window', async () => {
    const end = Date.now();
    expect((await bench.query(lastDays(7, end))).datas).toBeDefined();
    expect(await bench.query({ ...lastDays(7, end), end_time: ago(-2) })).toMatchObject(refused);
  });

  test('switches: other numbers for the window, several statuses, more numbers, start_ts alone', async () => {
    await bench.switches({ windowWaivedBy: 'any-ids', statusList: 'several', idsLimit: 0 });
    expect((await bench.query({ io_ids: '700001' })).datas).toHaveLength(1);
    expect((await bench.query({ ...lastDays(7), status: 'Confirmed,WaitConfirm' })).datas).toBeDefined();
    expect((await bench.query({ so_ids: Array(51).fill(1).join(',') })).datas).toEqual([]);
    await bench.switches({ cursorWithConditions: 'refused' });
    expect(await bench.query({ start_ts: 1, ...lastDays(1) })).toMatchObject(refused);
    expect((await bench.query({ start_ts: 1, page_index: 1, page_size: 5 })).datas).toHaveLength(5);
  });
});

describe('what it finds', () => {
  test('rows modified in the window, both ends inside; the end may be outside', async () => {
    const [start_time, inside, end_time] = [
      '2026-01-01 00:00:00',
      '2026-01-03 00:00:00',
      '2026-01-05 00:00:00',
    ];
    const times = ['2025-12-31 23:59:59', start_time, inside, end_time, '2026-01-05 00:00:01', null, 'x'];
    await bench.put(times.map((modified, at) => ({ io_id: at + 1, modified })));
    expect(numbers(await bench.query({ start_time, end_time }))).toEqual([2, 3, 4]);
    await bench.switches({ windowEnd: 'exclusive' });
    expect(numbers(await bench.query({ start_time, end_time }))).toEqual([2, 3]);
  });

  test('date_type 2 is the time of shipping, in any attested form', async () => {
    const [start_time, end_time] = ['2026-01-01 00:00:00', '2026-01-02 00:00:00'];
    await bench.put([
      row(1, { io_date: '2026-01-01 10:00:00.123' }),
      row(2, { io_date: '2026-01-0110:00:00' }),
      row(3, { io_date: '' }),
      row(4, { modified: '2026-01-01 10:00:00' }),
    ]);
    expect(numbers(await bench.query({ start_time, end_time, date_type: 2 }))).toEqual([1, 2]);
    expect(numbers(await bench.query({ start_time, end_time, date_type: 0 }))).toEqual([4]);
  });

  test('conditions together: status, shop, warehouse, owner, wave', async () => {
    await bench.put([
      row(1, { shop_id: 10001, wms_co_id: 5, owner_co_id: 9, wave_id: '7' }),
      row(2, { shop_id: 10001, wms_co_id: '6', status: 'Delete' }),
      row(3, { shop_id: 10002, wms_co_id: 5 }),
    ]);
    const found = async (more: Record<string, string>) => numbers(await bench.query({ ...today(), ...more }));
    expect(await found({ shop_id: '10001' })).toEqual([1, 2]);
    expect(await found({ shop_id: '10001', wms_co_id: '6' })).toEqual([2]);
    expect(await found({ status: 'Delete' })).toEqual([2]);
    expect(await found({ owner_co_id: '9' })).toEqual([1]);
    expect(await found({ wave_ids: '7,8' })).toEqual([1]);
  });

  test('numbers with commas or as a JSON array', async () => {
    await bench.put([
      row(1, { so_id: '3000000000000000001', o_id: 11 }),
      row(2, { so_id: '3000000000000000002', o_id: 12 }),
      row(3, { so_id: '3000000000000000003', o_id: 13 }),
    ]);
    const so_ids = '3000000000000000001, 3000000000000000003';
    expect(numbers(await bench.query({ so_ids }))).toEqual([1, 3]);
    expect(numbers(await bench.query({ so_ids: '["3000000000000000002"]' }))).toEqual([2]);
    expect(numbers(await bench.query({ ...today(), o_ids: '[11,12]' }))).toEqual([1, 2]);
    expect(numbers(await bench.query({ ...today(), o_ids: '11,12', io_ids: '2' }))).toEqual([2]);
  });

  test('archived rows: always, on demand, alone', async () => {
    await bench.put([row(1), row(2, { status: 'Archive' })]);
    expect(numbers(await bench.query(today()))).toEqual([1, 2]);
    expect(numbers(await bench.query({ ...today(), archive: 'true' }))).toEqual([2]);
    await bench.switches({ archivedAsked: 'on-demand' });
    expect(numbers(await bench.query(today()))).toEqual([1]);
    expect(numbers(await bench.query({ ...today(), status: 'Archive' }))).toEqual([2]);
  });
});

import { qimenPlatform } from '../../../sandbox/qimen';
import type { SourceConnector, SourceRow } from '../../../src/connectors/connector';
import { createQimenConnector } from '../../../src/connectors/qimen';
import { call, rejectionOf } from '../calls';
import { Bench } from '../sandbox';
import { saleouts, settings } from './connection';

const day = '2025-03-04';
const window = { start_time: `${day} 00:00:00`, end_time: `${day} 23:59:59`, status: 'Confirmed' };

/** Sale-outs by row version. */
describe('by row version', () => {
  let bench: Bench;
  let connector: SourceConnector & { close(): Promise<void> };
  beforeAll(async () => {
    bench = await Bench.start(await qimenPlatform(), { saleouts: 1 });
  });
  afterAll(() => bench.close());
  beforeEach(async () => {
    await bench.reset();
    await bench.switches({ ratePerSecond: 0, ratePerMinute: 0 });
    connector = createQimenConnector(
      settings(bench.sandbox.url, { ...bench.account, listBy: 'row-version' }),
    );
  });
  afterEach(() => connector.close());

  async function fill(count: number): Promise<object[]> {
    const [template = {}] = await bench.state<object>('saleouts');
    const rows = Array.from({ length: count }, (_, at) => ({
      ...template,
      io_id: 700_001 + at,
      ts: 5_001 + at,
      status: 'Confirmed',
      modified: `${day} 10:00:00`,
    }));
    await bench.replace('saleouts', rows);
    return rows;
  }

  const read = (size: number, after?: string) => {
    const query = saleouts(1, size, window);
    return connector.readPage({ ...query, page: { ...query.page, ...(after && { after }) } }, call);
  };

  async function walk(
    size: number,
    between: () => Promise<unknown> = async () => undefined,
  ): Promise<SourceRow[]> {
    const rows: SourceRow[] = [];
    for (let after: string | undefined; ; await between()) {
      const page = await read(size, after);
      rows.push(...page.rows);
      if (!page.hasNext) return rows;
      after = page.cursor;
    }
  }

  const keys = (rows: readonly SourceRow[]) => rows.map(({ key }) => Number(key));

  test('is paged by key', () => {
    expect(connector.pagingOf('jushuitan.saleout.list.query')).toBe('key');
  });

  test.each([
    [1, 4],
    [9, 4],
    [10, 4],
    // Each page begins with the row of its cursor, which fills a page of one.
    [5, 1],
  ])('every row of %i once, in order, in pages of %i', async (count, size) => {
    const rows = await fill(count);
    expect(keys(await walk(size))).toEqual(rows.map((_, at) => 700_001 + at));
  });

  test('an empty list', async () => {
    await fill(0);
    expect(await read(4)).toEqual({ rows: [], hasNext: false });
  });

  test('a row that changes meanwhile comes again, and takes no other along', async () => {
    const rows = await fill(12);
    let changes = 0;
    const found = await walk(4, async () => {
      changes += 1;
      if (changes === 1)
        await bench.replace('saleouts', [
          { ...rows[1], remark: '改', ts: 9_001 },
          rows[0]!,
          ...rows.slice(2),
        ]);
    });
    expect(new Set(keys(found))).toEqual(new Set(rows.map((_, at) => 700_001 + at)));
    expect(keys(found).filter((key) => key === 700_002)).toHaveLength(2);
  });

  test('versions beyond 2^53 are compared exactly', async () => {
    const rows = await fill(6);
    await bench.replace(
      'saleouts',
      rows.map((row, at) => ({ ...row, ts: `900719925474099${at}1` })),
    );
    expect(keys(await walk(3))).toEqual(rows.map((_, at) => 700_001 + at));
  });

  test('rows without a version are refused with what to do', async () => {
    await fill(3);
    await bench.switches({ rowVersion: 'absent' });
    const error = await rejectionOf(read(4));
    expect(error).toMatchObject({ name: 'Misconfigured' });
    expect(error.message).toContain('set listBy to page');
  });

  test('a gateway that takes no window beside the version says so', async () => {
    await fill(3);
    await bench.switches({ cursorWithConditions: 'refused' });
    expect(await rejectionOf(read(4))).toMatchObject({ name: 'Misconfigured' });
  });

  test.each([
    ['goes back', [7, 3]],
    ['stands still', [7, 7]],
    ['begins before the cursor', [4, 8]],
  ])('an order that %s is an error, not an endless loop', async (_, versions) => {
    await fill(1);
    const datas = versions.map((ts, at) => ({ io_id: 1 + at, ts }));
    await bench.fault('answer', {
      body: { response: { page_index: 1, page_size: 50, has_next: true, datas } },
    });
    expect(await rejectionOf(read(4, '5'))).toMatchObject({ name: 'ProtocolViolation' });
  });
});

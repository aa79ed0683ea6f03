import { inputOf, measured, Site, type Load, type Measured } from '../../bench/lab/site';
import { timed } from '../../bench/lab/timed';
import { runPlainly } from '../../bench/plain/plainScript';

const PAGES = 8;

/** Calls that a page costs, whatever the machine: none may be added without somebody noticing. */
const CALLS_A_PAGE = {
  warehouses: {
    'jushuitan wms.partner.query': 1,
    // Which of them are there, and at the end whether they are audited.
    'kingdee ExecuteBillQuery': 2,
    'kingdee BatchSave': 2,
  },
  saleouts: {
    'qimen jushuitan.saleout.list.query': 1,
    // The same, and before the submit where they stand.
    'kingdee ExecuteBillQuery': 3,
    'kingdee BatchSave': 1,
    'kingdee Submit': 1,
    'kingdee Audit': 1,
  },
} as const;

const PAGE_SIZE = { warehouses: 100, saleouts: 50 } as const;

describe('the cost of durability', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open({ address: process.env.JINQIAO_TEST_TEMPORAL as string });
    await site.world.startWorker();
  });
  afterAll(() => site.close());

  const loadOf = (scheme: Measured, rowBytes: number): Load => ({
    scheme,
    rows: PAGES * PAGE_SIZE[scheme],
    rowBytes,
    pageSize: PAGE_SIZE[scheme],
    // Side by side the last requests may be for a page past the end of a list.
    concurrency: scheme === 'warehouses' ? 1 : 2,
    days: 4,
  });

  async function runScheme(load: Load): Promise<void> {
    const { counts } = await site.world.run(inputOf(load), measured[load.scheme]);
    expect(counts.created).toBe(load.rows);
  }

  async function runScript(load: Load): Promise<void> {
    expect(await runPlainly(site.runtime, measured[load.scheme], inputOf(load))).toBe(load.rows);
  }

  it.each([
    ['warehouses', 300],
    ['warehouses', 3_000],
    ['saleouts', 300],
    ['saleouts', 3_000],
  ] as const)('%s of %i bytes take the calls of a plain script and no more', async (scheme, rowBytes) => {
    const load = loadOf(scheme, rowBytes);
    await site.putRows(load);
    await site.empty(load);
    await runScript(load);
    const plain = await site.calls();
    await site.empty(load);
    await runScheme(load);
    const calls = await site.calls();
    expect(calls).toEqual(plain);
    expect(calls).toEqual(expected(load));
  });

  /** A window's slices are counted before they are read from the last page to the first. */
  function expected({ scheme, days = 1 }: Load): Record<string, number> {
    const calls: Record<string, number> = Object.fromEntries(
      Object.entries(CALLS_A_PAGE[scheme]).map(([name, count]) => [name, count * PAGES]),
    );
    const counting = 'qimen jushuitan.saleout.list.query';
    if (calls[counting] !== undefined) calls[counting] += days;
    return calls;
  }

  it('takes little more time than the script where calls take time', async () => {
    const load = { ...loadOf('warehouses', 3_000), rows: 1_600, concurrency: 4 };
    await site.putRows(load);
    const ratios: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const [plain, scheme] = [await timeOf(load, runScript), await timeOf(load, runScheme)];
      ratios.push(scheme / plain);
    }
    await site.setLatency(0);
    // A quiet machine shows 1.1; another test file runs beside this one.
    expect(Math.min(...ratios)).toBeLessThan(1.8);
  });

  async function timeOf(load: Load, run: (load: Load) => Promise<void>): Promise<number> {
    await site.prepare(load, 100);
    return timed(() => run(load));
  }
});

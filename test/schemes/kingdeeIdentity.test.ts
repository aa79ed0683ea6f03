import { readFileSync } from 'node:fs';
import path from 'node:path';
import { WorkflowFailedError } from '@temporalio/client';
import type { WireRow } from '../support/control';
import { World } from '../support/world';
import { bills } from './bills';

interface Input {
  readonly pairs: readonly (readonly [string, string])[];
  readonly put: Readonly<Record<string, Readonly<Record<string, readonly WireRow[]>>>>;
}

const input = (name: string) =>
  JSON.parse(
    readFileSync(path.join(__dirname, '../fixtures/inputs/kingdee', `${name}.json`), 'utf8'),
  ) as Input;

let world: World;
beforeAll(async () => {
  world = await World.start();
  await world.startWorker();
});
afterAll(() => world.stop());
beforeEach(() => world.fresh());

async function put({ put: rows }: Input): Promise<void> {
  for (const [platform, collections] of Object.entries(rows))
    for (const [name, list] of Object.entries(collections))
      await world.control.put(platform, name, [...list]);
}

const held = (form: string) => world.control.rows('kingdee', form);

/** What a run that fails says. */
async function failureOf(run: Promise<unknown>): Promise<string> {
  try {
    await run;
  } catch (error) {
    if (error instanceof WorkflowFailedError) return `${error.cause?.message}`;
    throw error;
  }
  throw new Error('the run did not fail');
}

describe('a site that numbers documents by its own rule', () => {
  it('gets one document a row over any number of runs, and the run says which numbers and what to do', async () => {
    await put(input('01-number-made-anew'));
    await world.control.switches('kingdee', { numbering: 'site' });
    expect(await failureOf(world.run())).toMatch(/10000001.*CK000001.*编码规则/);
    expect(await held('BD_STOCK')).toHaveLength(3);
    for (const _again of [2, 3]) {
      expect(await failureOf(world.run())).toMatch(/an earlier run .*CK000001/);
      expect(await held('BD_STOCK')).toHaveLength(3);
    }
    await world.control.put('kingdee', 'BD_STOCK', []);
    await world.control.switches('kingdee', { numbering: 'given' });
    expect(await world.run()).toMatchObject({ outcome: 'clean', counts: { created: 3 } });
  });
});

describe('two shops with codes that fold', () => {
  const scheme = 'guanyiShopsToKingdeeCustomers';
  const codes = input('02-codes-that-fold');
  const shopsOf = (...pair: readonly string[]) =>
    codes.put.guanyi!.shops!.map((shop, index) => ({ ...shop, code: pair[index] }));

  it.each([50, 1])('the second is refused by both keys, with pages of %i', async (pageSize) => {
    await put(codes);
    const run = () => world.run({ from: '2026-01-01', pageSize }, scheme);
    const report = await run();
    expect(report).toMatchObject({ outcome: 'attention', read: 2, counts: { created: 1, rejected: 1 } });
    expect(report.rejected).toMatchObject([
      { cause: 'number-taken', message: expect.stringMatching(/abc.*ABC|ABC.*abc/) },
    ]);
    expect(await held('BD_Customer')).toHaveLength(1);
    expect((await run()).counts).toMatchObject({ unchanged: 1, rejected: 1 });
  });

  it.each(codes.pairs.slice(1))('%s and %s are two customers', async (...pair) => {
    await world.control.put('guanyi', 'shops', shopsOf(...pair));
    const report = await world.run({ from: '2026-01-01' }, scheme);
    expect(report).toMatchObject({ outcome: 'clean', counts: { created: 2 } });
  });

  it('are two customers where the site tells case apart', async () => {
    await put(codes);
    await world.control.switches('kingdee', { textCase: 'exact' });
    const run = () => world.run({ from: '2026-01-01' }, scheme);
    expect(await run()).toMatchObject({ outcome: 'clean', counts: { created: 2 } });
    expect(await run()).toMatchObject({ outcome: 'clean', counts: { unchanged: 2 }, changed: 0 });
  });

  it('with one code: the second is refused, and both are named', async () => {
    await world.control.put('guanyi', 'shops', shopsOf('one', 'one'));
    const report = await world.run({ from: '2026-01-01' }, scheme);
    expect(report.counts).toMatchObject({ created: 1, rejected: 1, skipped: 0 });
    expect(report.rejected).toMatchObject([
      { key: 'one', cause: 'key-taken', message: expect.stringMatching(/900000000000.*900000000001/) },
    ]);
  });
});

describe('documents that are not to be touched', () => {
  const doubles = input('03-one-number-two-documents');

  it.each(['as given', 'the other way round'])(
    'of two with one number none is audited: %s',
    async (order) => {
      const stocks = doubles.put.kingdee!.BD_STOCK!;
      await world.control.switches('kingdee', { duplicateNumbers: 'accept' });
      await put(doubles);
      if (order !== 'as given') await world.control.put('kingdee', 'BD_STOCK', stocks.toReversed());
      const ids = (await held('BD_STOCK')).map(({ FStockId }) => String(FStockId));
      await world.control.forgetRequests();
      const report = await world.run();
      expect(report).toMatchObject({ outcome: 'attention', counts: { rejected: 1, audited: 0 } });
      expect(report.rejected).toMatchObject([
        { cause: 'doubled', message: expect.stringMatching(`${ids[0]}.*${ids[1]}`) },
      ]);
      expect(await world.control.requests('?write=true')).toEqual([]);
    },
  );

  it('a stock created by another organization is not ours, a disabled one is told', async () => {
    const [stock] = doubles.put.kingdee!.BD_STOCK!;
    await world.control.put('jushuitan', 'warehouses', doubles.put.jushuitan!.warehouses!);
    await world.control.put('kingdee', 'BD_STOCK', [{ ...stock, FCreateOrgId: { FNumber: '100' } }]);
    expect((await world.run()).rejected).toMatchObject([{ cause: 'not-ours', field: 'FCreateOrgId' }]);
    await world.control.put('kingdee', 'BD_STOCK', [{ ...stock, FForbidStatus: 'B' }]);
    expect(await world.run()).toMatchObject({
      outcome: 'attention',
      rejected: [{ cause: 'disabled', advice: { zh: expect.stringContaining('反禁用') } }],
    });
  });

  it('voided bills are not read, and of two bills with one number none is audited', async () => {
    const scheme = 'kingdeeOutstocksToAudited';
    const six = bills(6, ['A']).map((bill, index) => (index === 2 ? { ...bill, FCancelStatus: 'B' } : bill));
    await world.fresh({ sizes: { BD_Customer: 3 } });
    const organization = { FNumber: '100' };
    const stock = { FNumber: 'CK1', FName: '一号仓', FUseOrgId: organization, FCreateOrgId: organization };
    await world.control.put('kingdee', 'BD_STOCK', [{ ...stock, FDocumentStatus: 'C' }]);
    await world.control.put('kingdee', 'SAL_OUTSTOCK', six);
    expect(await world.run({}, scheme)).toMatchObject({
      outcome: 'clean',
      counts: { audited: 5, rejected: 0 },
    });
    await world.control.switches('kingdee', { duplicateNumbers: 'accept' });
    const [first] = bills(1, ['A']);
    await world.control.put('kingdee', 'SAL_OUTSTOCK', [{ ...first, FDocumentStatus: 'C' }, first!]);
    const report = await world.run({}, scheme);
    expect(report.rejected).toMatchObject([{ cause: 'doubled' }]);
    expect((await held('SAL_OUTSTOCK')).map(({ FDocumentStatus }) => FDocumentStatus)).toEqual(['C', 'A']);
  });
});

describe('queries', () => {
  it('that show nothing for want of a right send nobody to look for a person', async () => {
    await put(input('13-look-ups-empty-for-want-of-a-right'));
    await world.control.switches('kingdee', { emptyQueries: '*' });
    for (const _run of [1, 2]) {
      const report = await world.run();
      expect(report.counts).toMatchObject({ rejected: 3, inDoubt: 0 });
      expect(report.rejected.map(({ cause }) => cause)).toEqual(Array(3).fill('not-readable'));
      expect(report.rejected[0]?.advice?.zh).toContain('查询');
    }
    expect(await held('BD_STOCK')).toHaveLength(3);
    await world.control.switches('kingdee', { emptyQueries: '' });
    expect(await world.run()).toMatchObject({ outcome: 'clean', counts: { unchanged: 3 } });
  });

  it('that lag behind a save are asked again', async () => {
    await put(input('22-query-lags-behind-the-save'));
    await world.control.switches('kingdee', { queryLagSeconds: 1 });
    expect(await world.run()).toMatchObject({ outcome: 'clean', counts: { created: 3 } });
  });
});

it.each([50, 2])(
  'a customer that two organizations were allocated is one distributor, pages of %i',
  async (pageSize) => {
    await put(input('17-customer-in-three-organizations'));
    const report = await world.run({ pageSize }, 'kingdeeCustomersToGreatonceDistributors');
    expect(report).toMatchObject({ outcome: 'clean', read: 3, counts: { created: 1, skipped: 2 } });
    expect(await world.control.rows('greatonce', 'distributors')).toMatchObject([
      { address: '示例路3号1室-org100' },
    ]);
  },
);

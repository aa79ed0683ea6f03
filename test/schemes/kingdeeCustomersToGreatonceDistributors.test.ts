import type { WireRow } from '../support/control';
import { World } from '../support/world';

const scheme = 'kingdeeCustomersToGreatonceDistributors';

/** Customers as Kingdee holds them; every third has two contacts, every third none. */
function customers(count: number): WireRow[] {
  return Array.from({ length: count }, (_, index) => ({
    FNumber: `C${String(index + 1).padStart(4, '0')}`,
    FName: `客户${index + 1}`,
    FUseOrgId: { FNumber: '100' },
    FCreateOrgId: { FNumber: '100' },
    FDocumentStatus: 'C',
    FT_BD_CUSTCONTACT: Array.from({ length: index % 3 }, (_contact, number) => ({
      FNUMBER1: `A${number + 1}`,
      FNAME1: `收货人${number + 1}`,
      FADDRESS1: `示例路${index + 1}号${number + 1}室`,
      FMOBILE: '13800000000',
    })),
  }));
}

const rowsOf = (customer: WireRow) => Math.max(1, (customer.FT_BD_CUSTCONTACT as unknown[]).length);
const codesOf = (list: readonly WireRow[]) =>
  list.flatMap((customer) =>
    Array.from({ length: rowsOf(customer) }, (_, n) => `${String(customer.FName)}${n + 1}`),
  );

describe(scheme, () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({ greatonce: { throttledTexts: ['超限'], throttlePauseMs: 500 } });
    await world.startWorker();
  });
  afterAll(() => world.stop());
  beforeEach(() => world.control.reset());

  const distributors = () => world.control.rows('greatonce', 'distributors');
  const codes = async () =>
    (await distributors()).map(({ distributorCode }) => String(distributorCode)).sort();

  it('makes a distributor of every contact row, and knows them the second time', async () => {
    const list = customers(70);
    await world.control.put('kingdee', 'BD_Customer', list);
    const expected = codesOf(list);
    expect(await world.run({}, scheme)).toMatchObject({
      outcome: 'clean',
      read: expected.length,
      counts: { created: expected.length },
    });
    expect(await codes()).toEqual(expected.sort());
    const [one] = (await distributors()).filter(({ distributorCode }) => distributorCode === '客户32');
    expect(one).toMatchObject({ distributorName: '客户3', address: '示例路3号2室' });
    expect(await world.run({}, scheme)).toMatchObject({
      outcome: 'clean',
      counts: { created: 0, unchanged: expected.length },
    });
    expect(await codes()).toEqual(expected);
  });

  it('leaves an unanswered call in doubt, and writes nothing twice', async () => {
    const list = customers(30);
    await world.control.put('kingdee', 'BD_Customer', list);
    await world.control.fault({ platform: 'greatonce', kind: 'timeout-after-commit', skip: 7, times: 1 });
    const report = await world.run({ pageSize: 50 }, scheme);
    const expected = codesOf(list);
    expect(report).toMatchObject({
      outcome: 'attention',
      counts: { created: expected.length - 1, inDoubt: 1 },
    });
    expect(await codes()).toEqual(expected.sort());
    expect(await world.run({}, scheme)).toMatchObject({
      outcome: 'clean',
      counts: { unchanged: expected.length },
    });
  });

  it('waits for a throttle in the middle of a page, and sends neither the written nor the doubtful again', async () => {
    const list = customers(30);
    await world.control.put('kingdee', 'BD_Customer', list);
    await world.control.switches('greatonce', { throttleText: '请求次数超限' });
    await world.control.fault({ platform: 'greatonce', kind: 'timeout-after-commit', skip: 7, times: 1 });
    await world.control.fault({ platform: 'greatonce', kind: 'throttle', skip: 12, times: 6 });
    const expected = codesOf(list);
    expect(await world.run({ pageSize: 50 }, scheme)).toMatchObject({
      counts: { created: expected.length - 1, inDoubt: 1, rejected: 0, unchanged: 0 },
    });
    const calls = await world.control.requests('?platform=greatonce&write=true');
    const taken = calls.filter(({ outcome }) => outcome !== 'fault:throttle');
    expect(taken.map(({ summary }) => String(summary.distributorCode)).sort()).toEqual(expected.sort());
    expect(calls.length - taken.length).toBe(6);
  });

  it('refuses a value that a parameter does not take once, before anything is read', async () => {
    await world.control.put('kingdee', 'BD_Customer', customers(3));
    const failure = await world.run({ parameters: { codeRule: 'nmae-row' } }, scheme).catch((error) => error);
    expect(failure.cause.cause).toMatchObject({
      type: 'Misconfigured',
      message: expect.stringMatching(/parameter codeRule must be one of: name-row, .*; given is "nmae-row"$/),
    });
    expect(await world.control.requests()).toEqual([]);
  });

  it('takes codes that stay where it is told to', async () => {
    await world.control.put('kingdee', 'BD_Customer', customers(3));
    await world.run({ parameters: { codeRule: 'number-row', mobileFrom: 'phone' } }, scheme);
    expect(await codes()).toEqual(['C0001-1', 'C0002-1', 'C0003-1', 'C0003-2']);
    expect((await distributors()).map(({ mobile }) => mobile ?? '')).toEqual([
      '',
      ...Array<string>(3).fill('13800000000'),
    ]);
  });
});

describe(`${scheme}, with a method to look up with`, () => {
  const lookUpMethod = { method: 'site.query', list: 'rows', parameter: 'no', code: 'key' };
  const site = {
    lookUpMethod: 'site.query',
    lookUpList: 'rows',
    lookUpParameter: 'no',
    lookUpCode: 'key',
  };
  let world: World;
  beforeAll(async () => {
    world = await World.start({ greatonce: { lookUpMethod } });
    await world.startWorker();
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    await world.control.reset();
    await world.control.switches('greatonce', site);
    await world.control.put('kingdee', 'BD_Customer', list);
  });

  const list = customers(30);
  const expected = codesOf(list).sort();
  const written = async () =>
    (await world.control.requests('?platform=greatonce&write=true')).map(({ summary }) =>
      String(summary.distributorCode),
    );
  const strike = (kind: string) =>
    world.control.fault({
      platform: 'greatonce',
      operation: 'greatonce.distributor.single.sync',
      kind,
      skip: 7,
      times: 1,
    });

  it('adopts an unanswered call that was carried out, and the second run writes nothing', async () => {
    await strike('timeout-after-commit');
    expect(await world.run({}, scheme)).toMatchObject({
      outcome: 'clean',
      adopted: 1,
      counts: { created: expected.length, inDoubt: 0 },
    });
    expect((await written()).sort()).toEqual(expected);
    await world.control.forgetRequests();
    expect(await world.run({}, scheme)).toMatchObject({
      outcome: 'clean',
      counts: { created: 0, unchanged: expected.length },
    });
    expect(await written()).toEqual([]);
  });

  it('sends an unanswered call again that was not carried out', async () => {
    await strike('timeout-before-commit');
    expect(await world.run({}, scheme)).toMatchObject({
      outcome: 'clean',
      adopted: 0,
      counts: { created: expected.length, inDoubt: 0 },
    });
    expect(await written()).toHaveLength(expected.length + 1);
    expect([...new Set(await written())].sort()).toEqual(expected);
  });
});

import type { WireRow } from '../support/control';
import { World } from '../support/world';
import { testTarget } from './target';

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
    world = await World.start({ kingdee: { extraFields: { BD_Customer: ['F_FML_Combo', 'F_FML_Combo1'] } } });
    await world.startWorker();
  });
  afterAll(() => world.stop());

  testTarget(scheme, () => world);

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

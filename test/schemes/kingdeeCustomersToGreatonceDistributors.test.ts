import type { WireRow } from '../support/control';
import { World } from '../support/world';
import { codesOf, customers } from './customers';
import { runMoving } from './moving';
import { byKey, testTarget } from './target';

const scheme = 'kingdeeCustomersToGreatonceDistributors';

describe(scheme, () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({
      greatonce: { throttledTexts: ['超限'], throttlePauseMs: 500 },
      kingdee: { extraFields: { BD_Customer: ['F_FML_Combo', 'F_FML_Combo1'] } },
    });
    await world.startWorker();
  });
  afterAll(() => world.stop());

  testTarget(scheme, () => world);

  beforeEach(() => world.fresh());

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

  it('refuses exactly the 3 % that are bad', async () => {
    // Every third has no contact, and so one row.
    const bad: Record<number, [change: WireRow, cause: string]> = {
      9: [{ FName: ' ' }, 'mapping'],
      48: [{ FName: null }, 'mapping'],
      60: [{ F_FML_Combo1: '九级' }, 'other'],
      99: [{ F_FML_Combo1: '零级' }, 'other'],
    };
    const list = customers(102).map((customer, index) => ({ ...customer, ...bad[index]?.[0] }));
    const good = list.filter((_, index) => !(index in bad));
    await world.control.put('kingdee', 'BD_Customer', list);
    await world.control.switches('greatonce', { distributorLevels: '一级' });
    const report = await world.run({}, scheme);
    const expected = codesOf(good).sort();
    expect(report).toMatchObject({
      outcome: 'attention',
      read: expected.length + 4,
      counts: { created: expected.length, rejected: 4 },
    });
    expect(byKey('key', report.rejected)).toMatchObject(
      Object.entries(bad).map(([index, [, cause]]) => ({
        key: `${String(list[Number(index)]!.FNumber)}@100#1`,
        cause,
      })),
    );
    expect(await codes()).toEqual(expected);
  });

  it('loses no customer when others are added and renamed while it pages', async () => {
    const list: WireRow[] = customers(60).map((customer, index) => ({
      ...customer,
      FCUSTID: 500_001 + index,
    }));
    const renamed: WireRow[] = list.map((customer, index) =>
      index % 7 ? customer : { ...customer, FName: `改名${index}` },
    );
    const before = { ...list[0], FCUSTID: 400_000, FNumber: 'A0000', FName: '先号' };
    const after = customers(66).slice(60);
    await world.control.put('kingdee', 'BD_Customer', list);
    await runMoving(world, {
      scheme,
      input: { pageSize: 10 },
      platform: 'kingdee',
      operation: 'ExecuteBillQuery',
      skip: 4,
      acts: [
        () => world.control.put('kingdee', 'BD_Customer', [before, ...list]),
        () => world.control.put('kingdee', 'BD_Customer', [before, ...renamed, ...after]),
      ],
    });
    const made = new Set(await codes());
    const still = list.filter((_, index) => index % 7);
    expect(codesOf(still).filter((code) => !made.has(code))).toEqual([]);
    // A renamed customer has one of its names, since it was read once.
    const names = new Set((await distributors()).map(({ distributorName }) => distributorName));
    const either = list.map(({ FName }, index) => [FName, renamed[index]!.FName]);
    expect(either.filter((both) => !both.some((name) => names.has(name)))).toEqual([]);
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

import { type Json, Site, stockModel } from './support';

let site: Site;
beforeAll(async () => {
  site = await Site.start();
});
beforeEach(() => site.reset());
afterAll(() => site.sandbox.close());

const stocks = () => site.platform.collections['BD_STOCK']?.list() as Record<string, Json>[];
const saves = async (number: string) => {
  const { json } = await site.save(stockModel(number));
  return json.Result.ResponseStatus.IsSuccess as boolean;
};

describe('numbers that the database takes for one', () => {
  const found = (number: string) => site.query('FNumber', `FNumber='${number}'`);

  test.each([
    ['case', 'textCase', 'abc', 'ABC'],
    ['width', 'textWidth', 'A1', 'Ａ１'],
    ['blanks at the end', 'trailingBlanks', 'A1', 'A1 '],
  ])('%s: found and refused, or kept apart by the switch %s', async (_what, name, one, other) => {
    expect(await saves(one)).toBe(true);
    expect(await found(other)).toEqual([[one]]);
    expect(await saves(other)).toBe(false);
    site.set({ [name]: 'exact' });
    expect(await found(other)).toEqual([]);
    expect(await saves(other)).toBe(true);
  });

  test.each([
    ['1', '①'],
    ['A2', 'A²'],
    ['10kg', '10㎏'],
    ['IV', 'Ⅳ'],
  ])('%s and %s are never one', async (one, other) => {
    expect([await saves(one), await saves(other)]).toEqual([true, true]);
    expect(await found(other)).toEqual([[other]]);
  });
});

test('the site numbers new documents by its own rule, or in capitals, or as given', async () => {
  site.set({ numbering: 'site' });
  const { json } = await site.batchSave([stockModel('one'), stockModel('two')]);
  const numbers = json.Result.ResponseStatus.SuccessEntitys.map(({ Number: made }: Json) => made);
  expect(numbers).toEqual(['CK000001', 'CK000002']);
  site.set({ numbering: 'upper-case' });
  await saves('three');
  site.set({ numbering: 'given' });
  await saves('four');
  expect(stocks().map(({ FNumber }) => FNumber)).toEqual([...numbers, 'THREE', 'four']);
});

test('a name is refused when another document of the site has it, where the site has that rule', async () => {
  const named = async (number: string, FName: string, changes: object = {}) => {
    const { json } = await site.save(stockModel(number, { FName, ...changes }));
    return json.Result.ResponseStatus;
  };
  expect([await named('one', '主仓'), await named('two', '主仓')]).toMatchObject(
    Array.from({ length: 2 }, () => ({ IsSuccess: true })),
  );
  site.set({ uniqueNames: 'BD_Customer, BD_STOCK' });
  expect(await named('three', '主仓', { FUseOrgId: { FNumber: '102' } })).toMatchObject({
    IsSuccess: false,
    Errors: [{ FieldName: 'FName', Message: expect.stringContaining('名称唯一。[主仓]') }],
  });
  expect(await named('four', '分仓')).toMatchObject({ IsSuccess: true });
});

test('a number is refused when another document has it, or several have it', async () => {
  expect([await saves('one'), await saves('one')]).toEqual([true, false]);
  site.set({ duplicateNumbers: 'accept' });
  expect(await saves('one')).toBe(true);
  expect(await site.query('FNumber', "FNumber='one'")).toHaveLength(2);
});

test.each([
  ['BD_STOCK', 0],
  ['*', 0],
  ['BD_Customer, SAL_OUTSTOCK', 1],
])('without the right to query %s the rows of a stock are %i', async (emptyQueries, rows) => {
  site.set({ emptyQueries });
  await saves('one');
  expect(await site.query('FNumber')).toHaveLength(rows);
});

test('queries lag behind a save', async () => {
  await saves('one');
  expect(await site.query('FNumber')).toHaveLength(1);
  site.set({ queryLagSeconds: 60 });
  expect(await site.query('FNumber')).toEqual([]);
});

test.each(['Submit', 'Audit'])('%s refuses a voided bill in the recorded words', async (operation) => {
  const organization = { FNumber: '100' };
  const bill = { FBillNo: 'B1', FSaleOrgId: organization, FStockOrgId: organization, FCancelStatus: 'B' };
  site.platform.collections['SAL_OUTSTOCK']?.replace([bill]);
  const { json } = await site.call(operation, { formid: 'SAL_OUTSTOCK', data: { Numbers: ['B1'] } });
  expect(json.Result.ResponseStatus.Errors[0].Message).toMatch(/^编号为“B1”的销售出库单，已作废，不允许/);
});

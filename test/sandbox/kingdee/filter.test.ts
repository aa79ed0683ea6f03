import { queriedStocks, Site } from './support';

let site: Site;
beforeAll(async () => {
  site = await Site.start();
});
beforeEach(async () => {
  await site.reset();
  site.platform.collections['BD_STOCK']?.replace(queriedStocks);
});
afterAll(() => site.sandbox.close());

const all = [201, 202, 203];

describe('FilterString', () => {
  test.each<[string, number[]]>([
    ['', all],
    ['   ', all],
    ["FNumber='CK001'", [201]],
    ["FNumber='ck001  '", [201]],
    ["fnumber = 'CK001'", [201]],
    ["FNumber=N'CK001'", [201]],
    ["'CK001'=FNumber", [201]],
    ["FNumber<>'CK001'", [202, 203]],
    ["FNumber!='CK001'", [202, 203]],
    ["FName='O''Neil 仓'", [201]],
    ["FNumber in ('CK001', 'CK_03')", [201, 203]],
    ["FNumber NOT IN ('CK001','CK_03')", [202]],
    ['FStockId in (201,202)', [201, 202]],
    ["FStockId='201'", [201]],
    ['FStockId >= 202 and FStockId<203', [202]],
    ["FNumber like 'CK0%'", [201, 202]],
    ["FNumber like 'CK[_]%'", [203]],
    ["FNumber like 'CK_0_'", all],
    ["FNumber not like '%00%'", [203]],
    ["FNumber like '%[1-2]'", [201, 202]],
    ["FNumber like '%(%'", []],
    ['FSortingPriority = 2.5', [203]],
    ['FSortingPriority between 1 and 2.5', [201, 203]],
    ['FSortingPriority not between 1 and 2.5', [202]],
    ['FSortingPriority > -1', all],
    ['FAllowMinusQty = 1', [202]],
    ["FAllowMinusQty = '0'", [201, 203]],
    ["FUseOrgId.FNumber='101'", [202]],
    ["FUseOrgId.FName like '总%'", [201, 203]],
    ['FUseOrgId = 1', [201, 203]],
    ["FGroup.FNumber = 'ZY'", [203]],
    ["FGroup.FNumber <> 'ZY'", []],
    ["not FGroup.FNumber = 'ZY'", []],
    ["FGroup.FNumber not in ('SF')", [203]],
    ["FGroup.FNumber = 'SF' or FStockId = 201", [201]],
    ['FGroup.FNumber is null', [201, 202]],
    ['FGroup.FNumber IS NOT NULL', [203]],
    ['FGroup = 0', [201, 202]],
    ["FTel = ''", [202, 203]],
    ["FTel <> ' '", [201]],
    ["FModifyDate <= '2024-04-20'", [202]],
    ["FModifyDate < '2024-04-21'", [201, 202]],
    ["FModifyDate >= '2024-04-20 08:30:00' and FModifyDate<'2024-05-01T00:00:00.53'", [201, 203]],
    ["FModifyDate > '2024-05-01 00:00:00.5'", [203]],
    ["(FNumber='CK001' or FNumber='ck002') and FDocumentStatus='C'", [201]],
    ["FNumber='CK001' or FNumber='ck002' and FDocumentStatus='C'", [201]],
    ["not FNumber='CK001'", [202, 203]],
    ["NOT (FNumber='CK001' OR FStockId=202)", [203]],
    ['1=1', all],
    ['1=0', []],
    ["\n FNumber = 'CK001' \t", [201]],
    ['FCreateOrgId = FUseOrgId', [201, 203]],
    ['((((FStockId=201))))', [201]],
  ])('%s', async (filter, expected) => {
    expect(await site.ids(filter)).toEqual(expected);
  });

  test.each([
    'FNumber=',
    "FNumber='CK001",
    "FNumber='CK001' and",
    "(FNumber='CK001'",
    "FNumber='CK001')",
    'FNumber=CK 001',
    "FNumber=='CK001'",
    'FNumber in ()',
    'FNumber in (1,)',
    'FNumber like CK',
    "and FNumber='1'",
    "FNumber='1'; drop table T_BD_STOCK",
    "FNumber='1' --",
    'FNumber',
    'FStockId = 1a',
    'FNumber is',
    'FNumber between 1',
    '"FNumber"=1',
    `${'('.repeat(5000)}1=1${')'.repeat(5000)}`,
    `${'not '.repeat(5000)}1=1`,
  ])('does not parse: %.60s', async (filter) => {
    const { Errors } = await site.failure('FNumber', filter);
    expect(Errors[0].Message).toMatch(/^当前查询串无法解析--/);
  });

  test('thousands of values and of alternatives', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => `'X${index}'`).join(',');
    expect(await site.ids(`FNumber in (${many},'CK001')`)).toEqual([201]);
    expect(await site.ids(`${"FNumber='X' or ".repeat(2000)}FStockId=203`)).toEqual([203]);
  });

  test.each(["FSortingPriority='many'", "FModifyDate>'yesterday'", "FModifyDate='2024-02-30'"])(
    'ill-typed: %s',
    async (filter) => {
      expect(await site.failure('FNumber', filter)).toMatchObject({
        MsgCode: 6,
        Errors: [{ Message: '数据库执行异常' }],
      });
    },
  );

  test('case of text by the switch', async () => {
    site.set({ textCase: 'exact' });
    expect(await site.ids("FNumber='CK002'")).toEqual([]);
    expect(await site.ids("FNumber like 'CK0%'")).toEqual([201]);
  });

  const condition = (FieldName: string, Compare: string, Value: unknown, more = {}) => ({
    Left: '',
    FieldName,
    Compare,
    Value,
    Right: '',
    Logic: '0',
    ...more,
  });
  test.each<[string, object[], number[]]>([
    ['none', [], all],
    ['67 equals', [condition('FNumber', '67', 'CK001')], [201]],
    ['105 equals, as a number', [condition('FDocumentStatus', '105', 'C')], [201]],
    ['an operator', [condition('FStockId', '>', 201)], [202, 203]],
    ['quotes in the value', [condition('FName', '=', "O'Neil 仓")], [201]],
    ['and', [condition('FNumber', '67', 'CK001'), condition('FStockId', '=', 202)], []],
    ['or', [condition('FNumber', '67', 'CK001', { Logic: 1 }), condition('FStockId', '=', 202)], [201, 202]],
    [
      'parentheses',
      [
        condition('FNumber', '67', 'CK001', { Left: '(', Logic: '1' }),
        condition('FStockId', '=', 202, { Right: ')' }),
        condition('FUseOrgId.FNumber', '67', '101'),
      ],
      [202],
    ],
  ])('array form: %s', async (_name, filter, expected) => {
    expect(await site.ids(filter)).toEqual(expected);
  });

  test.each<['contains' | 'starts-with' | 'equals', number[]]>([
    ['contains', [203]],
    ['starts-with', []],
    ['equals', []],
  ])('array form: 60 as %s', async (compare60, expected) => {
    site.set({ compare60 });
    expect(await site.ids([condition('FNumber', '60', '_03')])).toEqual(expected);
  });

  test.each([
    [[condition('FNumber', '999', 'x')]],
    [[condition('FNumber = 1 or 1', '=', '1')]],
    [[condition('FNumber', '=', 'x', { Left: '1=1 or (' })]],
    [['FNumber']],
    [{ FieldName: 'FNumber' }],
  ])('array form that does not parse: %j', async (filter) => {
    expect((await site.failure('FNumber', filter)).Errors[0].Message).toMatch(/^当前查询串无法解析--/);
  });
});

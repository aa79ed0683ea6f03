import { queriedStocks, sample, Site, stockModel } from './support';

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

describe('rows', () => {
  test('columns in the order asked for, references by id and attribute, types as recorded', async () => {
    const keys =
      'FStockId, FName,FDocumentStatus,FNumber,FUseOrgId.FName,FUseOrgId.FNumber,FUseOrgId,FGroup,FGroup.FNumber,FModifyDate,FAllowMinusQty,FSortingPriority';
    expect(await site.query(keys, 'FStockId in (202,203)')).toEqual([
      [
        202,
        '仓库ck002',
        'A',
        'ck002',
        '电商事业部',
        '101',
        100002,
        null,
        null,
        '2024-04-20T00:00:00',
        true,
        5,
      ],
      [
        203,
        '仓库CK_03',
        'A',
        'CK_03',
        '总公司',
        '100',
        1,
        100011,
        'ZY',
        '2024-05-01T00:00:00.52',
        false,
        2.5,
      ],
    ]);
    const recorded: unknown[][] = sample('query-rows-bd-stock');
    const [row] = await site.query(
      'FStockId,FName,FDocumentStatus,FNumber,FUseOrgId.FName,FUseOrgId.FNumber',
      'FStockId=201',
    );
    expect(row.map((value: unknown) => typeof value)).toEqual(recorded[0]?.map((value) => typeof value));
  });

  test.each([
    ['by-field', [' ', '']],
    ['space', [' ', ' ']],
    ['empty', ['', '']],
  ])('empty texts: %s', async (emptyText, expected) => {
    site.set({ emptyText });
    expect(await site.query('FAddress,FGYStockNumber', 'FStockId=201')).toEqual([expected]);
  });

  test('BillQuery gives objects', async () => {
    const data = { FormId: 'BD_STOCK', FieldKeys: 'FNumber,FUseOrgId.FNumber', FilterString: 'FStockId=202' };
    expect((await site.call('BillQuery', { data })).json).toEqual([
      { FNumber: 'ck002', 'FUseOrgId.FNumber': '101' },
    ]);
    const refused = (await site.call('BillQuery', { data: { ...data, FieldKeys: 'FNone' } })).json;
    expect(refused[0].Result.ResponseStatus.MsgCode).toBe(9);
  });

  test('COUNT(1)', async () => {
    expect(await site.query('COUNT(1)', 'FStockId>201')).toEqual([[2]]);
    expect(await site.query('count(1)', '1=0')).toEqual([[0]]);
  });

  test('a row for each entry line; none is a row of nulls; sub-entries and other entities multiply', async () => {
    const detail = (number: string) => ({ FFlexEntryId: { FNumber: number } });
    await site.save({
      FStockId: 202,
      FStockFlexItem: [
        { FFlexId: { FNumber: 'KQ' }, FStockFlexDetail: [detail('A01'), detail('A02')] },
        { FIsMustInput: true },
      ],
    });
    const keys = 'FNumber,FStockFlexItem_FSeq,FFlexId.FNumber';
    expect(await site.query(keys, 'FStockId>201')).toEqual([
      ['ck002', 1, 'KQ'],
      ['ck002', 2, null],
      ['CK_03', null, null],
    ]);
    expect(await site.query(`${keys},FFlexEntryId.FNumber`, 'FStockId=202')).toEqual([
      ['ck002', 1, 'KQ', 'A01'],
      ['ck002', 1, 'KQ', 'A02'],
      ['ck002', 2, null, null],
    ]);
    expect(await site.query('FNumber', "FFlexId.FNumber='KQ'")).toEqual([['ck002']]);
    const [[entryId]] = await site.query('FStockFlexItem_FEntryID', 'FIsMustInput=1');
    expect(typeof entryId).toBe('number');
  });
});

describe('order and paging', () => {
  test.each<[string, number[]]>([
    ['FNumber asc', [201, 202, 203]],
    ['FNumber DESC', [203, 202, 201]],
    ['FUseOrgId.FNumber desc, FStockId desc', [202, 203, 201]],
    ['FSortingPriority', [201, 203, 202]],
    ['FModifyDate desc', [203, 201, 202]],
    ['FGroup.FNumber asc,FStockId desc', [202, 201, 203]],
  ])('%s', async (OrderString, expected) => {
    expect(await site.ids('', { OrderString })).toEqual(expected);
  });

  test.each<[object, number[]]>([
    [{ StartRow: 1, Limit: 1 }, [202]],
    [{ StartRow: '1', Limit: '5' }, [202, 203]],
    [{ StartRow: 3, Limit: 1 }, []],
    [{ Limit: 0 }, all],
    [{ TopRowCount: 2, Limit: 5 }, [201, 202]],
    [{ TopRowCount: 2, StartRow: 2, Limit: 5 }, []],
    [{ TopRowCount: 2, StartRow: 1, Limit: 5 }, [202]],
  ])('%j', async (more, expected) => {
    expect(await site.ids('', more)).toEqual(expected);
  });

  test('a Limit above the maximum is clamped, or refused', async () => {
    site.set({ queryLimit: 2 });
    expect(await site.ids('', { Limit: 3 })).toEqual([201, 202]);
    site.set({ overLimit: 'refuse' });
    expect((await site.failure('FNumber', '', { Limit: 3 })).MsgCode).toBe(8);
    expect(await site.ids('', { Limit: 2 })).toEqual([201, 202]);
  });

  test('the default order is a switch', async () => {
    site.set({ defaultOrder: 'id-desc' });
    expect(await site.ids('')).toEqual([203, 202, 201]);
    site.set({ defaultOrder: 'unstable' });
    site.platform.collections['BD_STOCK']?.replace(
      Array.from({ length: 40 }, (_, index) => stockModel(`S${index}`)),
    );
    const first = await site.ids('', { Limit: 20 });
    const second = await site.ids('', { StartRow: 20, Limit: 20 });
    expect(new Set([...first, ...second]).size).toBeLessThan(40);
    expect(await site.ids('', { OrderString: 'FStockId' })).toHaveLength(40);
  });
});

describe('refusals', () => {
  test('an unknown field, as recorded', async () => {
    expect(await site.query('FNumber,FImage')).toEqual(sample('query-fail-field-not-found'));
    expect((await site.failure('FID')).Errors[0].Message).toBe('元数据中标识为FID的字段不存在');
    expect((await site.failure('FNumber', 'FNone=1')).MsgCode).toBe(9);
    expect((await site.failure('FNumber', '', { OrderString: 'FNone' })).MsgCode).toBe(9);
    expect((await site.failure('FName.FNumber')).MsgCode).toBe(9);
    expect((await site.failure('FGroup.FNone')).MsgCode).toBe(9);
  });

  test('padded with nulls by the switch', async () => {
    site.set({ queryFailureShape: 'padded' });
    const [row] = await site.query('FNumber,FImage,FName');
    expect(row.slice(1)).toEqual([null, null]);
  });

  test.each([
    ['FNumber,,FName', 4],
    ['F Number', 4],
    ['FNumber)', 4],
    ['', 8],
  ])('FieldKeys %j', async (keys, code) => {
    expect((await site.failure(keys)).MsgCode).toBe(code);
  });

  test('an unknown form, no form, a bad order', async () => {
    expect((await site.failure('FNumber', '', { FormId: 'BD_NONE' })).Errors[0].Message).toBe(
      '标识为"BD_NONE"的业务对象不存在',
    );
    expect((await site.failure('FNumber', '', { FormId: '' })).MsgCode).toBe(5);
    expect((await site.failure('FNumber', '', { OrderString: 'FNumber up' })).MsgCode).toBe(4);
  });
});

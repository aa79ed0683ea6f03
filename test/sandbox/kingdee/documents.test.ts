import { type Json, keysOf, sample, Site, stockModel } from './support';

let site: Site;
beforeAll(async () => {
  site = await Site.start();
});
beforeEach(() => site.reset());
afterAll(() => site.sandbox.close());

const stocks = () => site.platform.collections['BD_STOCK'];

describe('View', () => {
  beforeEach(() =>
    stocks()?.replace([
      stockModel('CK1', {
        FStockId: 500001,
        FCreateDate: '2024-12-12T17:55:51.520',
        FStockFlexItem: [{ FEntryID: 600001, FFlexId: { FNumber: 'KQ' } }],
      }),
    ]),
  );
  const view = async (data: object) => (await site.call('View', { formid: 'BD_STOCK', data })).json;

  test.each([
    { Number: 'CK1' },
    { Id: 500001 },
    { Id: '500001', Number: 'other' },
    { Id: '0', Number: 'CK1' },
  ])('by %j', async (data) => {
    const { ResponseStatus, Result } = (await view({ CreateOrgId: 0, ...data })).Result;
    expect(ResponseStatus).toEqual({ IsSuccess: true });
    expect(Result).toMatchObject({
      Id: 500001,
      FFormId: 'BD_STOCK',
      Number: 'CK1',
      Name: [{ Key: 2052, Value: '仓库CK1' }],
    });
  });

  test('references are pairs, entries are under their ORM name, dates trimmed, as in the recorded structure', async () => {
    const document = (await view({ Number: 'CK1' })).Result.Result;
    const recorded = sample('view-shape').Result.Result;
    expect([document.UseOrgId_Id, keysOf(document.UseOrgId)]).toEqual([1, keysOf(recorded.SaleOrgId)]);
    expect([document.Group_Id, document.Group]).toEqual([recorded.CarrierID_Id, recorded.CarrierID]);
    expect(document.CreateDate).toBe(recorded.CreateDate);
    expect(document.StockFlexItem).toMatchObject([
      { Id: 600001, Seq: 1, FlexId: { Number: 'KQ' }, StockFlexDetail: [] },
    ]);
  });

  test('not found, and nothing to look for', async () => {
    expect(await view({ Number: 'FYBX20240718000001' })).toEqual(sample('fail-number-not-found'));
    expect((await view({ Id: 1 })).Result.ResponseStatus.MsgCode).toBe(9);
    expect((await view({})).Result.ResponseStatus.Errors[0].Message).toBe('编码值或内码值必须传其一');
  });
});

test('QueryBusinessInfo describes a form from its table', async () => {
  const { json } = await site.call('QueryBusinessInfo', { data: { FormId: 'BD_STOCK' } });
  const { ResponseStatus, NeedReturnData: info } = json.Result;
  expect([ResponseStatus.IsSuccess, info.Id, info.Name]).toEqual([
    true,
    'BD_STOCK',
    [{ Key: 2052, Value: '仓库' }],
  ]);
  expect(info.Entrys.map((one: Json) => [one.Key, one.EntryName])).toEqual([
    ['FBillHead', 'BD_STOCK'],
    ['FStockFlexItem', 'StockFlexItem'],
    ['FStockFlexDetail', 'StockFlexDetail'],
  ]);
  const fields = Object.fromEntries(info.Entrys[0].Fields.map((one: Json) => [one.Key, one]));
  expect([fields.FName.MustInput, fields.FTel.MustInput]).toEqual([1, 0]);
  expect(fields.FUseOrgId.LookUpObjectFormId).toBe('ORG_Organizations');
  const unknown = await site.call('QueryBusinessInfo', { data: { FormId: 'BD_NONE' } });
  expect(unknown.json.Result.ResponseStatus.MsgCode).toBe(4);
});

describe('collections', () => {
  test('rows go in as they come out', async () => {
    await site.save(stockModel('CK1', { FStockFlexItem: [{ FFlexId: { FNumber: 'KQ' } }] }));
    const before = structuredClone(stocks()?.list() ?? []);
    stocks()?.replace(before);
    expect(stocks()?.list()).toEqual(before);
    expect(before).toMatchObject([
      { FNumber: 'CK1', FUseOrgId: { FNumber: '100' }, FDocumentStatus: 'A', FForbidStatus: 'A' },
    ]);
  });

  test('replacing is complete, and later ids are new', async () => {
    stocks()?.replace([stockModel('CK1', { FStockId: 900000 })]);
    expect((await site.save(stockModel('CK2'))).json.Result.Id).toBeGreaterThan(900000);
    stocks()?.replace([]);
    expect(await site.query('FNumber')).toEqual([]);
  });

  test.each([
    [[1], 'BD_STOCK[0] is not an object'],
    [[{ Number: 'CK1' }], 'BD_STOCK[0] has no field "Number"'],
    [[stockModel('CK1'), stockModel('CK1')], 'BD_STOCK[1]: 编码为"CK1"的仓库，组织内编码唯一'],
    [[stockModel('CK1', { FUseOrgId: { FNumber: '999' } })], 'BD_STOCK[0].FUseOrgId: '],
    [
      [stockModel('CK1', { FStockId: 5 }), stockModel('CK2', { FStockId: 5 })],
      'BD_STOCK[1]: FStockId 5 is given twice',
    ],
  ])('%j is refused and nothing changes', (rows, message) => {
    stocks()?.replace([stockModel('OLD')]);
    expect(() => stocks()?.replace(rows)).toThrow(message);
    expect(stocks()?.list()).toMatchObject([{ FNumber: 'OLD' }]);
  });

  test('seeded stocks are the same for the same seed, as many as asked for', () => {
    const seeded = (seed: number) => {
      site.platform.reset({ seed, sizes: { BD_STOCK: 30 } });
      return stocks()
        ?.list()
        .map((row) => (row as { FName: string }).FName);
    };
    expect(seeded(7)).toHaveLength(30);
    expect(seeded(7)).toEqual(seeded(7));
    expect(seeded(7)).not.toEqual(seeded(8));
  });
});

test('times are Shanghai wall-clock, without a zone', async () => {
  const before = Date.now();
  await site.save(stockModel('CK1'));
  const [[created]] = await site.query('FCreateDate');
  expect(created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?$/);
  const instant = Date.parse(`${created}+08:00`);
  expect(instant).toBeGreaterThanOrEqual(before);
  expect(instant).toBeLessThanOrEqual(Date.now());
});

describe('for the frame', () => {
  test('the throttle answer and the description', () => {
    const { status, refused, body } = site.platform.throttleAnswer();
    expect([status, refused, (body as Json).Result.ResponseStatus.MsgCode]).toEqual([200, true, 14]);
    const description = site.platform.describe('http://127.0.0.1:1');
    expect(description['url']).toBe('http://127.0.0.1:1/k3cloud/');
    expect(description['appId']).toMatch(/^\d{6}_.{32}$/);
  });

  test('the journal tells writes from reads and holds no secret', async () => {
    await site.login();
    await site.batchSave([stockModel('CK1'), { FName: '' }]);
    await site.query('FNumber', "FName='私'", { StartRow: 5 });
    const journal = await site.get('_sandbox/requests');
    expect(journal.text).not.toContain('sandbox-password');
    const entries: Json[] = journal.json.requests ?? journal.json;
    const [save, query] = entries.slice(-2);
    expect([save.operation, save.write, save.summary]).toEqual([
      'BatchSave',
      true,
      { form: 'BD_STOCK', documents: 2, numbers: ['CK1', null] },
    ]);
    expect([query.operation, query.write, query.summary]).toEqual([
      'ExecuteBillQuery',
      false,
      { form: 'BD_STOCK', startRow: 5, limit: 2000 },
    ]);
    expect(save.outcome).toBe('refused');
  });

  test('unknown switches and values are refused', () => {
    expect(() => site.set({ nonsense: 1 })).toThrow('nonsense');
    expect(() => site.set({ build: 'newest' })).toThrow('build');
    expect(site.platform.switches.values()['build']).toBe('current');
  });
});

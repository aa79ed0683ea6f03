import { type Json, keysOf, sample, Site, stockModel } from './support';

let site: Site;
beforeAll(async () => {
  site = await Site.start();
});
beforeEach(() => site.reset());
afterAll(() => site.sandbox.close());

const stocks = () => site.platform.collections['BD_STOCK']?.list() as Record<string, Json>[];
const statusOf = (reply: { json: Json }) => reply.json.Result.ResponseStatus;
const messages = (reply: { json: Json }) =>
  statusOf(reply).Errors.map((one: { Message: string }) => one.Message);

describe('Save', () => {
  test('the success answer has the recorded keys; ids are numbers that grow', async () => {
    const first = await site.save(stockModel('CK1'));
    const second = await site.save(stockModel('CK2'));
    expect(keysOf(first.json)).toBe(keysOf(sample('save-success')));
    expect(first.json.Result.NeedReturnData).toEqual([{}]);
    expect(second.json.Result.Id).toBeGreaterThan(first.json.Result.Id);
  });

  test('a duplicate number inside a use organization is refused as recorded', async () => {
    await site.save(stockModel('FINFLWEXIST01'));
    const recorded = JSON.stringify(sample('save-fail-duplicate-basedata-number')).replace('供应商', '仓库');
    expect((await site.save(stockModel('FINFLWEXIST01'))).text).toBe(recorded);
    expect(statusOf(await site.save(stockModel('finflwexist01 '))).IsSuccess).toBe(false);
    expect(
      statusOf(await site.save(stockModel('FINFLWEXIST01', { FUseOrgId: { FNumber: '101' } }))).IsSuccess,
    ).toBe(true);
  });

  test('a duplicate number in the whole site is refused as recorded', async () => {
    const currency = { formid: 'BD_Currency', data: { Model: { FNumber: 'test5', FName: '币' } } };
    await site.call('Save', currency);
    const recorded = JSON.stringify(sample('save-fail-duplicate-billno')).replace('FBillNo', 'FNumber');
    expect((await site.call('Save', currency)).text).toBe(recorded);
  });

  test('required fields, unless ValidateFlag is off', async () => {
    expect(messages(await site.save({ FNumber: 'CK1', FName: ' ' }))).toEqual([
      '字段“创建组织”是必填项',
      '字段“使用组织”是必填项',
      '字段“名称”是必填项',
    ]);
    expect(stocks()).toEqual([]);
    expect(statusOf(await site.save({ FNumber: 'CK1' }, { ValidateFlag: 'false' })).IsSuccess).toBe(true);
  });

  test.each([
    [true, false],
    [false, true],
  ])('ValidateFlag=false and uniqueWithoutValidation %j', async (uniqueWithoutValidation, works) => {
    site.set({ uniqueWithoutValidation });
    await site.save(stockModel('CK1'));
    expect(statusOf(await site.save(stockModel('CK1'), { ValidateFlag: false })).IsSuccess).toBe(works);
  });

  test('a number is given when there is none', async () => {
    const { json } = await site.save({ ...stockModel(''), FNumber: undefined });
    expect(json.Result.Number).toMatch(/^CK\d+$/);
    expect(stocks()[0]?.['FNumber']).toBe(json.Result.Number);
  });

  test("unknown keys and the server's own fields are ignored", async () => {
    const model = stockModel('CK1', {
      Name: 'x',
      FBillHead: { FName: 'y' },
      FDocumentStatus: 'C',
      FCreateDate: '1999-01-01',
    });
    expect(statusOf(await site.save(model)).IsSuccess).toBe(true);
    expect(stocks()[0]).toMatchObject({ FName: '仓库CK1', FDocumentStatus: 'A' });
    expect(stocks()[0]?.['FCreateDate']).not.toContain('1999');
  });

  test('a field on the wrong level, a bare value for base data, a value of the wrong type', async () => {
    expect(messages(await site.save(stockModel('CK1', { FFlexId: {} })))[0]).toContain('FFlexId');
    expect(messages(await site.save(stockModel('CK1', { FGroup: 'ZY' })))[0]).toContain('需字典格式');
    expect(messages(await site.save(stockModel('CK1', { FSortingPriority: 'many' })))[0]).toContain(
      '分拣优先级',
    );
    expect(stocks()).toEqual([]);
  });

  test.each([
    ['ignore', '改过'],
    ['exact', '仓库CK1'],
  ])('keys in another case: %s', async (keyCase, name) => {
    site.set({ keyCase });
    await site.save({ ...stockModel('CK1'), fname: '改过' });
    expect(stocks()[0]?.['FName']).toBe(name);
  });

  test.each([
    ['required', false],
    ['working-organization', true],
  ])('organizations left out: %s', async (missingOrganization, works) => {
    site.set({ missingOrganization });
    expect(statusOf(await site.save({ FNumber: 'CK1', FName: '仓' })).IsSuccess).toBe(works);
  });

  test('ValidateRepeatJson refuses the same Model within the window', async () => {
    const keys = { ValidateRepeatJson: true };
    const model = { ...stockModel('x'), FNumber: '' };
    expect(statusOf(await site.save(model, keys)).IsSuccess).toBe(true);
    expect(statusOf(await site.save(model, keys)).IsSuccess).toBe(false);
    expect(statusOf(await site.save(model)).IsSuccess).toBe(true);
    site.set({ repeatSeconds: 0 });
    expect(statusOf(await site.save(model, keys)).IsSuccess).toBe(true);
  });
});

describe('base data', () => {
  const withGroup = (number: string) => stockModel('CK1', { FGroup: { FNumber: number } });

  test('missing: silently emptied, or refused when it is verified', async () => {
    expect(statusOf(await site.save(withGroup('none'), { IsVerifyBaseDataField: 'true' })).IsSuccess).toBe(
      false,
    );
    expect(stocks()).toEqual([]);
    expect(statusOf(await site.save(withGroup('none'))).IsSuccess).toBe(true);
    expect(stocks()[0]?.['FGroup']).toBeNull();
  });

  test('emptied and then required', async () => {
    const reply = await site.save(stockModel('CK1', { FUseOrgId: { FNumber: '999' } }));
    expect(messages(reply)).toEqual(['字段“使用组织”是必填项']);
  });

  test('disabled counts as missing when it is verified', async () => {
    await site.call('Forbid', { formid: 'BD_STOCKGROUP', data: { Numbers: ['ZY'] } });
    expect(statusOf(await site.save(withGroup('ZY'), { IsVerifyBaseDataField: true })).IsSuccess).toBe(false);
    expect(statusOf(await site.save(withGroup('ZY'))).IsSuccess).toBe(true);
    expect(stocks()[0]?.['FGroup']).toEqual({ FNumber: 'ZY' });
  });

  test.each([{ FNumber: 'ZY' }, { FNUMBER: 'ZY' }, { Id: 100011 }])('by %j', async (reference) => {
    await site.save(stockModel('CK1', { FGroup: reference }));
    expect(stocks()[0]?.['FGroup']).toEqual({ FNumber: 'ZY' });
  });

  test('NumberSearch=false leaves numbers alone', async () => {
    const ids = { FCreateOrgId: { Id: 1 }, FUseOrgId: { Id: 1 } };
    await site.save({ ...withGroup('ZY'), ...ids }, { NumberSearch: 'false' });
    expect(stocks()[0]?.['FGroup']).toBeNull();
  });
});

describe('changing', () => {
  const entry = (changes: object = {}) => ({ FFlexId: { FNumber: 'KQ' }, ...changes });
  const flexRows = () => stocks()[0]?.['FStockFlexItem'] as Record<string, unknown>[];
  let id: number;

  beforeEach(async () => {
    const model = stockModel('CK1', {
      FTel: '021',
      FStockFlexItem: [entry(), entry({ FIsMustInput: true })],
    });
    id = (await site.save(model)).json.Result.Id;
  });

  test('a primary key overwrites what is given and keeps the rest', async () => {
    await site.save({ FStockId: id, FName: '新' });
    expect(stocks()).toMatchObject([{ FStockId: id, FName: '新', FTel: '021', FNumber: 'CK1' }]);
    expect(flexRows()).toHaveLength(2);
    expect(statusOf(await site.save({ FStockId: 7, FName: '新' })).MsgCode).toBe(9);
  });

  test('without it the same number is a new document and refused', async () => {
    expect(statusOf(await site.save(stockModel('CK1'))).MsgCode).toBe(11);
  });

  test('NeedUpDateFields limits what changes and drops rows of other entities', async () => {
    const model = { FStockId: id, FName: '新', FTel: '022', FStockFlexItem: [entry()] };
    await site.save(model, { NeedUpDateFields: ['FTel'] });
    expect(stocks()).toMatchObject([{ FName: '仓库CK1', FTel: '022' }]);
    expect(flexRows()).toHaveLength(2);
  });

  test('IsDeleteEntry: true deletes rows that are not named, false appends', async () => {
    const [first] = flexRows();
    const named = { FEntryID: first?.['FEntryID'], FIsMustInput: true };
    await site.save({ FStockId: id, FStockFlexItem: [named, entry()] }, { IsDeleteEntry: 'false' });
    expect(flexRows().map((row) => row['FIsMustInput'])).toEqual([true, true, false]);
    await site.save({ FStockId: id, FStockFlexItem: [named] });
    expect(flexRows()).toEqual([{ ...first, FIsMustInput: true }]);
  });

  test('NeedReturnFields, of the head and of entries', async () => {
    const keys = { NeedReturnFields: ['FStockId', 'FNumber', 'FUseOrgId', 'FStockFlexItem.FSeq'] };
    const { json } = await site.save({ FStockId: id }, keys);
    const entries = [{ FSeq: 1 }, { FSeq: 2 }];
    expect(json.Result.NeedReturnData).toEqual([
      { FStockId: id, FNumber: 'CK1', FUseOrgId: { FNumber: '100' }, FStockFlexItem: entries },
    ]);
  });
});

describe('BatchSave', () => {
  const mixed = [stockModel('CK1'), { FNumber: 'CK2' }, stockModel('CK3'), stockModel('CK1')];

  test('all good: DIndex is the position', async () => {
    const { json } = await site.batchSave([stockModel('CK1'), stockModel('CK2')], { BatchCount: '2' });
    const { ResponseStatus, ...rest } = json.Result;
    expect(ResponseStatus.SuccessEntitys.map((one: Json) => [one.Number, one.DIndex])).toEqual([
      ['CK1', 0],
      ['CK2', 1],
    ]);
    expect(rest).toEqual({ NeedReturnData: [{}] });
  });

  test.each([
    ['keep-good', ['CK1', 'CK3'], [0, 2]],
    ['drop-all', [], []],
  ])('some bad, %s', async (batchFailure, kept, done) => {
    site.set({ batchFailure });
    const status = statusOf(await site.batchSave(mixed));
    expect([status.IsSuccess, status.ErrorCode, status.MsgCode]).toEqual([false, 500, 11]);
    expect(status.SuccessEntitys.map((one: Json) => one.DIndex)).toEqual(done);
    expect([...new Set(status.Errors.map((one: Json) => one.DIndex))]).toEqual([1, 3]);
    expect(stocks().map((row) => row['FNumber'])).toEqual(kept);
  });

  test('after drop-all the same numbers are free', async () => {
    site.set({ batchFailure: 'drop-all' });
    await site.batchSave(mixed);
    expect(statusOf(await site.batchSave([stockModel('CK1'), stockModel('CK3')])).IsSuccess).toBe(true);
  });

  test('header errors of all documents come before the rest, as recorded', async () => {
    const flawed = (number: string) => ({ ...stockModel(number, { FGroup: 'x' }), FName: '' });
    const { json } = await site.batchSave([flawed('CK1'), flawed('CK2')]);
    const recorded = sample('batchsave-fail-required-fields');
    expect(keysOf(json)).toBe(keysOf(recorded));
    expect(statusOf({ json }).Errors.map((one: Json) => [one.FieldName, one.DIndex])).toEqual([
      ['FName', 0],
      ['FName', 1],
      ['FGroup', 0],
      ['FGroup', 1],
    ]);
  });
});

describe('IsAutoSubmitAndAudit', () => {
  const auto = { IsAutoSubmitAndAudit: 'true' };

  test('ends audited', async () => {
    expect(statusOf(await site.batchSave([stockModel('CK1')], auto)).IsSuccess).toBe(true);
    expect(await site.query('FNumber,FDocumentStatus')).toEqual([['CK1', 'C']]);
  });

  test.each([
    ['keep-nothing', [['CK2', 'C']]],
    [
      'keep-saved',
      [
        ['CK1', 'B'],
        ['CK2', 'C'],
      ],
    ],
  ])('a refused audit, %s', async (autoAuditFailure, left) => {
    site.set({ autoAuditFailure, auditRefusedNumbers: 'CK1' });
    const status = statusOf(await site.batchSave([stockModel('CK1'), stockModel('CK2')], auto));
    expect(status.SuccessEntitys.map((one: Json) => one.Number)).toEqual(['CK2']);
    expect(status.Errors).toMatchObject([{ DIndex: 0 }]);
    expect(await site.query('FNumber,FDocumentStatus', '', { OrderString: 'FNumber' })).toEqual(left);
  });
});

describe('older builds', () => {
  test('middle: a failed Save without MsgCode, with empty Id', async () => {
    site.set({ build: 'middle' });
    const { json } = await site.save({ FNumber: 'CK1', FName: '' });
    expect(keysOf(json)).toBe(keysOf(sample('save-fail-qty-over-limit')));
    expect(json.Result.Id).toBe('');
  });

  test('old: neither DIndex nor lists', async () => {
    site.set({ build: 'old' });
    expect(keysOf((await site.save({ FNumber: 'CK1' })).json)).toBe(keysOf(sample('save-fail-old-version')));
    expect(keysOf((await site.save(stockModel('CK1'))).json).replace(' NeedReturnData[{}]', '')).toBe(
      keysOf(sample('save-success-old-version')),
    );
  });
});

import { messagesOf, outstockLine, outstockModel, Outstocks, statusOf } from './bills';
import { keysOf, sample, Site, type Json } from './support';

let site: Site;
let bills: Outstocks;
beforeAll(async () => {
  site = await Site.start();
  bills = new Outstocks(site);
});
beforeEach(() => bills.reset());
afterAll(() => site.sandbox.close());

describe('Save of SAL_OUTSTOCK', () => {
  test('the published payload is saved, with internal id and number', async () => {
    const model = outstockModel('XSCK20250401001', {
      FID: 0,
      FBillTypeID: { FNUMBER: 'XSCKD01_SYS' },
      FDate: '2025-04-01 00:00:00',
      FReceiverID: { FNumber: '10001' },
      FOwnerTypeIdHead: 'BD_OwnerOrg',
      FOwnerIdHead: { FNumber: '100' },
      FCarriageNO: 'SF0000000001',
      FIsTotalServiceOrCost: false,
    });
    const { json } = await bills.save(model, { IsVerifyBaseDataField: 'true' });
    expect(keysOf(json)).toBe(keysOf(sample('save-success')));
    expect(json.Result).toMatchObject({ Id: expect.any(Number), Number: 'XSCK20250401001' });
  });

  test('a bill number is unique in the whole site, refused as recorded', async () => {
    await bills.save(outstockModel('test5'));
    const again = await bills.save(outstockModel('test5', { FSaleOrgId: { FNumber: '101' } }));
    expect(again.text).toBe(JSON.stringify(sample('save-fail-duplicate-billno')));
  });

  test('a number and a bill type are given where there are none', async () => {
    const number = (await bills.save(outstockModel(''))).json.Result.Number;
    expect(number).toMatch(/^XSCKD\d+$/);
    expect(await bills.query('FBillNo,FBillTypeID.fnumber')).toEqual([[number, 'XSCKD01_SYS']]);
  });

  test('bills without customer and stocks are refused exactly as recorded', async () => {
    const line = outstockLine({ FStockID: null });
    const bad = outstockModel('', { FCustomerID: {}, FEntity: [line, line, line] });
    const { text } = await bills.batchSave([bad, bad]);
    expect(text).toBe(JSON.stringify(sample('batchsave-fail-required-fields')));
  });

  test('what is starred is required, also when the levels are not sent', async () => {
    expect(messagesOf(await bills.save({ FBillTypeID: null }))).toEqual([
      '字段“单据类型”是必填项',
      '字段“日期”是必填项',
      '字段“销售组织”是必填项',
      '字段“客户”是必填项',
      '字段“发货组织”是必填项',
      '字段“结算组织”是必填项',
      '字段“结算币别”是必填项',
      '单据体“明细信息”是必填项',
    ]);
  });

  test('missing base data is silently emptied, or refused when it is verified', async () => {
    const model = outstockModel('XS1', { FReceiverID: { FNumber: 'nobody' } });
    expect(messagesOf(await bills.save(model, { IsVerifyBaseDataField: true }))[0]).toContain('nobody');
    expect(statusOf(await bills.save(model)).IsSuccess).toBe(true);
    expect(await bills.query('FReceiverID,FReceiverID.FNumber')).toEqual([[null, null]]);
    const needed = outstockModel('XS2', { FCustomerID: { FNumber: 'nobody' } });
    expect(messagesOf(await bills.save(needed))).toEqual(['字段“客户”是必填项']);
  });

  test.each([
    ['accept', 113],
    ['ignore', undefined],
  ])('keys prefixed as in 2018: %s', async (prefixedKeys, all) => {
    site.set({ prefixedKeys });
    const { FEntity: lines, SubHeadEntity: money, ...head } = outstockModel('XS1');
    await bills.save({ ...head, SAL_OUTSTOCK__SubHeadEntity: money, SAL_OUTSTOCK__FEntity: lines });
    expect((await bills.query('FAllAmount'))[0]?.[0]).toBe(all);
  });

  test.each([
    ['refuse-zero', false],
    ['accept', true],
  ])('a line that is not free needs a price: %s', async (priceOfPaid, works) => {
    site.set({ priceOfPaid });
    const paid = await bills.save(outstockModel('XS1', { FEntity: [outstockLine({ FTaxPrice: 0 })] }));
    expect(statusOf(paid).IsSuccess).toBe(works);
    const free = outstockLine({ FTaxPrice: 0, FIsFree: true });
    expect(statusOf(await bills.save(outstockModel('XS2', { FEntity: [free] }))).IsSuccess).toBe(true);
  });

  test.each([
    ['accept', []],
    ['refuse', ['单据体实体【明细信息】第【2】行分录，【实发数量】字段必录']],
  ])('a quantity of 0: %s', async (zeroQuantity, expected) => {
    site.set({ zeroQuantity });
    const lines = [outstockLine(), outstockLine({ FRealQty: 0 })];
    expect(messagesOf(await bills.save(outstockModel('XS1', { FEntity: lines })))).toEqual(expected);
  });

  test('a bill total on a line is on the wrong level', async () => {
    const line = outstockLine({ FBillAmount: 1 });
    expect(messagesOf(await bills.save(outstockModel('XS1', { FEntity: [line] })))[0]).toContain(
      'Key:FBillAmount',
    );
  });

  test('the number of a line is asked for as FEntity.FSeq', async () => {
    const lines = [outstockLine(), outstockLine({ FIsFree: true, FTaxPrice: 0 })];
    const keys = { NeedReturnFields: ['FBillNo', 'FEntity.FSeq'] };
    const { json } = await bills.save(outstockModel('XS1', { FEntity: lines }), keys);
    expect(json.Result.NeedReturnData).toEqual([{ FBillNo: 'XS1', FEntity: [{ FSeq: 1 }, { FSeq: 2 }] }]);
  });
});

describe('records of one number in several organizations', () => {
  const stock = (organization: string) => ({
    FNumber: 'CK9',
    FName: organization,
    FCreateOrgId: { FNumber: organization },
    FUseOrgId: { FNumber: organization },
  });
  const bill = outstockModel('XS1', {
    FStockOrgId: { FNumber: '102' },
    FEntity: [outstockLine({ FStockID: { FNumber: 'CK9' } })],
  });

  test('the record of the delivering organization is meant', async () => {
    site.platform.collections['BD_STOCK']?.replace([stock('101'), stock('102')]);
    await bills.save(bill);
    expect(await bills.query('FStockID.FName')).toEqual([['102']]);
  });

  test.each([
    ['usable', []],
    ['missing', ['单据体实体【明细信息】第【1】行分录，【仓库】字段必录']],
  ])("another organization's record alone is %s", async (foreignRecords, faults) => {
    site.set({ foreignRecords });
    site.platform.collections['BD_STOCK']?.replace([stock('101')]);
    const material = site.platform.collections['BD_MATERIAL']?.list() as Json[];
    const used = { FUseOrgId: { FNumber: '102' } };
    site.platform.collections['BD_MATERIAL']?.replace(material.map((one) => ({ ...one, ...used })));
    expect(messagesOf(await bills.save(bill))).toEqual(faults);
  });
});

describe('reading SAL_OUTSTOCK', () => {
  test('a query with entry fields has one row a line, head values repeated', async () => {
    await bills.save(outstockModel('XS1', { FEntity: [outstockLine(), outstockLine({ FRealQty: 3 })] }));
    const keys =
      'FBillNo,FDate,FDocumentStatus,FCancelStatus,FCustomerID.FNumber,FSaleOrgId.FNumber,FEntity_FSeq,FMaterialID.FNumber,FStockID.FNumber,FRealQty';
    const head = ['XS1', '2025-04-01T00:00:00', 'A', 'A', '10001', '100'];
    expect(await bills.query(keys)).toEqual([
      [...head, 1, 'M00001', 'CK00001', 10],
      [...head, 2, 'M00001', 'CK00001', 3],
    ]);
    expect(await bills.query('FBillNo')).toEqual([['XS1']]);
  });

  test("scheme 004's filter and fields", async () => {
    const type = { FBillTypeID: { FNUMBER: 'XSCKD07_SYS' } };
    await bills.save(outstockModel('XS1', type));
    await bills.save(outstockModel('XS2'));
    const filter =
      "FCreateDate>='2020-01-01 00:00:00' and FDOCUMENTSTATUS<>'C' and FBillTypeID.fnumber='XSCKD07_SYS'";
    const keys =
      'FBillTypeID.FNumber,FBillNo,FDate,FSaleOrgId.FNumber,FCustomerID.FNumber,FStockOrgId.FNumber,FApproveDate';
    expect(await bills.query(keys, filter)).toEqual([
      ['XSCKD07_SYS', 'XS1', '2025-04-01T00:00:00', '100', '10001', '100', null],
    ]);
  });

  test.each(['FAllQty', 'FCustId.FName'])('%s does not exist on the form', async (key) => {
    const [[failure]] = await bills.query(key);
    expect(failure.Result.ResponseStatus).toMatchObject({ IsSuccess: false, MsgCode: 9 });
  });

  test('View has the recorded structure', async () => {
    await bills.save(outstockModel('XS1'));
    const data = { CreateOrgId: 0, Number: 'XS1', Id: '', IsSortBySeq: 'false' };
    const { Result: view } = (await site.call('View', { formid: 'SAL_OUTSTOCK', data })).json.Result;
    const recorded = sample('view-shape').Result.Result;
    for (const key of ['BillTypeID', 'SaleOrgId', 'CarrierID'])
      expect([key, keysOf(view[key])]).toEqual([key, keysOf(recorded[key])]);
    expect(view.BillTypeID_Id).toMatch(/^[0-9a-f]{32}$/);
    expect(view.CreatorId).toEqual({ Id: 100001, Name: '集成用户', UserAccount: 'jinqiao' });
    expect(view.SAL_OUTSTOCKENTRY).toMatchObject([
      { Id: expect.any(Number), Seq: 1, MaterialID: { Number: 'M00001' }, RealQty: 10, IsFree: false },
    ]);
  });

  test('the control address takes what it gives', async () => {
    await bills.save(outstockModel('XS1'));
    const rows = site.platform.collections['SAL_OUTSTOCK']?.list() as Json[];
    site.platform.collections['SAL_OUTSTOCK']?.replace(rows);
    expect(site.platform.collections['SAL_OUTSTOCK']?.list()).toEqual(rows);
  });
});

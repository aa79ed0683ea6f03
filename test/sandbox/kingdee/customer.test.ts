import { messagesOf, Outstocks, statusOf } from './bills';
import { Site, type Json, type Reply } from './support';

let site: Site;
let reader: Outstocks;
beforeAll(async () => {
  site = await Site.start();
  reader = new Outstocks(site);
});
beforeEach(() => site.reset());
afterAll(() => site.sandbox.close());

const customers = () => site.platform.collections['BD_Customer'];
const query = (keys: string, filter = ''): Promise<Json> => reader.query(keys, filter, 'BD_Customer');
const save = (model: object, keys: object = {}): Promise<Reply> =>
  site.call('Save', { formid: 'BD_Customer', data: { Model: model, ...keys } });

function customer(number: string, organization = '100', changes: object = {}): Record<string, unknown> {
  const owner = { FNumber: organization };
  return { FNumber: number, FName: `客户${number}`, FCreateOrgId: owner, FUseOrgId: owner, ...changes };
}

test("the published payload is saved, and scheme 002's smallest one too", async () => {
  const model = customer('CUST9001', '100', {
    FCUSTID: 0,
    FCOUNTRY: { FNumber: 'China' },
    FCustTypeId: { FNumber: 'KHLB001_SYS' },
    FTRADINGCURRID: { FNumber: 'PRE001' },
    FTaxType: { FNumber: 'SFL02_SYS' },
    FTaxRate: { FNumber: 'SL02_SYS' },
    FT_BD_CUSTOMEREXT: { FEnableSL: false, FALLOWJOINZHJ: false },
    FT_BD_CUSTCONTACT: [{ FNUMBER1: '01', FNAME1: '默认地址', FIsDefaultConsignee: true }],
    FT_BD_CUSTORDERORG: [{ FOrderOrgId: { FNumber: '100' }, FIsDefaultOrderOrg: true }],
  });
  expect(statusOf(await save(model, { IsVerifyBaseDataField: 'true' })).IsSuccess).toBe(true);
  const auto = { IsAutoSubmitAndAudit: true, IsVerifyBaseDataField: false };
  expect(statusOf(await save(customer('shop1', '100', { FDescription: '' }), auto)).IsSuccess).toBe(true);
  expect(await query('FNumber,FDocumentStatus,FTRADINGCURRID.FNumber,FFreezeDate')).toEqual([
    ['CUST9001', 'A', 'PRE001', null],
    ['shop1', 'C', 'PRE001', null],
  ]);
});

test('a number is unique inside its use organization', async () => {
  await save(customer('C1'));
  expect(messagesOf(await save(customer('C1')))).toEqual(['编码为"C1"的客户，组织内编码唯一']);
  expect(statusOf(await save(customer('C1', '101'))).IsSuccess).toBe(true);
});

test('a currency that is emptied is required', async () => {
  const unknown = { FTRADINGCURRID: { FNumber: 'nothing' } };
  expect(messagesOf(await save(customer('C1', '100', unknown)))).toEqual(['字段“结算币别”是必填项']);
});

test.each(['FID', 'FPhone', 'FSaleOrgId'])('%s does not exist', async (key) => {
  expect((await query(key))[0][0].Result.ResponseStatus.Errors[0].Message).toContain(key);
});

test("a query with contact fields has one row a contact; all keys of scheme 003's table are known", async () => {
  await save(
    customer('C1', '100', {
      F_FML_Combo: '1',
      F_FML_Combo1: '一级',
      FT_BD_CUSTCONTACT: [
        { FNUMBER1: '01', FNAME1: '甲', FADDRESS1: 'a', FMOBILE: '1' },
        { FNUMBER1: '02', FNAME1: '乙', FADDRESS1: 'b' },
      ],
    }),
  );
  await save(customer('C2'));
  const contacts =
    'FT_BD_CUSTCONTACT_FENTRYID,FT_BD_CUSTCONTACT_FSeq,FNAME1,FADDRESS1,FMOBILE,FTContact.FName';
  const rows = await query(`FNumber,FUseOrgId.FName,F_FML_Combo,F_FML_Combo1,${contacts}`);
  const head = ['C1', '总公司', '1', '一级', expect.any(Number)];
  expect(rows).toEqual([
    [...head, 1, '甲', 'a', '1', null],
    [...head, 2, '乙', 'b', ' ', null],
    ['C2', '总公司', ' ', ' ', null, null, null, null, null, null],
  ]);
  expect(await query(published)).toHaveLength(2);
});

test("View flattens under the names of scheme 003's mapping", async () => {
  await save(customer('C1', '100', { FT_BD_CUSTCONTACT: [{ FNAME1: '甲', FADDRESS1: 'a' }] }));
  const { json } = await site.call('View', { formid: 'BD_Customer', data: { Number: 'C1' } });
  expect(json.Result.Result).toMatchObject({
    Name: [{ Key: 2052, Value: '客户C1' }],
    BD_CUSTCONTACT: [{ Seq: 1, NAME: '甲', ADDRESS: 'a', TContact_Id: 0, TContact: null }],
  });
});

test('custom fields are what the switch says', async () => {
  site.set({ customFields: 'BD_Customer.F_ABC, BD_Customer.FT_BD_CUSTCONTACT.F_DEF' });
  await save(customer('C1', '100', { F_ABC: 'x', FT_BD_CUSTCONTACT: [{ F_DEF: 'y' }] }));
  expect(await query('F_ABC,F_DEF')).toEqual([['x', 'y']]);
  expect((await query('F_FML_Combo'))[0][0].Result.ResponseStatus.MsgCode).toBe(9);
  expect(() => site.set({ customFields: 'F_ABC' })).toThrow('Use <FormId>.<key>');
});

test.each([
  ['ignore', 'FCustId'],
  ['exact', 'FCUSTID'],
])('keys in another case: %s', async (keyCase, works) => {
  site.set({ keyCase });
  await save(customer('C1'));
  expect(await query(works)).toEqual([[expect.any(Number)]]);
  expect(typeof (await query('fcustid'))[0][0]).toBe(keyCase === 'ignore' ? 'number' : 'object');
});

describe('demo data', () => {
  const seeded = (sizes: Record<string, number>) => {
    site.platform.reset({ seed: 7, sizes });
    return customers()?.list() as Json[];
  };

  test('customers on demand, audited, with up to three contacts; the same for the same seed', () => {
    const rows = seeded({ BD_Customer: 20 });
    expect(rows.map((row) => row.FNumber)).toEqual(Array.from({ length: 20 }, (_, at) => `${10_001 + at}`));
    expect(rows[0]).toMatchObject({ FDocumentStatus: 'C', FUseOrgId: { FNumber: '100' } });
    expect(new Set(rows.map((row) => row.FT_BD_CUSTCONTACT.length)).size).toBeGreaterThan(2);
    const names = (all: Json[]) => all.map(({ FName, FADDRESS }) => [FName, FADDRESS]);
    expect(names(seeded({ BD_Customer: 20, BD_STOCK: 3 }))).toEqual(names(rows));
    expect(seeded({})).toEqual([]);
  });

  test('50 materials in pieces unless a size is given', () => {
    const materials = () => site.platform.collections['BD_MATERIAL']?.list() as Json[];
    expect(materials()).toHaveLength(50);
    expect(materials()[49]).toMatchObject({ FNumber: 'M00050', FBaseUnitId: { FNumber: 'Pcs' } });
    seeded({ BD_MATERIAL: 3 });
    expect(materials()).toHaveLength(3);
  });
});

/** The response fields of scheme 003, with dots. */
const published = [
  'FCUSTID,FNumber,FName,FCreateOrgId.FNumber,FUseOrgId.FNumber,FDescription,FIsTrade,FCustTypeId.FNumber',
  'FGroup.FNumber,FSALDEPTID.FNumber,FSELLER.FNumber,FSETTLETYPEID.FNumber,FRECCONDITIONID.FNumber',
  'FDISCOUNTLISTID.FNumber,FPRICELISTID.FNumber,FTRANSLEADTIME,FInvoiceType,FTaxType.FNumber,FShortName,FADDRESS',
  'FZIP,FWEBSITE,FTEL,FFAX,FCompanyClassify.FNumber,FCompanyNature.FNumber,FCompanyScale.FNumber,FINVOICETITLE',
  'FTAXREGISTERCODE,FINVOICEBANKNAME,FINVOICETEL,FINVOICEBANKACCOUNT,FINVOICEADDRESS,FSUPPLIERID.FNumber,FIsGroup',
  'FIsDefPayer,FGROUPCUSTID.FNumber,FCOUNTRY1.FNumber,FBANKCODE,FACCOUNTNAME,FBankTypeRec.FNumber,FTextBankDetail',
  'FBankDetail.FNumber,FOpenAddressRec,FCNAPS,FCURRENCYID.FNumber,FISDEFAULT1,FDefaultConsiLoc.FNumber',
  'FDefaultSettleLoc.FNumber,FDefaultPayerLoc.FNumber,FDefaultContact.FNumber,FMarginLevel,F_FML_Combo1,F_FML_Combo',
  'FContactId,FBIZLOCNUMBER,FCONTACT',
].join(',');

import { forms } from '../../../sandbox/kingdee/forms';
import { type Json, Site } from './support';

let site: Site;
beforeAll(async () => {
  site = await Site.start();
});
beforeEach(() => site.reset());
afterAll(() => site.sandbox.close());

const ask = async (FormId: string) =>
  (await site.call('QueryBusinessInfo', { data: { FormId } })).json.Result;
const byKey = (list: Json[]) => Object.fromEntries(list.map((one) => [one.Key, one]));

test.each(forms.map(({ id }) => id))('%s is described in the shape that clients read', async (id) => {
  const { ResponseStatus: status, NeedReturnData: info } = await ask(id);
  expect(status).toMatchObject({ IsSuccess: true, MsgCode: 0 });
  const text = expect.stringMatching(/./);
  const name = [{ Key: 2052, Value: text }];
  expect(info).toMatchObject({ Id: id, Name: name, PkFieldName: expect.stringMatching(/^F[A-Z]+$/) });
  expect(info.Operations.map((one: Json) => one.OperationNumber)).toEqual(
    expect.arrayContaining(['Save', 'Submit', 'Audit']),
  );
  expect(info.Entrys[0]).toMatchObject({
    Key: 'FBillHead',
    ParentKey: null,
    EntryPkFieldName: info.PkFieldName,
  });
  for (const entry of info.Entrys) {
    expect(entry).toMatchObject({
      Name: name,
      EntryName: text,
      TableName: expect.stringMatching(/^T_[A-Z_\d]+$/),
      EntryPkFieldName: expect.stringMatching(/^F[A-Z\d_]+$/),
    });
    for (const field of entry.Fields) {
      expect(field).toMatchObject({ Key: text, Name: name, FieldName: text, IsViewVisible: true });
      expect([0, 1]).toContain(field.MustInput);
      expect([typeof field.FieldType, typeof field.ElementType]).toEqual(['number', 'number']);
      expect(typeof field.LookUpObjectFormId).toBe('string');
    }
  }
});

test('an entry tells the column of its internal id, its table, and the fields that must be given', async () => {
  const { Entrys: entries, PkFieldName } = (await ask('SAL_OUTSTOCK')).NeedReturnData;
  const { FBillHead: head, FEntity: line } = byKey(entries);
  expect(PkFieldName).toBe('FID');
  expect(line).toMatchObject({
    EntryName: 'SAL_OUTSTOCKENTRY',
    TableName: 'T_SAL_OUTSTOCKENTRY',
    EntryPkFieldName: 'FENTRYID',
    SeqFieldKey: 'FSeq',
    ParentKey: null,
  });
  const { FCustomerID: customer, FNote: note, FDate: date } = byKey(head.Fields);
  expect(customer).toMatchObject({ MustInput: 1, LookUpObjectFormId: 'BD_Customer', FieldType: 127 });
  expect(note).toMatchObject({ MustInput: 0, LookUpObjectFormId: '', FieldType: 231 });
  expect(date).toMatchObject({ MustInput: 1, FieldType: 61 });
});

test('a bare FormId, an unknown form and one without a licence are refused', async () => {
  const bare = (await site.call('QueryBusinessInfo', { FormId: 'BD_STOCK' })).json.Result;
  expect(bare.ResponseStatus).toMatchObject({ IsSuccess: false, MsgCode: 8 });
  const gone = { IsSuccess: false, Errors: [{ Message: expect.stringContaining('业务对象不存在') }] };
  expect((await ask('BD_NONE')).ResponseStatus).toMatchObject(gone);
  site.platform.switches.set({ unlicensedForms: 'PRD_MO, BD_STOCK' });
  expect((await ask('BD_STOCK')).ResponseStatus).toMatchObject(gone);
  expect((await ask('BD_Customer')).ResponseStatus.IsSuccess).toBe(true);
});

import { createKingdeeConnector } from '../../../src/connectors/kingdee';
import type { CustomerDocument, OutstockDocument } from '../../../src/connectors/kingdee/model';
import { call, closeAll, connect, signedSettings, success } from './support';

afterEach(closeAll);

const organization = { FNumber: '100' };
const customer: CustomerDocument = {
  FNumber: 'C1',
  FName: '店铺',
  FCreateOrgId: organization,
  FUseOrgId: organization,
};
const outstock: OutstockDocument = {
  FBillTypeID: { FNumber: 'XSCKD01_SYS' },
  FBillNo: 'XS1',
  FDate: '2025-04-01',
  FSaleOrgId: organization,
  FStockOrgId: organization,
  FCustomerID: { FNumber: 'C1' },
  SubHeadEntity: { FSettleOrgID: organization, FSettleCurrID: { FNumber: 'PRE001' } },
  FEntity: [{ FMaterialID: { FNumber: 'M1' }, FRealQty: 1, FStockID: { FNumber: 'CK1' } }],
};

// @ts-expect-error the published spelling is not the template's
const published: OutstockDocument = { ...outstock, FCustId: { FNumber: 'C1' } };

test('keys and abilities of the forms', () => {
  const kingdee = createKingdeeConnector(signedSettings('http://127.0.0.1:9/k3cloud/'));
  expect(kingdee.keyOf('BD_Customer', customer)).toEqual({
    number: 'C1',
    organization: '100',
    ours: { FUseOrgId: '100', FCreateOrgId: '100' },
  });
  expect(kingdee.keyOf('SAL_OUTSTOCK', published)).toEqual({
    number: 'XS1',
    ours: { FBillTypeID: 'XSCKD01_SYS', FSaleOrgId: '100', FStockOrgId: '100' },
  });
  expect(kingdee.abilitiesOf('SAL_OUTSTOCK')).toEqual({ looksUp: true, audits: true });
  expect(() => kingdee.abilitiesOf('NO_SUCH')).toThrow('form NO_SUCH is not known here');
});

test('switches of submit and audit go out as they are; the documents stay ours', async () => {
  const { site, kingdee } = await connect(() => ({ body: success({ Id: 7, DIndex: 0 }) }), signedSettings);
  await kingdee.submit('SAL_OUTSTOCK', ['7'], { SelectedPostId: 3, NetworkCtrl: '' }, call);
  const options = { InterationFlags: 'STK_InvCheckResult', IsVerifyProcInst: true, Ids: '8' };
  await kingdee.audit('SAL_OUTSTOCK', ['7'], options, call);
  const data = site.seen.map(
    ({ body }) => JSON.parse((JSON.parse(body) as { data: string }).data) as unknown,
  );
  expect(data).toEqual([
    { CreateOrgId: 0, SelectedPostId: 3, NetworkCtrl: '', Numbers: [], Ids: '7' },
    { CreateOrgId: 0, InterationFlags: 'STK_InvCheckResult', IsVerifyProcInst: true, Numbers: [], Ids: '7' },
  ]);
});

test('bills are looked up without an organization, customers within theirs', async () => {
  const { site, kingdee } = await connect(() => ({ body: [] }), signedSettings);
  await kingdee.lookUp('SAL_OUTSTOCK', [{ number: 'XS1' }], [], call);
  await kingdee.lookUp('BD_Customer', [{ number: 'C1', organization: '100' }], [], call);
  const filters = site.seen.map(
    ({ body }) =>
      (JSON.parse((JSON.parse(body) as { data: string }).data) as { FilterString: string }).FilterString,
  );
  expect(filters).toEqual(["FBillNo in ('XS1')", "FNumber in ('C1') and FUseOrgId.FNumber='100'"]);
});

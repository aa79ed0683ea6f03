import { createKingdeeConnector } from '../../../src/connectors/kingdee';
import { requestBody } from '../../../src/connectors/kingdee/operations';
import { call, failure, signedSettings, startSite, success } from './support';

const stock = {
  FNumber: 'CK001',
  FName: '仓',
  FUseOrgId: { FNumber: '101' },
  FCreateOrgId: { FNumber: '101' },
};
const options = { IsVerifyBaseDataField: false, IsAutoSubmitAndAudit: true };

describe('request bodies', () => {
  test.each([
    ['named', { formid: 'BD_STOCK', data: { Number: 'CK001' } }, { data: { FormId: 'X' } }],
    ['named-text', { formid: 'BD_STOCK', data: '{"Number":"CK001"}' }, { data: '{"FormId":"X"}' }],
    ['positional', { parameters: ['BD_STOCK', '{"Number":"CK001"}'] }, { parameters: ['{"FormId":"X"}'] }],
  ] as const)('%s', (layout, withForm, without) => {
    expect(JSON.parse(requestBody(layout, 'BD_STOCK', { Number: 'CK001' }))).toEqual(withForm);
    expect(JSON.parse(requestBody(layout, undefined, { FormId: 'X' }))).toEqual(without);
  });

  test('save, submit and audit', async () => {
    const site = await startSite(() => ({ body: success({ Id: 7, DIndex: 0 }) }));
    const kingdee = createKingdeeConnector(signedSettings(site.url, { bodyForm: 'named' }));
    await kingdee.save('BD_STOCK', [stock], options, call);
    await kingdee.submit('BD_STOCK', ['7', '8'], {}, call);
    await kingdee.audit('BD_STOCK', ['7'], {}, call);
    const byIds = (Ids: string) => ({ formid: 'BD_STOCK', data: { CreateOrgId: 0, Numbers: [], Ids } });
    expect(site.seen.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { formid: 'BD_STOCK', data: { ...options, Model: [stock] } },
      byIds('7,8'),
      byIds('7'),
    ]);
    expect(site.seen.map(({ path }) => path)).toEqual(
      ['BatchSave', 'Submit', 'Audit'].map(
        (name) => `/k3cloud/Kingdee.BOS.WebApi.ServicesStub.DynamicFormService.${name}.common.kdsvc`,
      ),
    );
    await kingdee.close();
    await site.close();
  });

  test('a batch names the threads that the settings ask for', async () => {
    const site = await startSite(() => ({ body: success({ Id: 7, DIndex: 0 }) }));
    const settings = signedSettings(site.url, { bodyForm: 'named', batchCount: 4 });
    const kingdee = createKingdeeConnector(settings);
    await kingdee.save('BD_STOCK', [stock], options, call);
    await kingdee.submit('BD_STOCK', ['7'], {}, call);
    const [save, submit] = site.seen.map(({ body }) => JSON.parse(body) as { data: object });
    expect(save?.data).toEqual({ BatchCount: 4, ...options, Model: [stock] });
    expect(submit?.data).not.toHaveProperty('BatchCount');
    await kingdee.close();
    await site.close();
  });

  test('nothing to write, no call', async () => {
    const kingdee = createKingdeeConnector(signedSettings('http://127.0.0.1:9/k3cloud/'));
    const nothing = { results: [], general: [] };
    expect(await kingdee.save('BD_STOCK', [], {}, call)).toEqual(nothing);
    expect(await kingdee.submit('BD_STOCK', [], {}, call)).toEqual(nothing);
    await kingdee.close();
  });

  test.each([
    ['a primary key would overwrite', { ...stock, FStockId: 100001 }],
    ['no number would double', { ...stock, FNumber: ' ' }],
  ])('%s: refused before any call', async (_, document) => {
    const kingdee = createKingdeeConnector(signedSettings('http://127.0.0.1:9/k3cloud/'));
    expect((await failure(kingdee.save('BD_STOCK', [stock, document], {}, call))).name).toBe('Misconfigured');
    await kingdee.close();
  });
});

describe('business keys', () => {
  const { keyOf } = createKingdeeConnector(signedSettings('http://127.0.0.1:9/k3cloud/'));

  test.each([
    [stock, { number: 'CK001', organization: '101' }],
    [
      { FNumber: 12, FUseOrgId: { FNUMBER: 101 } },
      { number: '12', organization: '101' },
    ],
    [{ FNumber: ' CK ', FUseOrgId: {} }, { number: 'CK' }],
    [{}, { number: '' }],
  ])('%j', (document, key) => {
    expect(keyOf('BD_STOCK', document)).toEqual(key);
  });

  test('an unknown form is one clear line', () => {
    expect(() => keyOf('toString', {})).toThrow(
      'kingdee keyOf: form toString is not known here; known forms: BD_STOCK',
    );
  });
});

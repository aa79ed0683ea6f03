import { readFileSync } from 'node:fs';
import path from 'node:path';
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

  test('ids of 19 digits are asked for again digit by digit: input 21', async () => {
    const file = path.join(__dirname, '../../fixtures/inputs/kingdee/21-ids-of-19-digits.json');
    const { answer_text: body } = JSON.parse(readFileSync(file, 'utf8')) as { answer_text: string };
    const rows = (asked: string) => {
      const { FieldKeys } = (JSON.parse(asked) as { data: { FieldKeys: string } }).data;
      const others = FieldKeys.split(',')
        .slice(3)
        .map(() => '""');
      return `[[${['1234567890123456789', '"A"', '"A"', ...others].join()}],[${['1234567890123456790', '"B"', '"A"', ...others].join()}]]`;
    };
    const site = await startSite(({ operation, body: asked }) => ({
      body: operation === 'ExecuteBillQuery' ? rows(asked) : body,
    }));
    const kingdee = createKingdeeConnector(signedSettings(site.url, { bodyForm: 'named' }));
    const { results } = await kingdee.save(
      'BD_STOCK',
      ['A', 'B'].map((FNumber) => ({ ...stock, FNumber })),
      options,
      call,
    );
    const ids = results.map((result) => ('id' in result ? result.id : ''));
    expect(ids).toEqual(['1234567890123456789', '1234567890123456788']);
    expect((await kingdee.submit('BD_STOCK', ids, {}, call)).results).toHaveLength(2);
    expect((await kingdee.audit('BD_STOCK', ids, {}, call)).results).toHaveLength(2);
    expect(
      site.seen.slice(1).map(({ body: sent }) => (JSON.parse(sent) as { data: { Ids: string } }).data.Ids),
    ).toEqual(['1234567890123456789,1234567890123456788', '1234567890123456789,1234567890123456788']);
    const found = await kingdee.lookUpIds('BD_STOCK', ['1234567890123456789', '1234567890123456790'], call);
    expect(found.map(({ id }) => id)).toEqual(['1234567890123456789', '1234567890123456790']);
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
    [stock, { number: 'CK001', organization: '101', ours: { FUseOrgId: '101', FCreateOrgId: '101' } }],
    [
      { FNumber: 12, FUseOrgId: { FNUMBER: 101 } },
      { number: '12', organization: '101', ours: { FUseOrgId: '101' } },
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

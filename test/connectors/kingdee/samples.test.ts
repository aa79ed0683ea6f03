import type { Rejection, WriteAnswer } from '../../../src/connectors/connector';
import { createKingdeeConnector, type KingdeeConnector } from '../../../src/connectors/kingdee';
import { appSecretSettings, call, failure, sample, signedSettings, startSite } from './support';

/** Answers one operation with one recorded answer, over a socket. */
async function withAnswer<T>(
  body: unknown,
  use: (kingdee: KingdeeConnector) => Promise<T>,
  status = 200,
): Promise<T> {
  const site = await startSite(() => ({ status, body, headers: { 'x-api-requestid': 'request-1' } }));
  const kingdee = createKingdeeConnector(signedSettings(site.url));
  try {
    return await use(kingdee);
  } finally {
    await kingdee.close();
    await site.close();
  }
}

const stock = (number: string) => ({ FNumber: number, FUseOrgId: { FNumber: '101' } });

const save = (kingdee: KingdeeConnector) => kingdee.save('BD_STOCK', [stock('CK001')], {}, call);
const audit = (kingdee: KingdeeConnector) => kingdee.audit('BD_STOCK', ['105016'], {}, call);
const query = (kingdee: KingdeeConnector) =>
  kingdee.query({ form: 'BD_STOCK', fields: ['FNumber', 'FImage'], limit: 10 }, call);

function rejectionOf(answer: WriteAnswer): Rejection {
  const [result] = answer.results;
  if (result === undefined || !('rejection' in result))
    throw new Error(`no rejection: ${JSON.stringify(answer)}`);
  return result.rejection;
}

describe('recorded refusals of one document', () => {
  test.each([
    ['save-fail-duplicate-billno', save, 'duplicate-number', 'FBillNo'],
    ['save-fail-duplicate-basedata-number', save, 'duplicate-number', 'FNumber,FUseOrgId'],
    ['save-fail-interaction-negative-stock', save, 'interaction', 'AbstractInteractionResult'],
    ['save-fail-qty-over-limit', save, 'quantity-limit', 'FQTY'],
    ['save-fail-old-version', save, 'required-field', 'FStockId'],
    ['fail-network-control-conflict', save, 'edit-lock', undefined],
    ['fail-number-not-found', audit, 'number-not-found', undefined],
    ['audit-fail-already-audited', audit, 'already-audited', undefined],
  ])('%s', async (name, operation, cause, field) => {
    const answer = await withAnswer(sample(name), operation);
    const rejection = rejectionOf(answer);
    expect(rejection).toMatchObject({ cause, advice: { en: expect.any(String), zh: expect.any(String) } });
    expect(rejection.field).toBe(field);
    expect(rejection.message).toMatch(/[\u4e00-\u9fff]/);
    expect(answer.general).toEqual([]);
  });

  test('several errors of one document are joined, those of another stay apart', async () => {
    const documents = [stock('CK001'), stock('CK002')];
    const answer = await withAnswer(sample('batchsave-fail-required-fields'), (kingdee) =>
      kingdee.save('BD_STOCK', documents, {}, call),
    );
    expect(answer.general).toEqual([]);
    expect(answer.results.map(({ index }) => index)).toEqual([0, 1]);
    for (const result of answer.results) {
      const { rejection } = result as { rejection: Rejection };
      expect(rejection).toMatchObject({ cause: 'required-field', field: 'FCustomerID' });
      expect(rejection.message.match(/必/g)).toHaveLength(4);
    }
  });

  test('errors of an older version without DIndex stay general in a batch', async () => {
    const documents = [stock('CK001'), stock('CK002')];
    const answer = await withAnswer(sample('save-fail-old-version'), (kingdee) =>
      kingdee.save('BD_STOCK', documents, {}, call),
    );
    expect(answer.results).toEqual([]);
    expect(answer.general.map(({ cause }) => cause)).toEqual(['required-field', 'interaction']);
  });
});

describe('recorded successes', () => {
  test('save and audit give the internal id', async () => {
    const saved = (kingdee: KingdeeConnector) => kingdee.save('BD_STOCK', [stock('FKSQ000016')], {}, call);
    expect(await withAnswer(sample('save-success'), saved)).toEqual({
      results: [{ index: 0, id: '100074' }],
      general: [],
    });
    expect(await withAnswer(sample('audit-success'), audit)).toEqual({
      results: [{ index: 0, id: '105016' }],
      general: [],
    });
  });

  test('an older version names a single document beside the status, and none of a batch', async () => {
    const older = sample('save-success-old-version');
    const lone = (kingdee: KingdeeConnector) => kingdee.save('BD_STOCK', [stock('CGRK00016')], {}, call);
    expect((await withAnswer(older, lone)).results).toEqual([{ index: 0, id: '100040' }]);
    const batch = (kingdee: KingdeeConnector) =>
      kingdee.save('BD_STOCK', [stock('CK001'), stock('CK002')], {}, call);
    expect(await withAnswer(older, batch)).toEqual({ results: [], general: [] });
  });

  test('rows come as trimmed text, a blank is absent', async () => {
    const fields = ['FNumber', 'FImageFileServer'];
    const rows = await withAnswer(sample('query-rows-empty-strings'), (kingdee) =>
      kingdee.query({ form: 'BD_MATERIAL', fields, limit: 10 }, call),
    );
    expect(rows).toEqual([{ FNumber: '07.39' }, { FNumber: '07.01.01' }, { FNumber: '07.01.02' }]);
  });

  test('stock rows keep their ids and numbers', async () => {
    const fields = [
      'FStockId',
      'FName',
      'FDocumentStatus',
      'FNumber',
      'FUseOrgId.FName',
      'FUseOrgId.FNumber',
    ];
    const rows = await withAnswer(sample('query-rows-bd-stock'), (kingdee) =>
      kingdee.query({ form: 'BD_STOCK', fields, limit: 10 }, call),
    );
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatchObject({ FStockId: '106168', FNumber: 'CK005', 'FUseOrgId.FNumber': '101' });
  });

  test('View gives the document', async () => {
    const document = await withAnswer(sample('view-shape'), (kingdee) =>
      kingdee.view('SAL_OUTSTOCK', 'X', call),
    );
    expect(document).toMatchObject({ Id: 100001, SaleOrgId: { Number: '100' } });
  });

  test('View of a number that does not exist gives nothing', async () => {
    const view = (kingdee: KingdeeConnector) => kingdee.view('BD_STOCK', 'FYBX20240718000001', call);
    expect(await withAnswer(sample('fail-number-not-found'), view)).toBeUndefined();
  });
});

describe('recorded refusals of a whole call', () => {
  test('a query of an unknown field is a fault of the configuration, never a row', async () => {
    const error = await failure(withAnswer(sample('query-fail-field-not-found'), query));
    expect(error).toMatchObject({ name: 'Misconfigured', details: { code: '9' } });
    expect(error.message).toContain('FImage');
  });

  test.each([
    ['session-lost-object', save],
    ['session-lost-query', query],
  ])('%s, again after a fresh session, stops with advice', async (name, operation) => {
    const error = await failure(
      withAnswer(sample(name), operation as (k: KingdeeConnector) => Promise<unknown>),
    );
    expect(error).toMatchObject({
      name: 'Unauthorized',
      details: { code: '1', advice: { zh: expect.any(String) } },
    });
    expect(error.message).toContain('会话信息已丢失');
  });

  test.each([
    [0, 'Misconfigured', '5001', /check the address/],
    [1, 'Unauthorized', '4002', /check appId and appSecret/],
    [2, 'Unauthorized', '4006', /clock right/],
  ])('gateway refusal %i', async (index, name, code, advice) => {
    const { body } = (sample('gateway-519') as { body: object }[])[index]!;
    const error = await failure(withAnswer(body, save, 519));
    expect(error).toMatchObject({ name, details: { code, requestId: 'request-1' } });
    expect(error.message).toMatch(/网关/);
    expect(error.message).toMatch(advice);
  });

  test('a refused login stops with the words of the platform', async () => {
    const site = await startSite(() => ({ body: sample('login-fail-template') }));
    const kingdee = createKingdeeConnector(appSecretSettings(site.url));
    const error = await failure(query(kingdee));
    expect(error).toMatchObject({
      name: 'Unauthorized',
      details: { operation: 'LoginByAppSecret', code: '0' },
    });
    expect(error.message).toContain('用户名或密码错误');
    await kingdee.close();
    await site.close();
  });

  test('the recorded login succeeds although it carries a MessageCode', async () => {
    const login = { ...(sample('login-validateuser-success') as object), KDSVCSessionId: 'session-9' };
    const site = await startSite(({ operation }) => ({ body: operation.startsWith('Login') ? login : [] }));
    const kingdee = createKingdeeConnector(appSecretSettings(site.url));
    expect(await query(kingdee)).toEqual([]);
    expect(site.seen[1]?.headers['kdservice-sessionid']).toBe('session-9');
    await kingdee.close();
    await site.close();
  });
});

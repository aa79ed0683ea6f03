import { servicePath, Site, stockModel } from './support';

let site: Site;
beforeAll(async () => {
  site = await Site.start();
});
beforeEach(() => site.reset());
afterAll(() => site.sandbox.close());

const data = { Model: stockModel('CK1'), NeedReturnFields: ['FNumber'] };
const json = JSON.stringify(data);
const envelope = { format: 1, useragent: 'ApiClient', rid: 'r1', timestamp: '2024-01-01', v: '1.0' };
const formBody = new URLSearchParams({ formid: 'BD_STOCK', data: json }).toString();

describe('body forms', () => {
  test.each([
    ['A, data as object', JSON.stringify({ formid: 'BD_STOCK', data }), 'application/json'],
    ['B, data as text', JSON.stringify({ formid: 'BD_STOCK', data: json }), 'application/json'],
    ['other key casing', JSON.stringify({ FormID: 'BD_STOCK', Data: json }), 'application/json'],
    ['C, positional', JSON.stringify({ parameters: ['BD_STOCK', json] }), 'application/json'],
    [
      'D, positional as text in an envelope',
      JSON.stringify({ ...envelope, parameters: JSON.stringify(['BD_STOCK', json]) }),
      'text/plain',
    ],
    [
      'E, positional in an envelope',
      JSON.stringify({ ...envelope, parameters: ['BD_STOCK', json] }),
      'application/json; charset=utf-8',
    ],
    ['F, form-urlencoded', formBody, 'application/x-www-form-urlencoded'],
    [
      'the misspelt type of the Java SDK',
      JSON.stringify({ parameters: ['BD_STOCK', json] }),
      'applicatin/json',
    ],
    ['a type that is none', JSON.stringify({ formid: 'BD_STOCK', data }), 'nonsense'],
    ['a byte order mark', `\uFEFF${JSON.stringify({ formid: 'BD_STOCK', data })}`, 'application/json'],
  ])('%s', async (_name, body, type) => {
    const reply = await site.post(servicePath('Save'), body, {
      'Content-Type': type,
      'kdservice-sessionid': site.sessionId,
    });
    expect(reply.json).toMatchObject({ Result: { Number: 'CK1', NeedReturnData: [{ FNumber: 'CK1' }] } });
  });

  test.each(['["BD_STOCK","{}"]', '{"formid":', 'hello'])('HTTP 500 with text for %s', async (body) => {
    const reply = await site.post(servicePath('Save'), body, { 'kdservice-sessionid': site.sessionId });
    expect([reply.status, reply.json]).toEqual([500, undefined]);
    expect(reply.text).toContain('Additional text found in JSON string');
  });

  test.each([
    {},
    { formid: 'BD_STOCK' },
    { formid: 'BD_STOCK', data: 'no json' },
    { formid: 'BD_STOCK', data: {} },
  ])('MsgCode 8 for %j', async (body) => {
    const status = (await site.call('Save', body)).json.Result.ResponseStatus;
    expect([status.MsgCode, status.Errors[0].Message]).toEqual([8, '接口参数 data 不能为空']);
  });

  test('ExecuteBillQuery takes data as object or text, unless the site wants text', async () => {
    const query = { FormId: 'BD_Currency', FieldKeys: 'FCODE', FilterString: "FNumber='PRE001'" };
    for (const body of [
      { data: query },
      { data: JSON.stringify(query) },
      { parameters: [JSON.stringify(query)] },
    ])
      expect((await site.call('ExecuteBillQuery', body)).json).toEqual([['CNY']]);
    site.set({ queryDataObject: 'refuse' });
    expect(
      (await site.call('ExecuteBillQuery', { data: query })).json[0][0].Result.ResponseStatus.MsgCode,
    ).toBe(8);
    expect((await site.call('ExecuteBillQuery', { data: JSON.stringify(query) })).json).toEqual([['CNY']]);
  });
});

describe('addresses', () => {
  test('service and operation names in any case', async () => {
    const path = servicePath('batchSAVE')
      .replace('k3cloud', 'K3Cloud')
      .replace('DynamicFormService', 'DynamicFormservice');
    const body = JSON.stringify({ formid: 'bd_stock', data: { Model: [stockModel('CK1')] } });
    const reply = await site.post(path, body, { SID: site.sessionId });
    expect(reply.json.Result.ResponseStatus.IsSuccess).toBe(true);
  });

  test.each([
    servicePath('Save').replace('k3cloud/', ''),
    servicePath('Save').replace('.common.kdsvc', ''),
    'k3cloud/Kingdee.BOS.Unknown.Service.common.kdsvc',
    'k3cloud/a/b',
  ])('403 and nothing for %s', async (path) => {
    const reply = await site.post(path, '{}');
    expect([reply.status, reply.text]).toEqual([403, '']);
  });

  test('the site root is a page', async () => {
    const reply = await site.get('k3cloud/');
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  test('an operation that is not simulated says so', async () => {
    const status = (await site.call('Push', { formid: 'BD_STOCK', data: {} })).json.Result.ResponseStatus;
    expect(status.Errors[0].Message).toContain('Push');
  });

  test('the list of data centers needs no login', async () => {
    const path =
      'k3cloud/Kingdee.BOS.ServiceFacade.ServicesStub.Account.AccountService.GetDataCenterList.common.kdsvc';
    const { acctId } = site.platform.describe('') as { acctId: string };
    expect((await site.post(path, '{}')).json).toEqual([
      { Id: acctId, Number: '001', Name: expect.any(String) },
    ]);
  });

  test('query-task mode: pending first, then the result', async () => {
    const started = await site.batchSave([stockModel('CK1')]);
    expect(started.json.Result.ResponseStatus.IsSuccess).toBe(true);
    const body = {
      formid: 'BD_STOCK',
      data: { Model: [stockModel('CK2')] },
      beginmethod: 'BeginQueryImpl',
      querymethod: 'QueryAsyncResult',
    };
    const { Status, TaskId } = (await site.call('BatchSave', body)).json;
    const info = (id: string) => ({ queryInfo: JSON.stringify({ TaskId: id, Cancelled: false }) });
    const done = (await site.call('QueryAsyncResult', info(TaskId))).json;
    expect([Status, done.Status, done.Result.Result.ResponseStatus.SuccessEntitys[0].Number]).toEqual([
      0,
      2,
      'CK2',
    ]);
    expect((await site.call('QueryAsyncResult', info('none'))).json.Result.ResponseStatus.IsSuccess).toBe(
      false,
    );
  });
});

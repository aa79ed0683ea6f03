import { createKingdeeConnector, type KingdeeConnector } from '../../../src/connectors/kingdee';
import { call, failure, refusal, type Scripted, signedSettings, startSite } from './support';

const documents = ['CK001', 'CK002'].map((number) => ({ FNumber: number, FUseOrgId: { FNumber: '101' } }));

const read = (kingdee: KingdeeConnector) =>
  kingdee.query({ form: 'BD_STOCK', fields: ['FNumber'], limit: 10 }, call);
const write = (kingdee: KingdeeConnector) => kingdee.save('BD_STOCK', documents, {}, call);

async function answerOf<T>(
  scripted: Scripted,
  use: (kingdee: KingdeeConnector) => Promise<T>,
  more = {},
): Promise<T> {
  const site = await startSite(() => scripted);
  const kingdee = createKingdeeConnector(signedSettings(site.url, more));
  try {
    return await use(kingdee);
  } finally {
    await kingdee.close();
    await site.close();
  }
}

/** Message, MsgCode, what a read becomes, what a write becomes. */
const wholeCalls: [string, number | undefined, string, string][] = [
  ['您没有仓库的查看权限，请联系系统管理员', 2, 'Unauthorized', 'Unauthorized'],
  ['您没有仓库的查看权限，请联系系统管理员', undefined, 'Unauthorized', 'Unauthorized'],
  ['当前用户未指定允许调用WebAPI接口', 11, 'Unauthorized', 'Unauthorized'],
  ['许可', 7, 'Unauthorized', 'Unauthorized'],
  ['管理员', 15, 'Unauthorized', 'Unauthorized'],
  ['太快', 14, 'Throttled', 'Throttled'],
  ['标识为"BD_STOCKS"的业务对象不存在', 4, 'Misconfigured', 'Misconfigured'],
  ['标识为空', 5, 'Misconfigured', 'Misconfigured'],
  ['接口参数 data 不能为空', 8, 'Misconfigured', 'Misconfigured'],
  ['当前查询串无法解析--XXX', undefined, 'Misconfigured', 'Misconfigured'],
  ['数据库执行异常', undefined, 'Unavailable', 'InDoubt'],
  ['失败', 6, 'Unavailable', 'InDoubt'],
];

describe('refusals of a whole call', () => {
  test.each(wholeCalls)('%s (MsgCode %s): read %s, write %s', async (message, msgCode, onRead, onWrite) => {
    const refused = refusal(message, msgCode);
    const readError = await failure(answerOf({ body: [[refused]] }, read));
    const writeError = await failure(answerOf({ body: refused }, write));
    expect([readError.name, writeError.name]).toEqual([onRead, onWrite]);
    expect(readError).toMatchObject({
      details: { platformMessage: message, advice: { zh: expect.any(String) } },
    });
  });

  test('the pause after the call limit is a setting', async () => {
    const limited = { body: refusal('太快', 14) };
    const error = await failure(answerOf(limited, write, { callLimitPauseMs: 7 }));
    expect(error).toMatchObject({ name: 'Throttled', retryAfterMs: 7 });
  });

  test('a read refused for no known reason is outside the contract, with the answer kept', async () => {
    const error = await failure(answerOf({ body: [[refusal('前所未见', 12345)]] }, read));
    expect(error).toMatchObject({
      name: 'ProtocolViolation',
      rawAnswer: expect.stringContaining('前所未见'),
    });
  });

  test('a batch in which one document succeeded is never refused as a whole', async () => {
    const mixed = refusal('您没有权限', 2, { index: 1, entities: [{ Id: 7, Number: 'CK001', DIndex: 0 }] });
    const answer = await answerOf({ body: mixed }, write);
    expect(answer.results).toMatchObject([
      { index: 0, id: '7' },
      { index: 1, rejection: { cause: 'no-permission' } },
    ]);
  });
});

describe('refusals of one document', () => {
  test.each<[string, number | undefined, string]>([
    ['“demo”使用业务单据：“仓库”业务操作-“[仓库-1-修改]”冲突，请稍候再使用。', 0, 'edit-lock'],
    ['网控', 13, 'edit-lock'],
    ['字段“客户”是必填项', 11, 'required-field'],
    ['单据体实体【明细信息】第【1】行分录，【仓库】字段必录', undefined, 'required-field'],
    ['AbstractInteractionResult.InteractionContext is null', undefined, 'interaction'],
    ['ResolveFiled_InnerEx解析字段(Key:FX)…实体不存在此属性！[EntityType：BillHead…]', 4, 'unknown-field'],
    ['引用的客户', 9, 'missing-base-data'],
    ['本期已关账', 11, 'closed-period'],
    ['将截断字符串或二进制数据。', 6, 'value-too-long'],
    ['已被其他用户修改', undefined, 'stale-data'],
    ['单据状态为暂存/创建/重新审核才允许删除', undefined, 'wrong-state'],
    ['未将对象引用设置到对象的实例', undefined, 'server-exception'],
    ['什么都没有', 10, 'no-data'],
    ['别的验证', 11, 'validation-failed'],
    ['前所未见', undefined, 'other'],
  ])('%s (MsgCode %s) is %s', async (message, msgCode, cause) => {
    const answer = await answerOf({ body: refusal(message, msgCode, { index: 1 }) }, write);
    expect(answer).toMatchObject({ results: [{ index: 1, rejection: { cause, message } }], general: [] });
  });

  test('of several errors of a document the telling one names the cause', async () => {
    const errors = ['别的验证', '字段“客户”是必填项'].map((Message) => ({
      FieldName: null,
      Message,
      DIndex: 1,
    }));
    const body = { Result: { ResponseStatus: { IsSuccess: false, Errors: errors, MsgCode: 11 } } };
    const answer = await answerOf({ body }, write);
    expect(answer.results).toMatchObject([
      { index: 1, rejection: { cause: 'required-field', message: '别的验证; 字段“客户”是必填项' } },
    ]);
  });

  test('a site adds its own words for a cause', async () => {
    const messages = { 'closed-period': ['Period locked'] };
    const answer = await answerOf({ body: refusal('Period locked: 2024-12', 11) }, write, { messages });
    expect(answer.general).toMatchObject([{ cause: 'closed-period' }]);
  });

  test.each([7, -1, 0])('DIndex %i of a batch of two ties an error to no document', async (index) => {
    const answer = await answerOf({ body: refusal('字段“客户”是必填项', 11, { index }) }, write);
    expect(answer).toMatchObject({ results: [], general: [{ cause: 'required-field' }] });
    expect(answer).not.toHaveProperty('named');
  });

  test.each([
    '编码为“CK002”的仓库，组织内编码唯一',
    '[CK002] 已被使用',
    '仓库"CK002" failed',
    '（ CK002 ）出错',
  ])(
    'DIndex 0 beside %s: the document is named, and still refused by nothing but its own call',
    async (message) => {
      const answer = await answerOf({ body: refusal(message, 11) }, write);
      expect(answer).toMatchObject({ results: [], general: [{}], named: [1] });
    },
  );

  test('a number within another word names no document', async () => {
    const answer = await answerOf({ body: refusal('单据“XCK0021”与 CK002A 冲突', 11) }, write);
    expect(answer).not.toHaveProperty('named');
  });

  test('a DIndex above 0 is believed, whatever number the message names', async () => {
    const answer = await answerOf({ body: refusal('上级“CK001”不存在', 11, { index: 1 }) }, write);
    expect(answer).toMatchObject({ results: [{ index: 1 }], general: [] });
  });

  test('a refusal without any error is not taken for silence', async () => {
    const body = {
      Result: { ResponseStatus: { IsSuccess: false, Errors: [], SuccessEntitys: [], MsgCode: 11 } },
    };
    const answer = await answerOf({ body }, write);
    expect(answer).toMatchObject({ results: [], general: [{ cause: 'validation-failed' }] });
  });

  test('documents in neither list stay undecided', async () => {
    const status = {
      IsSuccess: true,
      Errors: [],
      SuccessEntitys: [{ Id: 8, Number: 'CK002', DIndex: 1 }],
      MsgCode: 0,
    };
    const answer = await answerOf({ body: { Result: { ResponseStatus: status } } }, write);
    expect(answer).toEqual({ results: [{ index: 1, id: '8' }], general: [] });
  });

  test('a document both done and refused counts as done: a look-up tells the rest', async () => {
    const both = refusal('审核失败', 11, { index: 0, entities: [{ Id: 7, Number: 'CK001', DIndex: 0 }] });
    expect((await answerOf({ body: both }, write)).results).toEqual([{ index: 0, id: '7' }]);
  });

  test('an audit answers by internal id, whatever the position, and other documents are not ours', async () => {
    const entities = [
      { Id: 102, Number: 'CK002', DIndex: 0 },
      { Id: 999, Number: 'AR00004867', DIndex: 1 },
    ];
    const status = { IsSuccess: true, Errors: [], SuccessEntitys: entities, MsgCode: 0 };
    const audit = (kingdee: KingdeeConnector) => kingdee.audit('BD_STOCK', ['101', '102'], {}, call);
    const answer = await answerOf({ body: { Result: { ResponseStatus: status } } }, audit);
    expect(answer).toEqual({ results: [{ index: 1, id: '102' }], general: [] });
  });

  test('messages are cut to 300 characters and hold no secret', async () => {
    const secret = '0123456789abcdef0123456789abcdef';
    const answer = await answerOf({ body: refusal(`${secret} ${'长'.repeat(900)}`, 11) }, write);
    const [rejection] = answer.general;
    expect(rejection?.message).toHaveLength(300);
    expect(rejection?.message).not.toContain(secret);
  });
});

describe('answers that are none', () => {
  test.each<[string, Scripted, string, string]>([
    ['HTML', { body: '<html>' }, 'ProtocolViolation', 'InDoubt'],
    ['half a JSON', { body: '[[1' }, 'ProtocolViolation', 'InDoubt'],
    ['an empty object', { body: {} }, 'Unauthorized', 'InDoubt'],
    ['a server exception', { body: 'response_error:{"Message":"boom"}' }, 'Unavailable', 'InDoubt'],
    [
      'a lost session as exception',
      { body: 'response_error:会话信息已丢失' },
      'Unauthorized',
      'Unauthorized',
    ],
    ['500', { status: 500, body: 'boom' }, 'Unavailable', 'InDoubt'],
    ['502', { status: 502, body: '<html>' }, 'Unavailable', 'InDoubt'],
    ['504', { status: 504, body: '' }, 'Unavailable', 'InDoubt'],
    ['429', { status: 429, body: '' }, 'Throttled', 'Throttled'],
    ['401', { status: 401, body: 'no' }, 'Unauthorized', 'Unauthorized'],
    ['403 without a word', { status: 403, body: '' }, 'Misconfigured', 'Misconfigured'],
    ['404', { status: 404, body: 'x' }, 'Misconfigured', 'Misconfigured'],
    ['a redirect', { status: 302, body: '' }, 'Misconfigured', 'Misconfigured'],
    [
      'an unknown gateway refusal',
      { status: 519, body: { errcode: 9999, description: 'busy[GW]' } },
      'Unavailable',
      'Unavailable',
    ],
    [
      'an unreadable request',
      { status: 500, body: 'Additional text found in JSON string after finishing deserializing object.' },
      'Misconfigured',
      'Misconfigured',
    ],
  ])('%s: read %s, write %s', async (_, scripted, onRead, onWrite) => {
    const readError = await failure(answerOf(scripted, read));
    const writeError = await failure(answerOf(scripted, write));
    expect([readError.name, writeError.name]).toEqual([onRead, onWrite]);
  });

  test('nobody listens: a write was certainly not sent', async () => {
    const site = await startSite(() => ({}));
    await site.close();
    const kingdee = createKingdeeConnector(signedSettings(site.url));
    expect((await failure(write(kingdee))).name).toBe('Unavailable');
    await kingdee.close();
  });

  test('an abort comes back as the reason of the caller', async () => {
    const reason = new Error('cancelled');
    const controller = new AbortController();
    const site = await startSite(async () => {
      controller.abort(reason);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { body: [] };
    });
    const kingdee = createKingdeeConnector(signedSettings(site.url));
    const query = { form: 'BD_STOCK', fields: ['FNumber'], limit: 1 };
    expect(await failure(kingdee.query(query, { signal: controller.signal }))).toBe(reason);
    await kingdee.close();
    await site.close();
  });

  test('rows of another width are no data', async () => {
    expect((await failure(answerOf({ body: [['a', 'b']] }, read))).name).toBe('ProtocolViolation');
  });
});

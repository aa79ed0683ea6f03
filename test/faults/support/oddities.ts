import type { Kind } from './kinds';
import { drawnFrom, type Switched } from './lies';
import type { Random } from './random';

/** Words of a refusal, and whether a read that is refused so is simply tried again. */
const words: readonly (readonly [text: string, heals: boolean])[] = [
  ['服务器忙，请稍后再试', true],
  ['伺服器繁忙，請稍後再試', true],
  ['事务与另一个进程被死锁在锁资源上，并且已被选作死锁牺牲品。请重新运行该事务。', true],
  ['The timeout period elapsed. Timeout expired.', true],
  ['调用太频繁，请稍后再试!', true],
  ['会话信息已丢失，请重新登录', false],
  ['Session information is lost, please sign in again', false],
  ['您没有“仓库”的“查看”权限', false],
  ['未将对象引用设置到对象的实例。', false],
];

/** A refusal of a whole call in these words, as each platform wraps it. */
const refusals: Readonly<Record<string, (text: string) => readonly unknown[]>> = {
  jushuitan: (msg) => [{ code: 500, msg }],
  qimen: (msg) => [
    { error_response: { code: 15, msg, sub_code: 'isp.unknown-error' } },
    { response: { flag: 'failure', code: 15, message: msg, sub_code: 'isp.unknown-error' } },
    `<?xml version="1.0" encoding="utf-8" ?><error_response><code>15</code><msg>${msg}</msg></error_response>`,
  ],
  guanyi: (errorDesc) => [{ success: false, errorCode: 'system_error', subErrorCode: '', errorDesc }],
  greatonce: (message) => [{ code: '500', flag: 'failure', message }],
  kingdee: (Message) => [
    {
      Result: {
        ResponseStatus: {
          ErrorCode: 500,
          IsSuccess: false,
          Errors: [{ FieldName: null, Message, DIndex: 0 }],
          SuccessEntitys: [],
          SuccessMessages: [],
          MsgCode: 0,
        },
      },
    },
    { IsSuccess: false, ShowErrMsg: Message },
    `response_error:${JSON.stringify({ ShowErrMsg: '调用服务失败', InnerExWrapper: { Message } })}`,
  ],
};

/** A page that counts rows and has none. */
const noRows: Readonly<Record<string, unknown>> = {
  jushuitan: {
    code: 0,
    msg: '执行成功',
    data: { data_count: 9, page_count: 2, has_next: true, datas: null },
  },
  qimen: { response: { data_count: 9, page_count: 2, has_next: true, datas: null } },
  guanyi: { success: true, errorCode: '', errorDesc: '', shops: null, total: 9 },
};

const firewall = '<html><body>您的请求可能存在威胁，已被拦截</body></html>';

/** An odd answer to a call of a platform, once the platform has done its work or before. */
export function oddityOf(platform: string, random: Random): Kind {
  const after = random.chance(0.5);
  const body = (name: string, text: unknown): Kind => ({
    name,
    fault: { kind: 'answer', body: text, after },
    heals: false,
  });
  const [text, heals] = random.pick(words);
  const status = random.pick([400, 403, 405, 418]);
  return random.pick<() => Kind>([
    () => ({ ...body(text, random.pick(refusals[platform]?.(text) ?? [text])), heals: heals && !after }),
    () => ({ ...body(text, random.pick(refusals[platform]?.(text) ?? [text])), heals: heals && !after }),
    () => body('broken JSON', '{"code":0,"data":{"datas":[{"wms_co_id":'),
    () => body('null', 'null'),
    () => body('a list that is null', noRows[platform] ?? 'null'),
    () => ({
      name: `HTTP ${status} of a firewall`,
      fault: { kind: 'status', status, body: firewall, after },
      heals: false,
    }),
  ])();
}

/** What differs from site to site, or from version to version of a platform, and must make no difference. */
const sites: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  jushuitan: { isMain: ['absent', 'number', 'text'], initChangesToken: [false], refreshChangesToken: [true] },
  qimen: {
    failureEnvelope: ['error_response'],
    subMessageKey: ['sub_message', 'none'],
    successWords: [true],
    businessErrors: ['wrapped'],
    rowVersion: ['text', 'absent'],
    timeForm: ['milliseconds'],
  },
  guanyi: {
    answerShape: ['2021', '2019'],
    emptyList: ['null', 'absent'],
    failureFlag: [false],
    idType: ['string'],
    throttleStyle: ['http-429'],
  },
  kingdee: {
    siteLanguage: ['en'],
    setCookie: ['every-answer'],
    build: ['middle', 'old'],
    failureForm: ['show-err-msg', 'exception'],
    busyCalls: [1, 2],
    busyText: ['系统繁忙', '執行逾時已過期。', 'Rerun the transaction.'],
    batchFailure: ['drop-all'],
    mixedIsSuccess: [true],
    errorIndex: ['zero'],
    autoAuditFailure: ['keep-saved'],
    saveOnAudited: ['accept'],
    duplicateNumbers: ['accept'],
    queryLagSeconds: [1],
    defaultOrder: ['unstable'],
    emptyText: ['space', 'empty'],
    queryFailureShape: ['padded'],
  },
};

/** How the site of a platform differs from others. */
export function siteOf(platform: string, random: Random): Switched {
  return { platform, values: drawnFrom(sites[platform] ?? {}, random.int(1, 3), random) };
}

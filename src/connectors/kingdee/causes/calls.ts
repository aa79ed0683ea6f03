import type { Meaning } from './meaning';

/** Heals by one fresh session; it is an error only when the fresh one is lost too. */
export const sessionLost = {
  cause: 'session-lost',
  effect: 'session',
  // `会话信息已丢失` with MsgCode 1 in every recording.
  family: 'session',
  msgCodes: [1],
  en: "the session is refused although it is new: check appId, appSecret, the authorisation of the app, that no other program logs in as this user, and (signed calls) this host's clock",
  zh: '新会话仍被拒绝：请核对应用ID、密钥和第三方系统登录授权，确认没有其他程序使用同一用户登录，签名方式还须校准本机时钟',
} as const satisfies Meaning;

/** Refusals of a whole call, whatever it carried. */
export const callMeanings = [
  sessionLost,
  {
    cause: 'unknown-form',
    effect: 'misconfigured',
    text: /标识为.+的业务对象不存在/,
    en: 'this account set has no such form: check the form id and the modules licensed',
    zh: '数据中心没有此业务对象：请核对 FormId 及模块许可',
  },
  {
    cause: 'unknown-field',
    effect: 'misconfigured',
    only: 'read',
    text: /字段不存在/,
    msgCodes: [9],
    en: 'the form has no such field: correct the field key',
    zh: '单据没有此字段：请更正字段标识',
  },
  {
    cause: 'bad-query',
    effect: 'misconfigured',
    text: /当前查询串无法解析/,
    en: 'Kingdee cannot read the query: check field keys and filter',
    zh: '查询语句无法解析：请检查字段和过滤条件',
  },
  {
    cause: 'bad-request',
    effect: 'misconfigured',
    text: /接口参数\s*data\s*不能为空|编码值或内码值必须传其一|(?:表单|操作|单据)标识为空/,
    msgCodes: [3, 5, 8],
    en: 'the site does not take the request in this form: try another bodyForm',
    zh: '接口参数格式不被接受：请尝试其他 bodyForm 设置',
  },
  {
    cause: 'no-permission',
    effect: 'unauthorized',
    text: /您没有.*权限/,
    family: 'permission',
    msgCodes: [2],
    en: 'give the integration user this permission in Kingdee',
    zh: '请在金蝶中为集成用户授予该权限',
  },
  {
    cause: 'not-on-allow-list',
    effect: 'unauthorized',
    // Comes with MsgCode 11.
    text: /未指定允许调用webapi接口/,
    en: 'add the user to the site parameter "users allowed to call the WebAPI"',
    zh: '请在系统参数“允许调用WebAPI接口用户”中加入该用户',
  },
  {
    cause: 'licence',
    effect: 'unauthorized',
    msgCodes: [7],
    en: "the licence does not cover this call: check licences and the user's licence group",
    zh: '许可错误：请检查产品许可及用户许可分组',
  },
  {
    cause: 'admin-forbidden',
    effect: 'unauthorized',
    msgCodes: [15],
    en: 'administrators may not call the WebAPI: use an ordinary integration user',
    zh: '禁止管理员登录：请改用普通集成用户',
  },
] as const satisfies readonly Meaning[];

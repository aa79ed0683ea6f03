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

/** Refusals of a login. `LoginResultType` as in the vendor's manual. */
export const loginMeanings = [
  {
    cause: 'wrong-account-set',
    effect: 'unauthorized',
    text: /数据中心无法获取到/,
    en: 'check acctId: the site has no such account set',
    zh: '请核对数据中心ID（acctId）',
  },
  {
    cause: 'account-locked',
    effect: 'unauthorized',
    text: /登录失败次数超限|(?:用户|账号|帐号)(?:已经?)?被?锁定/,
    en: 'the user is locked after too many wrong passwords: wait about 30 minutes or unlock it, and correct the password first',
    zh: '登录失败次数超限，用户已锁定：请先更正密码，约30分钟后重试或由管理员解锁',
  },
  {
    cause: 'app-not-allowed',
    effect: 'unauthorized',
    text: /第三方应用.*不允许用户/,
    en: "add the user to the app in Kingdee's third-party login authorisation",
    zh: '请在“第三方系统登录授权”中为该应用添加此用户',
  },
  {
    cause: 'wrong-app-secret',
    effect: 'unauthorized',
    text: /fail to verify thirty passport/,
    loginCode: '002005000003016',
    en: 'check appId and appSecret',
    zh: '请核对应用ID和应用密钥',
  },
  {
    cause: 'wrong-password',
    effect: 'unauthorized',
    text: /用户名或密码错误/,
    loginResult: 0,
    en: 'check userName and the password or appSecret; about five wrong ones lock the user',
    zh: '请核对用户名和密码（或应用密钥）；连续约5次错误会锁定用户',
  },
  {
    cause: 'password-expired',
    effect: 'unauthorized',
    loginResult: -2,
    en: 'the password is no longer valid: change it in Kingdee and here',
    zh: '密码已失效：请在金蝶中修改密码并更新配置',
  },
  {
    cause: 'password-expired',
    effect: 'unauthorized',
    loginResult: -3,
    en: 'the password must be changed: change it in Kingdee and here',
    zh: '必须修改密码：请在金蝶中修改密码并更新配置',
  },
  {
    cause: 'login-warning',
    effect: 'unauthorized',
    loginResult: -4,
    en: 'Kingdee answered the login with a warning and no session: log in by hand once and read it',
    zh: '登录返回警告且没有会话：请手工登录一次查看提示',
  },
  {
    cause: 'login-needs-form',
    effect: 'unauthorized',
    loginResult: -5,
    en: 'the login needs a dialogue: use an ordinary integration user rather than an administrator',
    zh: '登录需要界面处理：请改用普通集成用户，不要使用管理员',
  },
  {
    cause: 'passport-not-bound',
    effect: 'unauthorized',
    loginResult: -6,
    en: 'bind the user to its cloud passport in Kingdee',
    zh: '请在金蝶中绑定云通行证',
  },
  {
    cause: 'not-activated',
    effect: 'unauthorized',
    loginResult: -7,
    en: 'activate the user in Kingdee',
    zh: '请先激活该用户',
  },
] as const satisfies readonly Meaning[];

/** Refusals that say nothing of the records: Kingdee does not work at the moment. Told last, by what no other row knows. */
export const passingMeanings = [
  {
    cause: 'call-limit',
    effect: 'throttle',
    family: 'limit',
    msgCodes: [14],
    en: 'Kingdee limits the calls of this account: slow down or use another integration user',
    zh: '接口调用受限：请降低频率或增加集成用户',
  },
  {
    cause: 'busy',
    effect: 'breakdown',
    family: 'later',
    en: 'Kingdee is busy or stopped a transaction: it is tried again by itself; if it goes on, ask its administrator',
    zh: '金蝶服务器繁忙或事务被中断：会自动重试；若持续出现请联系系统管理员',
  },
  {
    cause: 'database-failure',
    effect: 'breakdown',
    text: /数据库执行异常|数据库操作失败/,
    msgCodes: [6],
    en: 'the database behind Kingdee failed; if it goes on, ask its administrator',
    zh: '金蝶数据库操作失败；若持续出现请联系系统管理员',
  },
  {
    cause: 'server-exception',
    effect: 'breakdown',
    only: 'read',
    text: /未将对象引用设置到对象的实例/,
    msgCodes: [4],
    en: 'Kingdee failed inside; if it goes on, look at its server log',
    zh: '金蝶服务端异常；若持续出现请查看服务端日志',
  },
] as const satisfies readonly Meaning[];

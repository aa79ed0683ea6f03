import type { Meaning } from './meaning';

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

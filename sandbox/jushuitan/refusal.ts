/** The open platform (G2) and the old gateway (G1), which word the same codes differently. */
export type Generation = 'open' | 'gateway';

/** Codes with their texts: the newer table for the open platform, the older for the old gateway (page §7.1). */
const texts = {
  badSign: { code: 10, open: '验证失败！无效签名', gateway: '验证失败!无效签名' },
  badToken: {
    code: 100,
    open: '验证失败！无效的access_token或access_token已过期',
    gateway: 'access_token超时',
  },
  badAddress: {
    code: 110,
    open: '验证失败！已设置IP白名单，该IP不在白名单列表：{}，请登录开发者后台自行添加IP',
    gateway: '验证失败!已设置IP白名单，验证IP无效：{}，请联系管理员添加IP',
  },
  noData: { code: 130, open: '传输数据不能为空', gateway: '传输数据不能为空' },
  notConvertible: { code: 130, open: '参数无法转换', gateway: '参数无法转换' },
  badClock: {
    code: 140,
    open: '验证失败！无效的timestamp，请求最大时间误差15分钟',
    gateway: '参数不符合规范,请检查传入参数!',
  },
  badParameter: {
    code: 140,
    open: '参数不符合规范,请检查传入参数!',
    gateway: '参数不符合规范,请检查传入参数!',
  },
  noRefresh: {
    code: 150,
    open: '服务商应用禁止刷新access_token,需商户重新授权',
    gateway: '内部处理异常！',
  },
  gatewayClock: { code: 180, open: '执行失败!', gateway: '执行失败!' },
  noPermission: { code: 190, open: '验证失败！无API权限，请申请API权限', gateway: '验证失败!' },
  noInterface: { code: 190, open: '接口不存在', gateway: '验证失败!' },
  tooManyASecond: { code: 199, open: '调用频次超过限制!请稍后再试', gateway: '调用太频繁，请稍后再试!' },
  tooManyAMinute: { code: 200, open: '调用频次超过限制', gateway: '调用频次超过限制!' },
} as const;

/** Why a call is refused. */
export type RefusalReason = keyof typeof texts;

/** Thrown by checks; the route turns it into its generation's error envelope. */
export class Refusal extends Error {
  constructor(
    readonly reason: RefusalReason,
    private readonly detail = '',
  ) {
    super(reason);
  }

  /** Code and text as that generation sends them. */
  words(generation: Generation): { code: number; msg: string } {
    const entry = texts[this.reason];
    return { code: entry.code, msg: entry[generation].replace('{}', this.detail) };
  }
}

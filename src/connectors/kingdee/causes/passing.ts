import type { Meaning } from './meaning';

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

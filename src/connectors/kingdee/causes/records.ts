import type { Meaning } from './meaning';

/** Refusals of one record for its state, its day or its shape; the others of the batch may well be fine. */
export const recordMeanings = [
  {
    cause: 'already-audited',
    effect: 'reject',
    text: /单据已经审核/,
    en: 'the document is audited already; nothing to do',
    zh: '单据已审核，无需处理',
  },
  {
    cause: 'wrong-state',
    effect: 'reject',
    text: /只能删除|才允许删除|单据已审核[,，]不允许修改/,
    msgCodes: [12],
    en: 'the document state does not allow this: un-audit or cancel it in Kingdee first',
    zh: '单据状态不允许此操作：请先在金蝶中反审核或撤销',
  },
  {
    cause: 'closed-period',
    effect: 'reject',
    // The text is unverified: 关账 and 结账 are the product's terms for it. A site can add its own under `messages`.
    text: /关账|结账|(?<![a-z])period (?:is|has been) closed(?![a-z])/,
    en: 'the period is closed: reopen it, or date the document into an open period',
    zh: '期间已关账/结账：请反关账，或将单据日期改到开放期间',
  },
  {
    cause: 'server-exception',
    effect: 'reject',
    only: 'write',
    text: /未将对象引用设置到对象的实例/,
    msgCodes: [4],
    en: 'Kingdee failed on this document: look at its server log',
    zh: '金蝶处理该单据时异常：请查看服务端日志',
  },
  {
    cause: 'no-data',
    effect: 'reject',
    msgCodes: [10],
    en: 'Kingdee finds nothing to work on: check that the document still exists',
    zh: '未找到对应数据：请确认单据仍然存在',
  },
  {
    cause: 'validation-failed',
    effect: 'reject',
    msgCodes: [11],
    en: 'correct what the message names, in the source or in the mapping',
    zh: '请按提示在来源系统或映射中更正',
  },
] as const satisfies readonly Meaning[];

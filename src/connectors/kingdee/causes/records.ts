import type { Meaning } from './meaning';

/** Refusals of one record; the others of the batch may well be fine. */
export const recordMeanings = [
  {
    cause: 'edit-lock',
    effect: 'reject',
    // Comes with MsgCode 0, although 13 is the published one.
    text: /冲突，请稍候再使用/,
    msgCodes: [13],
    en: 'someone has the document open; try again in a few seconds',
    zh: '单据正被他人编辑（网控冲突），请稍后重试',
  },
  {
    cause: 'duplicate-number',
    effect: 'reject',
    text: /违反字段唯一性要求|编码唯一/,
    en: 'the number is already used: look the document up and compare it',
    zh: '编码已被使用，请查询该编码的单据并核对',
  },
  {
    cause: 'required-field',
    effect: 'reject',
    text: /是必填项|字段必录/,
    en: 'fill the field in the source or in the mapping; also check that the base data it refers to exists and is enabled',
    zh: '请在来源系统或映射中补全该字段，并检查所引用的基础资料存在且未禁用',
  },
  {
    cause: 'interaction',
    effect: 'reject',
    text: /AbstractInteractionResult|可以忽略的异常数据/,
    en: 'Kingdee asks for a confirmation: correct the data, or allow it with InterationFlags (STK_InvCheckResult allows negative stock)',
    zh: '金蝶要求人工确认：请修正数据，或在 InterationFlags 中允许（STK_InvCheckResult 允许负库存）',
  },
  {
    cause: 'already-audited',
    effect: 'reject',
    text: /单据已经审核/,
    en: 'the document is audited already; nothing to do',
    zh: '单据已审核，无需处理',
  },
  {
    cause: 'number-not-found',
    effect: 'reject',
    text: /编码值\[.*\]不存在/,
    en: 'no record has this number in the organization: create it or correct the number',
    zh: '该组织内没有此编码：请先建立资料或更正编码',
  },
  {
    cause: 'stale-data',
    effect: 'reject',
    text: /已被其他用户修改/,
    en: 'someone changed the document meanwhile; try again',
    zh: '单据已被他人修改，请重试',
  },
  {
    cause: 'wrong-state',
    effect: 'reject',
    text: /只能删除|才允许删除|单据已审核，不允许修改/,
    msgCodes: [12],
    en: 'the document state does not allow this: un-audit or cancel it in Kingdee first',
    zh: '单据状态不允许此操作：请先在金蝶中反审核或撤销',
  },
  {
    cause: 'quantity-limit',
    effect: 'reject',
    text: /数量大于入库上限/,
    en: 'the quantity exceeds what the source bill allows: check the quantities',
    zh: '数量超过上限，请核对数量',
  },
  {
    cause: 'closed-period',
    effect: 'reject',
    // The text is unverified: 关账 and 结账 are the product's terms for it. A site can add its own under `messages`.
    text: /关账|结账/,
    en: 'the period is closed: reopen it, or date the document into an open period',
    zh: '期间已关账/结账：请反关账，或将单据日期改到开放期间',
  },
  {
    cause: 'value-too-long',
    effect: 'reject',
    // SQL Server's own message 8152/2628, which Kingdee passes on as a database failure (unverified).
    text: /截断字符串|would be truncated/i,
    en: 'a value is longer than its field: shorten it',
    zh: '内容超过字段长度，请缩短',
  },
  {
    cause: 'unknown-field',
    effect: 'reject',
    only: 'write',
    text: /字段不存在|实体不存在此属性/,
    en: 'the form has no such field at this level: correct the mapping',
    zh: '单据在此层级没有该字段：请更正映射',
  },
  {
    cause: 'missing-base-data',
    effect: 'reject',
    only: 'write',
    // Text unverified; code 9 is "field or value missing" and the texts for fields are above.
    msgCodes: [9],
    en: 'base data that the document refers to is missing or disabled: create or enable it in Kingdee',
    zh: '引用的基础资料不存在或已禁用：请在金蝶中新增或启用',
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

import type { Meaning } from './meaning';

const beingUsed =
  /冲突.?请稍[候后]再使用|网控冲突|网络冲突|正在?校对|(?:单据|资料|数据|记录).{0,12}(?:正在?被|正由).{0,20}(?:使用|编辑|打开|占用|锁定|修改|操作)|(?:单据|资料|数据|记录)(?:已经?)?被.{0,20}(?:打开|占用)|(?<![a-z])(?:being edited|in use by|locked by|opened by)(?![a-z])/;

/** Refusals of one record that stand in somebody's way for a while: they pass without a change of the record. */
export const conflictMeanings = [
  {
    cause: 'network-conflict',
    effect: 'reject',
    text: /网[络控]冲突.*[关结]账|(?:正处于|正在|正进行).{0,4}(?:反?关账|反?结账)/,
    en: 'Kingdee is closing the books of this organization just now: it is tried again by itself',
    zh: '该组织正在关账或反关账：稍后会自动重试',
  },
  {
    cause: 'edit-lock',
    effect: 'reject',
    // Comes with MsgCode 0, although 13 is the published one.
    text: beingUsed,
    msgCodes: [13],
    en: 'someone has the document open; try again in a few seconds',
    zh: '单据正被他人编辑（网控冲突），请稍后重试',
  },
  {
    cause: 'stale-data',
    effect: 'reject',
    text: /已被其他用户修改|已经被.{0,12}修改/,
    en: 'someone changed the document meanwhile; try again',
    zh: '单据已被他人修改，请重试',
  },
  {
    cause: 'interaction',
    effect: 'reject',
    text: /abstractinteractionresult|可以?忽略的异常数据/,
    en: 'Kingdee asks for a confirmation: correct the data, or allow it with InterationFlags (STK_InvCheckResult allows negative stock)',
    zh: '金蝶要求人工确认：请修正数据，或在 InterationFlags 中允许（STK_InvCheckResult 允许负库存）',
  },
] as const satisfies readonly Meaning[];

/** Refusals for what a record holds: fields that the form does not have, values that are missing, taken, too long or outside what is allowed. */
export const valueMeanings = [
  {
    cause: 'unknown-field',
    effect: 'reject',
    only: 'write',
    text: /字段不存在|实体不存在此属性/,
    en: 'the form has no such field at this level: correct the mapping',
    zh: '单据在此层级没有该字段：请更正映射',
  },
  {
    cause: 'duplicate-number',
    effect: 'reject',
    text: new RegExp(
      '违反字段唯一性要求[:：]? ?(?:单据)?(?:编码|编号|单号)唯一|组织内(?:编码|编号)唯一|^(?:fnumber|fbillno)\\b.*唯一' +
        '|唯一(?:索引|约束|键).*重复|重复键|ora 00001|(?<![a-z])(?:unique constraint|duplicate key|duplicate entry)(?![a-z])',
    ),
    en: 'the number is already used: look the document up and compare it',
    zh: '编码已被使用，请查询该编码的单据并核对',
  },
  {
    cause: 'value-taken',
    effect: 'reject',
    text: /违反字段唯一性要求|唯一性校验|(?:名称|简称|字段|组合)唯一|名称.{0,40}(?:已存在|已经存在|重复|已被使用|已经被使用)|(?<![a-z])name .{0,40}already (?:exists|used|in use)(?![a-z])/,
    en: 'another document has this value already, and Kingdee wants it once: look for it, then change one of the two or the uniqueness rule of the form',
    zh: '其他单据或资料已使用该值，且金蝶要求唯一：请查找后修改其中之一，或调整该单据的唯一性规则',
  },
  {
    cause: 'required-field',
    effect: 'reject',
    text: /是必填项|是必录|必录(?:字段|项)|字段必录|不能为空|(?<![a-z])(?:is required|must not be (?:empty|null)|cannot be (?:empty|null|blank))(?![a-z])/,
    en: 'fill the field in the source or in the mapping; also check that the base data it refers to exists and is enabled',
    zh: '请在来源系统或映射中补全该字段，并检查所引用的基础资料存在且未禁用',
  },
  {
    cause: 'value-too-long',
    effect: 'reject',
    // SQL Server's 8152 and 2628 and Oracle's ORA-12899, which Kingdee passes on as a database failure.
    text: /截断字符串|would be truncated|ora 12899|value too large for column|data too long|(?:长度|字符数?|字数).{0,10}(?:超过|超出|大于|不能超过).{0,16}(?:长度|字符|限制|上限|\d)|(?:超过|超出|大于).{0,10}(?:最大)?长度|不能(?:超过|大于|多于) ?\d+ ?个?(?:字符|字|汉字|位)/,
    en: 'a value is longer than its field: shorten it',
    zh: '内容超过字段长度，请缩短',
  },
  {
    cause: 'quantity-limit',
    effect: 'reject',
    text: /数量大于入库上限/,
    en: 'the quantity exceeds what the source bill allows: check the quantities',
    zh: '数量超过上限，请核对数量',
  },
] as const satisfies readonly Meaning[];

const things =
  '(?:基础资料|客户|供应商|物料|仓库|仓位|部门|员工|业务员|销售员|单位|币别|组织|科目|辅助资料|税率|结算方式|价目表|批号|使用组织)';
const latinThings =
  '(?:customer|supplier|material|stock|warehouse|department|unit|currency|organization|employee|base data)';

/** Refusals for what a record refers to, which somebody sets right in Kingdee. */
export const baseDataMeanings = [
  {
    cause: 'not-initialised',
    effect: 'reject',
    text: /未(?:结束|完成)?初始化|(?:尚未|没有|未)启用|(?<![a-z])not (?:been )?initiali[sz]ed(?![a-z])/,
    en: 'the organization or module is not initialised or not enabled in Kingdee: finish its initialisation',
    zh: '组织或模块尚未结束初始化或未启用：请在金蝶中结束初始化或启用',
  },
  {
    cause: 'number-not-found',
    effect: 'reject',
    text: /编码值\[.*\]不存在/,
    en: 'no record has this number in the organization: create it or correct the number',
    zh: '该组织内没有此编码：请先建立资料或更正编码',
  },
  {
    cause: 'missing-base-data',
    effect: 'reject',
    only: 'write',
    text: new RegExp(
      `(?:未|没有|尚未)(?:被)?分配|被(?:禁用|停用)|已经?(?:禁用|停用)` +
        `|${things}.{0,60}(?:不存在|未找到|找不到|未审核|不可用|已失效)` +
        `|(?<![a-z])${latinThings}(?![a-z]).{0,60}(?:does not exist|not found|is disabled|not (?:been )?(?:assigned|allocated))(?![a-z])`,
    ),
    // 9 is "field or value missing"; texts for fields have rows of their own.
    msgCodes: [9],
    en: 'base data that the document refers to is missing, disabled or not assigned to the organization: create, enable or allocate it in Kingdee',
    zh: '引用的基础资料不存在、已禁用或未分配到该组织：请在金蝶中新增、启用或分配',
  },
] as const satisfies readonly Meaning[];

/** A field that was sent and that Kingdee calls empty: it found no usable base data of the number. */
export const unresolvedReference = {
  cause: 'missing-base-data',
  en: 'the field was sent, and Kingdee found no base data of this number in the organization: create it, enable it or allocate it in Kingdee, or correct the number',
  zh: '该字段已传值，但金蝶在该组织内没有找到可用的基础资料：请在金蝶中新增、启用或分配，或更正编码',
} as const;

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

import type { Meaning } from './meaning';

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

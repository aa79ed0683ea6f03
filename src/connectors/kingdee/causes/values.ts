import type { Meaning } from './meaning';

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

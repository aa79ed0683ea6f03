import type { Text } from './language';

/** By scheme: what its tables do not say by themselves. */
export const notes: Readonly<Record<string, readonly Text[]>> = {
  jushuitanWarehousesToKingdeeStocks: [
    {
      en: 'Only enabled warehouses are listed by Jushuitan. The published labels of the two paging parameters are swapped: `page_index` is the page number.',
      zh: '聚水潭只返回启用的仓库。发布的两个分页参数名称写反了：`page_index` 是页码。',
    },
  ],
  qimenSaleoutsToKingdeeOutstocks: [
    {
      en: 'Published are names without values: the values are ours. The documented sale-out row and the order-like row of the published table are read alike.',
      zh: '发布的表只有字段名、没有取值：取值为本项目所定。文档中的出库行与发布表中类似订单的行均可读取。',
    },
    {
      en: 'Money is decimal arithmetic: the amounts of a bill add up to the fen. Line amounts of the source are kept; where they have parts of a fen they are rounded such that the sum of the bill stays right.',
      zh: '金额按十进制计算：单据合计精确到分。来源的明细金额原样保留；有不足一分的，取整后合计仍然正确。',
    },
    {
      en: 'A code table that `jinqiao.yml` does not give means that the number in Kingdee is the code of the source itself. A given table that lacks a code refuses the record, unless `unknownCodes` is `pass`.',
      zh: '`jinqiao.yml` 没有给出某张对照表时，金蝶编码即来源编码本身。给出的表中缺少某编码时拒绝该记录，除非 `unknownCodes` 为 `pass`。',
    },
    {
      en: 'Save, submit and audit are steps of their own, unless `autoSubmitAndAudit` is `true`.',
      zh: '保存、提交、审核是各自独立的步骤，除非 `autoSubmitAndAudit` 为 `true`。',
    },
  ],
  guanyiShopsToKingdeeCustomers: [
    {
      en: '`modify_start_date` is published empty: the first run reads every shop unless `since` in `jinqiao.yml` says otherwise, later ones what was modified since. Parameters that render to nothing are not sent.',
      zh: '`modify_start_date` 发布时为空：首次运行读取全部店铺（除非 `jinqiao.yml` 设置了 `since`），之后只读取新修改的店铺。结果为空的参数不发送。',
    },
  ],
  kingdeeCustomersToGreatonceDistributors: [
    {
      en: 'A customer that other organizations were allocated is one customer: the copies, whose use organization is not the one that created them, are skipped. A `filter` that names `FUseOrgId` takes the rows of that organization as they are.',
      zh: '分配给其他组织的客户视为同一客户：使用组织与创建组织不同的副本会跳过。若 `filter` 指定了 `FUseOrgId`，则按该组织的行原样读取。',
    },
    {
      en: 'A row is one contact of a customer: `bfn_num` is its running number, from 1. A customer without contacts is one row, or none (`customersWithoutContacts` of the Kingdee connection).',
      zh: '一行是客户的一个联系人：`bfn_num` 为其顺序号，从 1 起。没有联系人的客户为一行，或不产生行（金蝶连接的 `customersWithoutContacts`）。',
    },
    {
      en: '`codeRule`: `name-row` as published (a renamed customer or a new order of contacts gives new codes), `number-row`, `number-contact` (number and internal id of the contact), `number`. A rule that gives two rows of a page the same code refuses the later one.',
      zh: '`codeRule`：`name-row` 为发布的规则（客户改名或联系人顺序变化会产生新编码），`number-row`，`number-contact`（客户编码加联系人内码），`number`。同一页中编码相同的后一行会被拒绝。',
    },
    {
      en: '`mobileFrom`: `name` as published, which puts the name of the contact into `mobile`; `phone` puts the phone there.',
      zh: '`mobileFrom`：`name` 为发布的取值，即把联系人姓名写入 `mobile`；`phone` 写入电话。',
    },
    {
      en: "`F_FML_Combo` and `F_FML_Combo1` are the published tenant's own fields: they are empty unless `extraFields` of the Kingdee connection names them.",
      zh: '`F_FML_Combo`、`F_FML_Combo1` 是发布方账套的自定义字段：只有金蝶连接的 `extraFields` 列出时才有值。',
    },
    {
      en: 'Nothing can be looked up in GreatOnce unless `lookUpMethod` of its connection names a method: a call without an answer ends as in doubt, and a code that GreatOnce calls existing counts as unchanged.',
      zh: '除非巨益连接的 `lookUpMethod` 给出查询方法，否则无法在巨益中查询：没有应答的调用记为待核实；巨益答复“已存在”的编码记为未变。',
    },
  ],
  kingdeeOutstocksToAudited: [
    {
      en: "`FCancelStatus='A'` is ours, the rest of the filter is as published: a voided bill can be neither submitted nor audited, and would be refused in every run.",
      zh: "`FCancelStatus='A'` 为本项目所加，过滤条件的其余部分与发布的一致：已作废的单据既不能提交也不能审核，否则每次运行都会被拒绝。",
    },
    {
      en: 'Of bills that share one number none is submitted or audited: each is refused as `doubled`, with the ids of all.',
      zh: '编号相同的多张单据均不提交、不审核：各自以 `doubled` 拒绝，并列出全部内码。',
    },
    {
      en: 'Published is the beginning of the last run; here it is long ago unless `since` or `from` say otherwise, so that a bill whose audit failed is found by every run until it is audited.',
      zh: '发布的起始时间是上次同步；这里默认很早以前（可由 `since` 或 `from` 指定），因此审核失败的单据每次运行都会再找到，直到审核为止。',
    },
    {
      en: 'Bills that are only saved (A, D) are submitted first; with `submit` `false` they are refused with advice instead. Audited ones (C) are left alone.',
      zh: '仅保存的单据（A、D）先提交；`submit` 为 `false` 时则拒绝并给出建议。已审核（C）的不动。',
    },
  ],
};

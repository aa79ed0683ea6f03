import type { Text } from './language';

/** A published request parameter that is in no table of the scheme: where it is instead, or why it is not used. */
export interface Elsewhere {
  readonly side: 'source' | 'target';
  /** As published. */
  readonly name: string;
  readonly reason: Text;
}

const form: Text = { en: 'the form named above under Target', zh: '即上文“目标”中的表单' };
const operation: Text = { en: 'the operation named above under Target', zh: '即上文“目标”中的操作' };
const callSwitch: Text = {
  en: 'a switch of the call, as under Target; it is no member of the sub-header',
  zh: '是调用的开关，见“目标”；不是子单据头的成员',
};
const limit: Text = { en: 'the page size, which the connector sends', zh: '即每页行数，由连接器发送' };
const startRow: Text = {
  en: 'not used: an offset skips rows when rows enter or leave the filter; paged by key instead',
  zh: '不使用：过滤结果变化时按偏移会漏行；改为按主键翻页',
};
const topRowCount: Text = {
  en: 'not used: it would end the list early; published without a value',
  zh: '不使用：会提前截断列表；发布时没有取值',
};
const fieldKeys: Text = {
  en: "the connector asks for every published response field; `extraFields` of the connection adds the site's own",
  zh: '连接器查询全部已发布的响应字段；账套自定义字段由连接的 `extraFields` 补充',
};
const column: Text = {
  en: 'a column of the query: the connector asks for it in FieldKeys',
  zh: '查询列：由连接器写入 FieldKeys',
};

/** `FEntity.FMaterialId` is written as the vendor's template spells it. */
const spelt = (key: string): Text => ({
  en: `the field \`${key}\`: spelling and place as in Kingdee's own template`,
  zh: `即字段 \`${key}\`：写法和位置按金蝶自己的模板`,
});

const target = (name: string, reason: Text): Elsewhere => ({ side: 'target', name, reason });
const source = (name: string, reason: Text): Elsewhere => ({ side: 'source', name, reason });
const callCells = [target('FormId', form), target('Operation', operation)];
const query = [
  source('Limit', limit),
  source('StartRow', startRow),
  source('TopRowCount', topRowCount),
  source('FieldKeys', fieldKeys),
];
const outstockColumns =
  'FBillTypeID_FNumber FID FBillNo FDate FSaleOrgId_FNumber FCustomerID_FNumber FStockOrgId_FNumber FApproveDate';
const inSubHeader = 'FEntity.SubHeadEntity';

/** By scheme: what its published table has beside the parameters in ours. */
export const elsewhere: Readonly<Record<string, readonly Elsewhere[]>> = {
  jushuitanWarehousesToKingdeeStocks: callCells,
  qimenSaleoutsToKingdeeOutstocks: [
    target('FEntity.FMaterialId', spelt('FEntity.FMaterialID')),
    target('FEntity.FStockId', spelt('FEntity.FStockID')),
    target('FEntity.FBillAmount', {
      en: 'not sent: Kingdee adds up the amount of the bill itself',
      zh: '不发送：单据金额由金蝶汇总',
    }),
    target(inSubHeader, spelt('SubHeadEntity')),
    target(`${inSubHeader}.FSettleOrgId`, spelt('SubHeadEntity.FSettleOrgID')),
    target(`${inSubHeader}.FSETTLECURRID`, spelt('SubHeadEntity.FSettleCurrID')),
    target(`${inSubHeader}.FSalesManID`, spelt('FSalesManID')),
    target(`${inSubHeader}.FormId`, form),
    target(`${inSubHeader}.Operation`, operation),
    target(`${inSubHeader}.IsAutoSubmitAndAudit`, callSwitch),
    target(`${inSubHeader}.IsVerifyBaseDataField`, callSwitch),
  ],
  guanyiShopsToKingdeeCustomers: callCells,
  kingdeeCustomersToGreatonceDistributors: query,
  kingdeeOutstocksToAudited: [
    ...outstockColumns.split(' ').map((name) => source(name, column)),
    ...query,
    target('FormId', form),
  ],
};

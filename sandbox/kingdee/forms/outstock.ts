import { bill } from './bill';
import { code, date, flag, number, status, text, to } from './fields';
import type { Field } from './form';
import { outstockLine } from './outstock-line';
import { outstockMoney } from './outstock-money';

const organization = 'ORG_Organizations';
/** A customer record belongs to an organization: the one that sells. */
const sold = { within: 'FSaleOrgId' };
const delivered = { within: 'FStockOrgId' };

const parties: readonly Field[] = [
  date('FDate', '日期', { must: true }),
  to(organization, 'FSaleOrgId', '销售组织', { must: true }),
  to('BD_Customer', 'FCustomerID', '客户', { must: true, ...sold }),
  to(organization, 'FStockOrgId', '发货组织', { must: true }),
  to('BD_Customer', 'FReceiverID', '收货方', sold),
  to('BD_Customer', 'FSettleID', '结算方', sold),
  to('BD_Customer', 'FPayerID', '付款方', sold),
  to('BD_Department', 'FDeliveryDeptID', '发货部门', delivered),
  to('BD_Department', 'FSaleDeptID', '销售部门', sold),
  to('BD_OPERATORGROUP', 'FSalesGroupID', '销售组', sold),
  to('BD_Saler', 'FSalesManID', '销售员', sold),
  to('BD_OPERATORGROUP', 'FStockerGroupID', '库存组', delivered),
  to('BD_Empinfo', 'FStockerID', '仓管员', delivered),
  code('FOwnerTypeIdHead', '货主类型', { initial: 'BD_OwnerOrg' }),
  to(organization, 'FOwnerIdHead', '货主'),
];

const shipping: readonly Field[] = [
  to('BD_Supplier', 'FCarrierID', '承运商'),
  text('FCarriageNO', '运输单号'),
  text('FReceiveAddress', '收货方地址'),
  text('FLinkMan', '收货人姓名'),
  text('FLinkPhone', '联系电话'),
  to('BD_CUSTLOCATION', 'FHeadLocationId', '交货地点'),
  code('FCDateOffsetUnit', '信用偏置单位'),
  number('FCDateOffsetValue', '信用偏置值'),
  text('FNote', '备注'),
];

const kind: readonly Field[] = [
  code('FBussinessType', '业务类型', { initial: 'NORMAL' }),
  to('BOS_ASSISTANTDATA_SELECT', 'FTransferBizType', '跨组织业务类型'),
  flag('FIsTotalServiceOrCost', '整单服务或费用'),
  status('FARStatus', '应收状态', { initial: 'A' }),
];

const shop: readonly Field[] = [
  text('FSHOPNUMBER', '店铺编号', { emptyAs: '' }),
  date('FGYDATE', '管易日期'),
  code('FSALECHANNEL', '销售渠道'),
  text('FLogisticsNos', '物流单号', { emptyAs: '' }),
  text('FBuyerNick', '买家昵称', { emptyAs: '' }),
];

/**
 * SAL_OUTSTOCK (销售出库单), the core of the published field list. Required are the starred fields, and the bill type (own
 * choice: a bill without one is in no list). Left out: locations (flex fields) and links to source bills.
 */
export const outstock = bill({
  id: 'SAL_OUTSTOCK',
  label: '销售出库单',
  numberPrefix: 'XSCKD',
  billType: 'XSCKD01_SYS',
  fields: [...parties, ...shipping, ...kind, ...shop],
  entries: [outstockMoney, outstockLine],
});

import type { OutstockDocument } from '../connectors/kingdee/model';
import type { SaleoutItem, SaleoutRow } from '../connectors/qimen/model';
import { numberOf, type CodeContext, type codeChoices } from './fields/codes';
import { dayOf } from './fields/dates';
import { type pricingChoices, saleoutLines, type PricedLine } from './fields/money';
import type { ChoicesOf } from './fields/parameters';
import { defineMapping } from './mapping';

type ParameterName =
  | 'billType'
  | 'saleOrganization'
  | 'stockOrganization'
  | 'settleOrganization'
  | 'currency'
  | 'salesman'
  | 'unknownCodes'
  | 'taxRate'
  | 'priceDigits'
  | 'taxAmounts'
  | 'zeroQuantity'
  | 'zeroAmount'
  | 'negativeLines'
  | 'status'
  | 'dateType'
  | 'verifyBaseData'
  | 'autoSubmitAndAudit'
  | 'interactionFlags';

type TableName = 'shopToCustomer' | 'warehouseToStock' | 'skuToMaterial';

type Choices = ChoicesOf<typeof codeChoices & typeof pricingChoices>;

/** Fields are read off the row one by one: one that is not needed may be unreadable. */
const shippingDay = (row: SaleoutRow) => dayOf(row.io_date ?? row.send_date);
const customerNumber = ({ shop_id }: SaleoutRow, context: CodeContext<'shopToCustomer'>) =>
  numberOf('shopToCustomer', shop_id, context);
const materialNumber = ({ sku_id }: SaleoutItem, context: CodeContext<'skuToMaterial'>) =>
  numberOf('skuToMaterial', sku_id, context);
const stockNumber = (
  _line: SaleoutItem,
  context: CodeContext<'warehouseToStock'> & { readonly header: SaleoutRow },
) => numberOf('warehouseToStock', context.header.wms_co_id, context);

const quantity = ({ money }: PricedLine) => money.quantity;
const isFree = ({ money }: PricedLine) => money.isFree;
const taxRate = ({ money }: PricedLine) => money.taxRate;
const price = ({ money }: PricedLine) => money.price;
const taxPrice = ({ money }: PricedLine) => money.taxPrice;
const netAmount = ({ money }: PricedLine) => money.netAmount;
const taxAmount = ({ money }: PricedLine) => money.taxAmount;
const allAmount = ({ money }: PricedLine) => money.allAmount;

/** The amount of a line as the source states it, in either shape of row. */
const amount = '{{sale_amount}} ?? {{amount}} ?? ({{sale_price}} ?? {{price}}) × {{qty}}';

/**
 * Jushuitan-Qimen `jushuitan.saleout.list.query` → Kingdee `SAL_OUTSTOCK`. Published are the target's keys without values
 * and the source's fields; the values between them are ours. `FMaterialId`, `FStockId`, `FSettleOrgId` and
 * `FSETTLECURRID` are written as in the vendor's template, `FSalesManID` stands at the head as there. Not sent is the
 * published `FBillAmount`: Kingdee adds it up.
 *
 * Kingdee applies fields in this order, and each may change the ones before it: free lines are free before they have a
 * price, and the amount comes last, so that it is what remains.
 */
export const mapping = defineMapping<SaleoutRow, OutstockDocument, ParameterName, TableName, Choices>()({
  key: 'FBillNo',
  codeTables: {
    shopToCustomer: { label: '店铺编号 → 客户编码' },
    warehouseToStock: { label: '分仓编号 → 仓库编码' },
    skuToMaterial: { label: '商品编码 → 物料编码' },
  },
  fields: {
    FBillTypeID: {
      label: '单据类型',
      reference: '{{parameters.billType}}',
      inner: 'FNUMBER',
      required: true,
    },
    FBillNo: { label: '单据编号', value: '{{io_id}}', required: true },
    FSaleOrgId: { label: '销售组织', reference: '{{parameters.saleOrganization}}', required: true },
    FDate: {
      label: '日期',
      value: shippingDay,
      from: '{{io_date}} ?? {{send_date}}',
      required: true,
      compare: true,
    },
    FCustomerID: {
      label: '客户',
      reference: customerNumber,
      from: 'shopToCustomer({{shop_id}})',
      required: true,
      compare: true,
    },
    FStockOrgId: { label: '发货组织', reference: '{{parameters.stockOrganization}}', required: true },
    FSalesManID: { label: '操作员', reference: '{{parameters.salesman}}' },
    FNote: { label: '备注', value: '{{so_id}} {{remark}}' },
    SubHeadEntity: {
      label: '财务信息',
      fields: {
        FSettleOrgID: { label: '结算组织', reference: '{{parameters.settleOrganization}}', required: true },
        FSettleCurrID: { label: '结算币别', reference: '{{parameters.currency}}', required: true },
        FIsIncludedTax: { label: '是否含税', value: true },
      },
    },
    FEntity: {
      label: '明细信息',
      lines: saleoutLines,
      from: '{{items}}',
      required: true,
      fields: {
        FMaterialID: {
          label: '物料编码',
          reference: materialNumber,
          from: 'skuToMaterial({{sku_id}})',
          required: true,
          compare: true,
        },
        FRealQty: { label: '实发数量', value: quantity, from: '{{qty}}', required: true, compare: true },
        FIsFree: { label: '是否赠品', value: isFree, from: '{{is_gift}}', compare: true },
        FEntryTaxRate: { label: '税率%', value: taxRate, from: '{{parameters.taxRate}}' },
        FPrice: {
          label: '单价',
          value: price,
          from: `(${amount}) ÷ {{qty}} ÷ (1 + {{parameters.taxRate}}%)`,
        },
        FTaxPrice: { label: '含税单价', value: taxPrice, from: `(${amount}) ÷ {{qty}}`, compare: 'price' },
        FAmount: { label: '金额', value: netAmount, from: '{{parameters.taxAmounts}}: 价税合计 − 税额' },
        FEntryTaxAmount: {
          label: '税额',
          value: taxAmount,
          from: '{{parameters.taxAmounts}}: 价税合计 × 税率 ÷ (100 + 税率)',
        },
        FAllAmount: { label: '价税合计', value: allAmount, from: amount, compare: 'amount' },
        FStockID: {
          label: '仓库',
          reference: stockNumber,
          from: 'warehouseToStock({{header.wms_co_id}})',
          required: true,
          compare: true,
        },
        // Name and properties of the goods.
        FEntrynote: { label: '备注', value: '{{name}} {{properties_value}}', personal: false },
      },
    },
  },
});

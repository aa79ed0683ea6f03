/** Names of a scheme's published request parameters, by side. */
export interface Published {
  readonly source: readonly string[];
  readonly target: readonly string[];
}

const names = (text: string) => text.split(/\s+/).filter(Boolean);
const within = (prefix: string, text: string) => names(text).map((name) => `${prefix}.${name}`);
const callCells = names('FormId Operation IsAutoSubmitAndAudit IsVerifyBaseDataField');

/** Every request parameter of the five published tables, spelled as there. */
export const published: Readonly<Record<string, Published>> = {
  jushuitanWarehousesToKingdeeStocks: {
    source: names('page_index page_size'),
    target: [
      ...names('FName FNumber FUseOrgId FCreateOrgId FDescription FStockStatusType FAddress FStockProperty'),
      ...callCells,
    ],
  },
  qimenSaleoutsToKingdeeOutstocks: {
    source: names('page_index page_size start_time end_time status date_type'),
    target: [
      ...names('FBillTypeID FBillNo FSaleOrgId FDate FCustomerID FStockOrgId FNote FEntity'),
      ...within('FEntity', 'FMaterialId FRealQty FPrice FTaxPrice FIsFree FEntryTaxRate FAllAmount FStockId'),
      ...within('FEntity', 'FEntrynote FBillAmount SubHeadEntity'),
      ...within('FEntity.SubHeadEntity', 'FSettleOrgId FSETTLECURRID FSalesManID'),
      ...within('FEntity.SubHeadEntity', callCells.join(' ')),
    ],
  },
  guanyiShopsToKingdeeCustomers: {
    source: names('modify_start_date modify_end_date code page_size page_no'),
    target: [...names('FName FNumber FCreateOrgId FUseOrgId FDescription'), ...callCells],
  },
  kingdeeCustomersToGreatonceDistributors: {
    source: names('Limit StartRow TopRowCount FilterString FieldKeys FormId'),
    target:
      names(`actionType address balance_deduct_type distributorCode distributorCompanyName distributorName
      mobile contact distributorLevelName`),
  },
  kingdeeOutstocksToAudited: {
    source:
      names(`FBillTypeID_FNumber FID FBillNo FDate FSaleOrgId_FNumber FCustomerID_FNumber FStockOrgId_FNumber
      FApproveDate Limit StartRow TopRowCount FilterString FieldKeys FormId`),
    target: names('FormId IgnoreInterationFlag IsVerifyProcInst InterationFlags NetworkCtrl Numbers Ids'),
  },
};

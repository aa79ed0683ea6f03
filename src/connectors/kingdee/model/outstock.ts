import type { Reference } from './stock';

/**
 * 财务信息 of a sales outstock; it stands beside `FEntity`. Scheme 001 spells two keys `FSettleOrgId` and
 * `FSETTLECURRID`; here they are as in the vendor's template, because whether Save minds the case is not documented.
 */
export type OutstockFinance = Readonly<{
  /** 结算组织. */
  FSettleOrgID: Reference;
  /** 结算币别: `PRE001` CNY. */
  FSettleCurrID: Reference;
  /** 本位币. */
  FLocalCurrID?: Reference;
  /** 汇率类型: `HLTX01_SYS`. */
  FExchangeTypeID?: Reference;
  FExchangeRate?: number;
  FSettleTypeID?: Reference;
  FReceiptConditionID?: Reference;
  FPriceListId?: Reference;
  FDiscountListId?: Reference;
  /** 是否含税: with `true` the line's `FTaxPrice` and `FEntryTaxRate` count. */
  FIsIncludedTax?: boolean;
  /** 价外税. */
  FIsPriceExcludeTax?: boolean;
  FAllDisCount?: number;
  FThirdBillNo?: string;
  FThirdBillId?: string;
  FThirdSrcType?: string;
  FBillAmount?: number;
  FBillTaxAmount?: number;
  FBillAllAmount?: number;
  FBillCostAmount?: number;
}>;

type EntryLink = Readonly<{
  FEntity_Link_FRuleId?: string;
  FEntity_Link_FSTableName?: string;
  FEntity_Link_FSBillId?: string | number;
  FEntity_Link_FSId?: string | number;
}>;

/** One line (明细信息). Scheme 001 spells `FMaterialId` and `FStockId`; here as in the vendor's template. */
export type OutstockLine = Readonly<{
  /** 物料编码. */
  FMaterialID: Reference;
  /** 实发数量. */
  FRealQty: number;
  /** 仓库. */
  FStockID: Reference;
  /** 含税单价. */
  FTaxPrice?: number;
  /** 单价, net of tax. */
  FPrice?: number;
  /** 税率%. */
  FEntryTaxRate?: number;
  /** 价税合计. */
  FAllAmount?: number;
  /** 是否赠品: a line that is not free must have a tax price above 0. */
  FIsFree?: boolean;
  /** 备注. */
  FEntrynote?: string;
  /** `Standard`. */
  FRowType?: string;
  FUnitID?: Reference;
  FMustQty?: number;
  FInventoryQty?: number;
  FDiscountRate?: number;
  FDiscount?: number;
  FAmount?: number;
  FEntryTaxAmount?: number;
  FEntryCostAmount?: number;
  FStockLocID?: Readonly<Record<string, Reference>>;
  /** 库存状态: `KCZT01_SYS` available. */
  FStockStatusID?: Reference;
  FLot?: Reference;
  FProduceDate?: string;
  FExpiryDate?: string;
  FMtoNo?: string;
  /** `BD_OwnerOrg`. */
  FOwnerTypeID?: string;
  FOwnerID?: Reference;
  /** `BD_KeeperOrg`. */
  FKeeperTypeID?: string;
  FKeeperID?: Reference;
  FSrcType?: string;
  FSrcBillNo?: string;
  FSoorDerno?: string;
  FSOEntryId?: string | number;
  FSalUnitID?: Reference;
  FSALUNITQTY?: number;
  FSALBASEQTY?: number;
  FPriceUnitId?: Reference;
  FPriceUnitQty?: number;
  FPRICEBASEQTY?: number;
  FOUTCONTROL?: boolean;
  FARNOTJOINQTY?: number;
  FIsOverLegalOrg?: boolean;
  FCheckDelivery?: boolean;
  FQmEntryID?: string | number;
  FConvertEntryID?: string | number;
  FEntity_Link?: readonly EntryLink[];
  FTaxDetailSubEntity?: readonly Readonly<Record<string, unknown>>[];
  FSerialSubEntity?: readonly Readonly<{ FSerialNo?: string; FSerialId?: Reference; FSerialNote?: string }>[];
}>;

/**
 * Sales outstock (销售出库单), form `SAL_OUTSTOCK`; numbers are unique in the whole account set. Required here is what
 * sites were seen to require. `FBillTypeID` spells its inner key `FNUMBER` in the vendor's template.
 * Source: the vendor's field list and templates, as quoted by published clients, in the template's casing.
 */
export type OutstockDocument = Readonly<{
  /** 单据类型: `XSCKD01_SYS` standard … `XSCKD07_SYS` B2C. */
  FBillTypeID: Reference | Readonly<{ FNUMBER: string }>;
  /** 单据编号, unique. */
  FBillNo: string;
  /** 日期, `yyyy-MM-dd` or `yyyy-MM-dd HH:mm:ss`. */
  FDate: string;
  /** 销售组织. */
  FSaleOrgId: Reference;
  /** 发货组织. */
  FStockOrgId: Reference;
  /** 客户; there is no `FCustId` on this form. */
  FCustomerID: Reference;
  SubHeadEntity: OutstockFinance;
  FEntity: readonly OutstockLine[];
  /** 备注. */
  FNote?: string;
  FReceiverID?: Reference;
  FSettleID?: Reference;
  FPayerID?: Reference;
  FDeliveryDeptID?: Reference;
  FSaleDeptID?: Reference;
  FSalesGroupID?: Reference;
  /** 销售员; scheme 001 prints it among the finance keys as 操作员. */
  FSalesManID?: Reference;
  FStockerGroupID?: Reference;
  FStockerID?: Reference;
  FCarrierID?: Reference;
  /** 运输单号. */
  FCarriageNO?: string;
  /** `BD_OwnerOrg`. */
  FOwnerTypeIdHead?: string;
  FOwnerIdHead?: Reference;
  /** `NORMAL`; the vendor's own spelling. */
  FBussinessType?: string;
  FReceiveAddress?: string;
  FLinkMan?: string;
  FLinkPhone?: string;
  FHeadLocationId?: Reference;
  FCDateOffsetUnit?: string;
  FCDateOffsetValue?: number;
  FIsTotalServiceOrCost?: boolean;
  /** `OverOrgSal`. */
  FTransferBizType?: Reference;
  FSHOPNUMBER?: string;
  FGYDATE?: string;
  FSALECHANNEL?: string;
  FLogisticsNos?: string;
  FBuyerNick?: string;
}>;

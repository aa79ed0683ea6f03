/** One row of a warehouse's location dimensions (仓位值集). */
export type StockFlexItem = Readonly<{
  FFlexId?: Reference;
  FIsMustInput?: boolean;
  FStockFlexDetail?: readonly Readonly<{ FFlexEntryId?: Reference; FIsRepeat?: boolean }>[];
}>;

/**
 * Warehouse (仓库), form `BD_STOCK`. Which keys a site requires is its own setting (`QueryBusinessInfo`, `MustInput`);
 * the four required here are the least that identifies a warehouse.
 * Source: field list of the vendor's form documentation, as quoted by published clients.
 */
export type StockDocument = Readonly<{
  /** 编码, unique within `FUseOrgId`. */
  FNumber: string;
  /** 名称. */
  FName: string;
  /** 创建组织. */
  FCreateOrgId: Reference;
  /** 使用组织. */
  FUseOrgId: Reference;
  /** 仓库属性: `1` ordinary. */
  FStockProperty?: string;
  /** 库存状态类型: list of codes, `0,1,2,3,4,5,6,7,8`. */
  FStockStatusType?: string;
  /** 默认库存状态: `KCZT01_SYS` available. */
  FDefStockStatusId?: Reference;
  /** 默认收料状态: `KCZT01_SYS`, `KCZT02_SYS` receiving. */
  FDefReceiveStatusId?: Reference;
  /** 拣货优先级. */
  FSortingPriority?: number;
  FGroup?: Reference;
  FSupplierId?: Reference;
  FCustomerId?: Reference;
  FDeptId?: Reference;
  FAddress?: string;
  FPrincipal?: Reference;
  FTel?: string;
  FDescription?: string;
  FAllowMinusQty?: boolean;
  FAllowLock?: boolean;
  FNotExpQty?: boolean;
  FIsOpenLocation?: boolean;
  FAllowMRPPlan?: boolean;
  FAvailablePicking?: boolean;
  FAvailableAlert?: boolean;
  FIsGYStock?: boolean;
  FGYStockNumber?: string;
  FThirdStockType?: string;
  FTHIRDSTOCKNO?: string;
  FLocListFormatter?: string;
  FStockFlexItem?: readonly StockFlexItem[];
}>;

/** Reference to base data or an organization by its number. */
export type Reference = Readonly<{ FNumber: string }>;

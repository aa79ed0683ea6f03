/** The workflow types of a worker: one scheme a function. */
export { jushuitanWarehousesToKingdeeStocks } from './jushuitanWarehousesToKingdeeStocks';
export { guanyiShopsToKingdeeCustomers } from './guanyiShopsToKingdeeCustomers';
export { qimenSaleoutsToKingdeeOutstocks } from './qimenSaleoutsToKingdeeOutstocks';
export { kingdeeOutstocksToAudited } from './kingdeeOutstocksToAudited';
export { kingdeeCustomersToGreatonceDistributors } from './kingdeeCustomersToGreatonceDistributors';
/** Compares a scheme's two sides. */
export { reconcileScheme } from './reconcile/run';

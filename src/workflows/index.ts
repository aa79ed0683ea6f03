/** The workflow types of a worker: one scheme a function, and the repair of a record. */
export { jushuitanWarehousesToKingdeeStocks } from './jushuitanWarehousesToKingdeeStocks';
export { guanyiShopsToKingdeeCustomers } from './guanyiShopsToKingdeeCustomers';
export { qimenSaleoutsToKingdeeOutstocks } from './qimenSaleoutsToKingdeeOutstocks';
export { kingdeeOutstocksToAudited } from './kingdeeOutstocksToAudited';
export { kingdeeCustomersToGreatonceDistributors } from './kingdeeCustomersToGreatonceDistributors';

/** The call budget of an account, which no scheme is. */
export { accountBudget } from './budget/accountBudget';
/** Compares a scheme's two sides. */
export { reconcileScheme } from './reconcile/run';
export { repairRecord } from './repair/repairRecord';
/** Tells people's chat groups what is wrong on a task queue, and one message's way to one of them. */
export { alerts } from './alerts/alerts';
export { deliverAlert } from './alerts/deliverAlert';

/** The workflow types of a worker: one scheme a function, and the repair of a record. */
export { jushuitanWarehousesToKingdeeStocks } from './jushuitanWarehousesToKingdeeStocks';
export { guanyiShopsToKingdeeCustomers } from './guanyiShopsToKingdeeCustomers';
export { qimenSaleoutsToKingdeeOutstocks } from './qimenSaleoutsToKingdeeOutstocks';
export { kingdeeOutstocksToAudited } from './kingdeeOutstocksToAudited';
export { kingdeeCustomersToGreatonceDistributors } from './kingdeeCustomersToGreatonceDistributors';
export { repairRecord } from './repair/repairRecord';

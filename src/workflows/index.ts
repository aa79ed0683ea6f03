/** The workflow types of a worker: one scheme a function. */
export { jushuitanWarehousesToKingdeeStocks } from './jushuitanWarehousesToKingdeeStocks';

import type { SchemeTable } from './engine/scheme';
import { table as jushuitanWarehousesToKingdeeStocks } from './jushuitanWarehousesToKingdeeStocks';
import { table as guanyiShopsToKingdeeCustomers } from './guanyiShopsToKingdeeCustomers';
import { table as qimenSaleoutsToKingdeeOutstocks } from './qimenSaleoutsToKingdeeOutstocks';
import { table as kingdeeOutstocksToAudited } from './kingdeeOutstocksToAudited';
import { table as kingdeeCustomersToGreatonceDistributors } from './kingdeeCustomersToGreatonceDistributors';

/** All scheme tables by scheme name, for configuration, command line and documentation. */
export const schemes: Readonly<Record<string, SchemeTable>> = {
  guanyiShopsToKingdeeCustomers,
  jushuitanWarehousesToKingdeeStocks,
  kingdeeCustomersToGreatonceDistributors,
  kingdeeOutstocksToAudited,
  qimenSaleoutsToKingdeeOutstocks,
};

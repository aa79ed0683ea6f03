import { mapping as guanyiShopsToKingdeeCustomers } from './guanyiShopsToKingdeeCustomers';
import { mapping as jushuitanWarehousesToKingdeeStocks } from './jushuitanWarehousesToKingdeeStocks';
import { mapping as kingdeeCustomersToGreatonceDistributors } from './kingdeeCustomersToGreatonceDistributors';
import { mapping as kingdeeOutstocksToAudited } from './kingdeeOutstocksToAudited';
import type { AnyMapping } from './mapping';
import { mapping as qimenSaleoutsToKingdeeOutstocks } from './qimenSaleoutsToKingdeeOutstocks';

/** All mappings by scheme name. */
export const mappings: Readonly<Record<string, AnyMapping>> = {
  guanyiShopsToKingdeeCustomers,
  jushuitanWarehousesToKingdeeStocks,
  kingdeeCustomersToGreatonceDistributors,
  kingdeeOutstocksToAudited,
  qimenSaleoutsToKingdeeOutstocks,
};

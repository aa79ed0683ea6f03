import type { AnyMapping } from './mapping';
import { mapping as jushuitanWarehousesToKingdeeStocks } from './jushuitanWarehousesToKingdeeStocks';
import { mapping as guanyiShopsToKingdeeCustomers } from './guanyiShopsToKingdeeCustomers';
import { mapping as qimenSaleoutsToKingdeeOutstocks } from './qimenSaleoutsToKingdeeOutstocks';
import { mapping as kingdeeOutstocksToAudited } from './kingdeeOutstocksToAudited';
import { mapping as kingdeeCustomersToGreatonceDistributors } from './kingdeeCustomersToGreatonceDistributors';

/** All mappings by scheme name. */
export const mappings: Readonly<Record<string, AnyMapping>> = {
  guanyiShopsToKingdeeCustomers,
  jushuitanWarehousesToKingdeeStocks,
  kingdeeCustomersToGreatonceDistributors,
  kingdeeOutstocksToAudited,
  qimenSaleoutsToKingdeeOutstocks,
};

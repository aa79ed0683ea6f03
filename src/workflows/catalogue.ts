import type { SchemeTable } from '../contract/scheme';
import { ApplicationFailure } from '@temporalio/common';
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

/** The table of a scheme that somebody names. @throws ApplicationFailure `Misconfigured`, not retried, with the names there are */
export function tableOf(scheme: unknown): SchemeTable {
  const table = typeof scheme === 'string' && Object.hasOwn(schemes, scheme) ? schemes[scheme] : undefined;
  if (table) return table;
  const named = typeof scheme === 'string' ? scheme.slice(0, 80) : typeof scheme;
  const known = Object.keys(schemes).join(', ');
  throw ApplicationFailure.nonRetryable(`there is no scheme ${named}; there are ${known}`, 'Misconfigured');
}

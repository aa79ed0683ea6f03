import type { SchemeTable } from './engine/scheme';
import { table as jushuitanWarehousesToKingdeeStocks } from './jushuitanWarehousesToKingdeeStocks';

/** All scheme tables by scheme name, for configuration, command line and documentation. */
export const schemes: Readonly<Record<string, SchemeTable>> = { jushuitanWarehousesToKingdeeStocks };

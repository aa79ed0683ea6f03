import type { AnyMapping } from './apply';
import { mapping as jushuitanWarehousesToKingdeeStocks } from './jushuitanWarehousesToKingdeeStocks';

/** All mappings by scheme name. */
export const mappings: Readonly<Record<string, AnyMapping>> = { jushuitanWarehousesToKingdeeStocks };

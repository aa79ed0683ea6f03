import { proxyActivities } from '@temporalio/workflow';
import type { EngineActivities } from '../../../src/activities/contract';

const { auditPage } = proxyActivities<EngineActivities>({ startToCloseTimeout: '1 minute' });

/** The scheme as nobody must change it: it audits before it has moved anything, which no recorded history did. */
export async function jushuitanWarehousesToKingdeeStocks(): Promise<void> {
  const target = { connection: 'kingdee', form: 'BD_STOCK', operation: 'BatchSave', options: {}, submits: true } as const;
  await auditPage({ scheme: 'jushuitanWarehousesToKingdeeStocks', target, parameters: {}, written: [], pending: [] });
}

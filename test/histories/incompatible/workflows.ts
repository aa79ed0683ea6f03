import { proxyActivities } from '@temporalio/workflow';
import type { EngineActivities } from '../../../src/contract/run';

const { auditPage } = proxyActivities<EngineActivities>({ startToCloseTimeout: '1 minute' });

/** The scheme as nobody must change it: it audits before it has moved anything, which no recorded history did. */
export async function jushuitanWarehousesToKingdeeStocks(): Promise<void> {
  const nothing = { count: 0, ids: '', keys: '' };
  const scheme = 'jushuitanWarehousesToKingdeeStocks';
  const connections = { source: 'jushuitan', target: 'kingdee' };
  await auditPage({ scheme, ...connections, parameters: {}, written: nothing, pending: nothing });
}

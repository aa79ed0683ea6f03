import { cancellationSignal } from '@temporalio/activity';
import { reportingFailure } from '../schedules/failures';
import { type ActivityDeps, find } from '../deps';
import { sliceTaskOf } from '../tasks';
import type { ReconcileActivities } from '../../contract/reconcile';
import { planReconciliation } from './plan';
import { compareSlice } from './slice';

/** The activities of a reconciliation, on the given connections, mappings and settings. */
export function createReconcileActivities(deps: ActivityDeps): ReconcileActivities {
  return {
    async planReconciliation(scheme, input, facts) {
      const table = find(deps.tables, scheme, 'scheme');
      const planned = planReconciliation(deps, table, input, Date.now());
      return reportingFailure(deps, { table, facts, of: 'reconciliation' }, planned);
    },
    compareSlice: async (task) =>
      compareSlice(deps, sliceTaskOf(deps, task), { signal: cancellationSignal() }),
  };
}

import { cancellationSignal } from '@temporalio/activity';
import { reportingFailure } from '../alerts/planFailure';
import type { ActivityDeps } from '../deps';
import type { ReconcileActivities } from './contract';
import { planReconciliation } from './plan';
import { compareSlice } from './slice';

/** The activities of a reconciliation, on the given connections, mappings and settings. */
export function createReconcileActivities(deps: ActivityDeps): ReconcileActivities {
  return {
    planReconciliation: async (table, input, facts) =>
      reportingFailure(
        deps,
        { table, facts, of: 'reconciliation' },
        planReconciliation(deps, table, input, Date.now()),
      ),
    compareSlice: async (task) => compareSlice(deps, task, { signal: cancellationSignal() }),
  };
}

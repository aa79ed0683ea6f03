import type { Client } from '@temporalio/client';
import type { Config } from '../../src/config/config';
import type { Reconciliation, ReconcileInput } from '../../src/contract/reconcile';
import { configuredScheme } from '../../src/operations/schemes';
import { type DemoStep, saleoutSpan } from './plan';
import { resultOf } from '../../src/operations/runs/outcome';
import { startReconciliation } from '../../src/operations/reconcile';

/** GreatOnce publishes no look-up, so its distributors cannot be compared. */
const notReconcilable = 'kingdeeCustomersToGreatonceDistributors';

/** Compares both sides of every scheme of the demonstration that can be, with the parameters of its runs. */
export async function reconcileAll(
  client: Client,
  config: Config,
  plan: readonly DemoStep[],
  now: number,
): Promise<Reconciliation[]> {
  const reports: Reconciliation[] = [];
  for (const step of plan.filter(({ scheme }) => scheme !== notReconcilable)) {
    const { table } = configuredScheme(step.scheme, config);
    const input = inputOf(step, table.sliceDays !== undefined, now);
    reports.push(await resultOf(await startReconciliation(client, config.temporal.taskQueue, table, input)));
  }
  return reports;
}

function inputOf(
  { scheme, input: { parameters } }: DemoStep,
  isSliced: boolean,
  now: number,
): ReconcileInput {
  return { scheme, ...(parameters && { parameters }), ...(isSliced ? saleoutSpan(now) : {}) };
}

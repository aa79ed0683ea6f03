import type { Client } from '@temporalio/client';
import type { Config } from '../../src/config/config';
import { shanghaiTime } from '../../src/contract/time';
import type { Reconciliation, ReconcileInput } from '../../src/contract/reconcile';
import { configuredScheme } from '../../src/commands/shared/context';
import type { DemoStep } from './plan';
import { resultOf } from '../../src/commands/runs/follow';
import { notify } from '../../src/commands/terminal/output';
import { startReconciliation } from '../../src/commands/reconcile/start';
import { messages } from '../../src/messages';

const dayMs = 86_400_000;
/** A week of bills: more would wait for Jushuitan's limit of calls a minute. */
const days = 7;
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
    notify(messages().demo.reconciling(step.scheme));
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
  const day = (moment: number) => shanghaiTime(moment).slice(0, 10);
  return {
    scheme,
    ...(parameters && { parameters }),
    ...(isSliced ? { from: day(now - (days - 1) * dayMs), to: day(now) } : {}),
  };
}

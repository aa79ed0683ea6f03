import type { Client } from '@temporalio/client';
import { dayAfter } from '../../activities/reconcile/days';
import type { Config } from '../../config/config';
import { shanghaiTime } from '../../contract/time';
import type { RunInput, RunReport } from '../../contract/run';
import type { Reconciliation, ReconcileInput } from '../../contract/reconcile';
import type { ConfiguredScheme } from '../shared/context';
import { followComparison, followRun } from '../runs/follow';
import { startReconciliation } from './start';
import { startRun } from '../runs/start';

/** What a repair did: an ordinary run of the scheme over the same days, and the comparison after it. */
export interface Repair {
  readonly run: RunReport;
  readonly after: Reconciliation;
}

/** Whether a run would change anything: it writes what is missing and audits what is unfinished, nothing else. */
export function isRepairable({ counts }: Reconciliation): boolean {
  return counts.missing + counts.unfinished > 0;
}

/** Runs the scheme over the days of a report and compares again. @throws CliError when the run fails or one is running */
export async function repairByRun(
  client: Client,
  { temporal }: Config,
  scheme: ConfiguredScheme,
  report: Reconciliation,
  input: ReconcileInput,
): Promise<Repair> {
  const run = await startRun(
    client,
    temporal.taskQueue,
    scheme,
    runInputOf(scheme, report, input, Date.now()),
  );
  const done = await followRun(run);
  const again = await startReconciliation(client, temporal.taskQueue, scheme.table, input);
  return { run: done, after: await followComparison(again) };
}

/**
 * Input of a run that covers whole days. Its end is the midnight after the last day, or now: a second too many costs
 * nothing, since what is there is only looked up. It goes by the times that the days were compared by.
 */
function runInputOf(
  { table }: ConfiguredScheme,
  { from, to }: Reconciliation,
  { parameters }: ReconcileInput,
  now: number,
): RunInput {
  const present = shanghaiTime(now);
  const midnight = to === undefined ? present : `${dayAfter(to)} 00:00:00`;
  const all = { ...parameters, ...table.reconcile?.parameters };
  return {
    ...(Object.keys(all).length > 0 ? { parameters: all } : {}),
    ...(from === undefined ? {} : { from: `${from} 00:00:00` }),
    ...(to === undefined ? {} : { to: midnight < present ? midnight : present }),
  };
}

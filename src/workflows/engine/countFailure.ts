import type { SchemeTable } from '../../contract/scheme';
import type { Plan } from '../../contract/run';
import { CancellationScope, log, workflowInfo } from '@temporalio/workflow';
import type { Steps } from './steps';
import { REPORT_DEADLINE } from '../../contract/policies';

/** Counts a failing run to its Schedule, which pauses after too many. What comes of it changes nothing in how the run ends. */
export async function countFailure(
  { name: scheme }: SchemeTable,
  steps: Pick<Steps, 'countFailure'>,
  plan: Plan | undefined,
  { message: reason }: Error,
): Promise<void> {
  const schedule = plan?.schedule;
  if (schedule === undefined) return;
  const { startTime } = workflowInfo();
  const run = { scheme, schedule, startedAt: startTime.toISOString(), reason };
  const options = { summary: 'failed', scheduleToCloseTimeout: REPORT_DEADLINE };
  await CancellationScope.nonCancellable(() => steps.countFailure.executeWithOptions(options, [run])).catch(
    (error: unknown) => log.warn('the failure could not be counted to the Schedule', { error }),
  );
}

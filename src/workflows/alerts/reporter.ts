import type { SchemeTable } from '../../contract/scheme';
import type { Plan, RunInput, RunReport, Progress } from '../../contract/run';
import { CancellationScope, log } from '@temporalio/workflow';
import type { BookedPage } from '../engine/refusals';
import { streamOf } from '../engine/window';
import { about } from './about';
import type { AlertReport } from '../../contract/alerts';
import { doubtful, reasonsOf } from './reasons';
import { alertSteps } from './steps';
import { REPORT_DEADLINE } from '../../contract/policies';

/** What a run tells of itself. Nothing it does here can fail or stop the run. */
export class RunAlerts {
  private readonly stream: string;
  private readonly causes = new Set<string>();
  private readonly pending = new Set<Promise<void>>();

  constructor(
    private readonly table: SchemeTable,
    input: RunInput | undefined,
  ) {
    this.stream = streamOf(input);
  }

  /** Causes that this run has not met yet, and records in doubt, of a page that is in the books. */
  booked(plan: Plan, { moved, audited }: BookedPage): void {
    const rejected = [...moved.rejected, ...audited.rejected];
    const reasons = reasonsOf(rejected).filter(({ cause }) => !this.causes.has(cause));
    reasons.forEach(({ cause }) => this.causes.add(cause));
    this.report(plan, {
      raised: [
        ...reasons.map((reason) => ({ ...about('new-reason'), subject: reason.cause, reasons: [reason] })),
        ...doubtful([...moved.inDoubt, ...audited.inDoubt]).map((key) => ({
          ...about('in-doubt'),
          subject: key,
          keys: [key],
        })),
      ],
      settles: [],
    });
  }

  /** The run was paused or resumed. A person who pauses it knows; a pause of its own is told, with why. */
  paused(plan: Plan | undefined, isPaused: boolean, progress: Progress): void {
    const { pausedBecause: message } = progress;
    if (!isPaused) return this.report(plan, { raised: [], settles: ['paused'] }, true);
    if (message === undefined) return;
    this.report(plan, { raised: [{ ...about('paused'), message, ...countsOf(progress) }], settles: [] });
  }

  /** The run has ended with a report. */
  async finished(plan: Plan, { warnings = [], read, counts, window }: RunReport): Promise<void> {
    const raised = warnings.map(({ cause, message, advice }) => ({
      ...about('warning'),
      subject: cause,
      message,
      advice,
      ...countsOf({ read, counts, ...(window && { window }) }),
    }));
    this.report(plan, { raised, settles: ['failed', 'paused', 'warning'] }, true);
    await this.handedOver();
  }

  /** The run has ended without one. A plan that could not be made is reported by the activity that makes it. */
  async stopped(
    plan: Plan | undefined,
    why: 'cancelled' | 'failed',
    error: Error,
    progress: Progress,
  ): Promise<void> {
    const failure = { ...about('failed'), message: error.message, ...countsOf(progress) };
    const raised = why === 'failed' ? [failure] : [];
    this.report(plan, { raised, settles: [], drops: ['paused'] }, true);
    await this.handedOver();
  }

  /** Waits until all reports are taken, or given up. */
  async handedOver(): Promise<void> {
    await Promise.all(this.pending);
  }

  private report(
    plan: Plan | undefined,
    told: Pick<AlertReport, 'raised' | 'settles' | 'drops'>,
    always = false,
  ): void {
    if (!plan?.alerts || (told.raised.length === 0 && !always)) return;
    const { name: scheme, title } = this.table;
    const handing = handOver({ scheme, title, stream: this.stream, ...told });
    this.pending.add(handing);
    void handing.then(() => this.pending.delete(handing));
  }
}

/** Hands a report over; a report that nobody takes in time is logged. A cancel of the workflow does not reach it. */
export async function handOver(report: AlertReport): Promise<void> {
  const { reportAlert } = alertSteps({ scheduleToCloseTimeout: REPORT_DEADLINE });
  const summary = report.raised.map(({ kind }) => kind).join(', ') || 'settled';
  await CancellationScope.nonCancellable(() => reportAlert.executeWithOptions({ summary }, [report])).catch(
    (error: unknown) => log.error('an alert could not be handed over', { error }),
  );
}

function countsOf({ read, counts, window }: Pick<Progress, 'read' | 'counts' | 'window'>) {
  return { counts: { read, ...counts }, ...(window && { window }) };
}

import { workflowInfo, CancellationScope, log } from '@temporalio/workflow';
import type { Alert, AlertReport, AlertReason } from '../../contract/alerts';
import type { SchemeTable } from '../../contract/scheme';
import { groupKeyOf, type Plan, type RunInput, type RunReport, type Progress } from '../../contract/run';
import type { CountedPage } from '../engine/failedRecords';
import { alertActivities } from './activities';
import { REPORT_DEADLINE } from '../../contract/policies';
import type { FailedRecord } from '../../contract/page';
import {
  DIFFERENCE_KINDS,
  type DifferenceKind,
  type Reconciliation,
  type ReconcileInput,
} from '../../contract/reconcile';
import { type Bilingual, ofBothLanguages } from '../../contract/bilingual';

/** What every alert of this workflow has: its kind, which run it is of, and when. */
function alertOf<K extends Alert['kind']>(kind: K): Pick<Alert, 'run' | 'at'> & { readonly kind: K } {
  const { workflowId, firstExecutionRunId: runId } = workflowInfo();
  return { kind, run: { workflowId, runId }, at: new Date().toISOString() };
}

/** The alerts of a run. Nothing done here can fail or stop the run. */
export class RunAlerts {
  private readonly groupKey: string;
  private readonly causes = new Set<string>();
  private readonly pending = new Set<Promise<void>>();

  constructor(
    private readonly table: SchemeTable,
    input: RunInput | undefined,
  ) {
    this.groupKey = groupKeyOf(input);
  }

  /** Raises causes that this run has not met yet, and records in doubt, of a page that is counted. */
  pageCounted(plan: Plan, { synced, audited }: CountedPage): void {
    const rejected = [...synced.rejected, ...audited.rejected];
    const reasons = reasonsOf(rejected).filter(({ cause }) => !this.causes.has(cause));
    reasons.forEach(({ cause }) => this.causes.add(cause));
    this.report(plan, {
      raised: [
        ...reasons.map((reason) => ({ ...alertOf('new-reason'), subject: reason.cause, reasons: [reason] })),
        ...doubtful([...synced.inDoubt, ...audited.inDoubt]).map((key) => ({
          ...alertOf('in-doubt'),
          subject: key,
          keys: [key],
        })),
      ],
      resolves: [],
    });
  }

  /** The run was paused or resumed. A person who pauses it knows; a pause of its own is reported, with why. */
  paused(plan: Plan | undefined, isPaused: boolean, progress: Progress): void {
    const { pausedBecause: message } = progress;
    if (!isPaused) return this.report(plan, { raised: [], resolves: ['paused'] }, true);
    if (message === undefined) return;
    this.report(plan, { raised: [{ ...alertOf('paused'), message, ...countsOf(progress) }], resolves: [] });
  }

  /** The run has ended with a report. */
  async finished(plan: Plan, { warnings = [], read, counts, window }: RunReport): Promise<void> {
    const raised = warnings.map(({ cause, message, advice }) => ({
      ...alertOf('warning'),
      subject: cause,
      message: ofBothLanguages(message),
      advice,
      ...countsOf({ read, counts, ...(window && { window }) }),
    }));
    this.report(plan, { raised, resolves: ['failed', 'paused', 'warning'] }, true);
    await this.sent();
  }

  /** The run has ended without one. A plan that could not be made is reported by the activity that makes it. */
  async stopped(
    plan: Plan | undefined,
    why: 'cancelled' | 'failed',
    error: Error,
    progress: Progress,
  ): Promise<void> {
    const failure = { ...alertOf('failed'), message: ofBothLanguages(error.message), ...countsOf(progress) };
    const raised = why === 'failed' ? [failure] : [];
    this.report(plan, { raised, resolves: [], forgets: ['paused'] }, true);
    await this.sent();
  }

  /** Waits until all reports are sent, or given up. */
  async sent(): Promise<void> {
    await Promise.all(this.pending);
  }

  private report(
    plan: Plan | undefined,
    content: Pick<AlertReport, 'raised' | 'resolves' | 'forgets'>,
    always = false,
  ): void {
    if (!plan?.alerts || (content.raised.length === 0 && !always)) return;
    const { name: scheme, title } = this.table;
    const sending = sendReport({ scheme, title, groupKey: this.groupKey, ...content });
    this.pending.add(sending);
    void sending.then(() => this.pending.delete(sending));
  }
}

/** Sends a report to the `alerts` workflow; one that is not taken in time is logged. A cancel of the workflow does not reach it. */
export async function sendReport(report: AlertReport): Promise<void> {
  const { reportAlert } = alertActivities({ scheduleToCloseTimeout: REPORT_DEADLINE });
  const summary = report.raised.map(({ kind }) => kind).join(', ') || 'resolved';
  await CancellationScope.nonCancellable(() => reportAlert.executeWithOptions({ summary }, [report])).catch(
    (error: unknown) => log.error('an alert could not be sent', { error }),
  );
}

function countsOf({ read, counts, window }: Pick<Progress, 'read' | 'counts' | 'window'>) {
  return { counts: { read, ...counts }, ...(window && { window }) };
}

/** Keys that are named of a cause. */
const KEYS = 5;

/** Causes of a page that are told. */
const REASONS = 20;

/** Records in doubt of a page that are named; each of them may have been written. */
const DOUBTFUL = 20;

/** Refused records by cause, in the order of the first of each: the first keys, and what to do. */
export function reasonsOf(rejected: readonly FailedRecord[]): AlertReason[] {
  const causes = [...new Set(rejected.map(({ cause }) => cause))].slice(0, REASONS);
  return causes.map((cause) => {
    const records = rejected.filter((record) => record.cause === cause);
    const { field, advice } = records[0] ?? {};
    return {
      cause,
      ...(field && { field }),
      ...(advice && { advice }),
      keys: records.slice(0, KEYS).map(({ key }) => key),
    };
  });
}

/** The first keys that are in doubt. */
export function doubtful(keys: readonly string[]): readonly string[] {
  return keys.slice(0, DOUBTFUL);
}

/**
 * Reconciliations that follow each other, as far as failing goes: those that were asked for the same days, and those
 * without any.
 */
export function reconciliationGroup({ from, to }: ReconcileInput): string {
  return ['reconcile', from, to].filter((part) => part !== undefined).join(' ');
}

/**
 * What a reconciliation hands over at its end: its differences, or that those found before over the same days are gone; and
 * that it has not failed.
 */
export function reconciledReports(
  title: Bilingual,
  input: ReconcileInput,
  reconciliation: Reconciliation,
): AlertReport[] {
  const { scheme } = reconciliation;
  const found = differenceReport(title, reconciliation);
  const groupKey = reconciliationGroup(input);
  if (groupKey === found.groupKey) return [{ ...found, resolves: [...found.resolves, 'failed'] }];
  return [found, { scheme, title, groupKey, raised: [], resolves: ['failed'] }];
}

/** What a reconciliation hands over that ends without a result. */
export function unreconciledReport(
  { name: scheme, title }: Pick<SchemeTable, 'name' | 'title'>,
  input: ReconcileInput,
  { message }: Error,
): AlertReport {
  const failed = { ...alertOf('failed'), of: 'reconciliation' as const, message: ofBothLanguages(message) };
  return { scheme, title, groupKey: reconciliationGroup(input), raised: [failed], resolves: [] };
}

function differenceReport(title: Bilingual, reconciliation: Reconciliation): AlertReport {
  const { scheme, outcome } = reconciliation;
  const raised = outcome === 'clean' ? [] : [differenceOf(reconciliation)];
  return { scheme, title, groupKey: reconciliationGroup(reconciliation), raised, resolves: ['difference'] };
}

function differenceOf({ from, to, counts, found, source, target }: Reconciliation): Alert {
  return {
    ...alertOf('difference'),
    message: {
      en: `${source.records} records ↔ ${target.records} documents`,
      zh: `来源 ${source.records} 条 ↔ 目标 ${target.records} 条`,
    },
    ...(from === undefined ? {} : { window: { from, to: to ?? '' } }),
    counts: Object.fromEntries(DIFFERENCE_KINDS.map((kind: DifferenceKind) => [kind, counts[kind]])),
    keys: DIFFERENCE_KINDS.flatMap((kind) => found[kind].map(({ key }) => key)).slice(0, 20),
  };
}

import { cancellationSignal, Context, getClient, log } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { EngineActivities, Plan, RunContext, FailingRun, RunInput } from '../contract/run';
import type { AlertReport, Delivery, AlertActivities, WatchTask } from '../contract/alerts';
import { pagesCounted } from '../contract/listEvidence';
import type { AuditTask, PageAudited, PageSynced, PageReference } from '../contract/page';
import { EDIT_LOCK_PAUSES_MS, QUERY_LAG_PAUSES_MS } from '../contract/policies';
import type { ReconcileActivities } from '../contract/reconcile';
import type { OpenRepairs, RecordReference, RepairActivities, WakeRepairs } from '../contract/repair';
import type { SchemeTable } from '../contract/scheme';
import { report, withPages } from './alerts/report';
import { send } from './alerts/send';
import { watch } from './alerts/watch';
import { type ActivityDeps, type AlertDeps, find, mappingSettings } from './deps';
import { auditDocuments } from './page/audit';
import { fitRejections } from './page/history';
import { mapPage } from './page/map';
import { readPageOrCut, readPage } from './page/read';
import { packWritten, writePage, writeSignal, renderOption, renderOptions } from './page/write';
import { type Planning, planRun } from './plan/run';
import { findMark } from './plan/watermark';
import { planReconciliation } from './reconcile/plan';
import { compareSlice } from './reconcile/slice';
import { checkRecord, syncRecord } from './repair/record';
import { openRepairs, wakeRepairs } from './repair/repairs';
import { reportingFailure, countFailure } from './schedules/failures';
import { previousTime } from './schedules/previousTime';
import { auditOf, pageTaskOf, recordTaskOf, sliceTaskOf } from './tasks';

/** The activities of a worker, on the given connections, mappings and settings. */
export function createActivities(
  deps: ActivityDeps,
): EngineActivities & ReconcileActivities & RepairActivities {
  return {
    async planRun(scheme: string, input: RunInput, context: RunContext): Promise<Plan> {
      const table = find(deps.tables, scheme, 'scheme');
      const planned = planRun(table, input, {
        settings: deps.schemes[table.name],
        sources: deps.sources,
        dueAt: context.dueAt,
        now: Date.now(),
        alerts: deps.alerts !== undefined,
        schedule: context.schedule,
        ...pastOf(table, deps.taskQueue, context),
      });
      return reportingFailure(deps, { table, context }, planned);
    },

    async countPages(reference: PageReference): Promise<number> {
      const task = pageTaskOf(deps, reference);
      const source = find(deps.sources, task.source.connection, 'source connection');
      const { evidence } = await readPage(source, task, { signal: cancellationSignal() });
      return pagesCounted(evidence, task.page.size);
    },

    async syncPage(reference: PageReference): Promise<PageSynced> {
      const task = pageTaskOf(deps, reference);
      const call = { signal: cancellationSignal() };
      const source = find(deps.sources, task.source.connection, 'source connection');
      const page = await readPageOrCut(source, task, call);
      const mapping = find(deps.mappings, task.scheme, 'mapping');
      const { mapped, rejected, skipped } = mapPage(mapping, page.rows, mappingSettings(deps, task));
      const written = await writePage(deps, task, mapping, mapped);
      return {
        read: page.rows.length,
        evidence: page.evidence,
        skipped,
        ...packWritten(written),
        rejected: fitRejections([...rejected, ...written.rejected]),
      };
    },

    async auditPage(given: AuditTask): Promise<PageAudited> {
      const { target, form, options, submits, parameters, written, pending } = auditOf(deps, given);
      const auditor = {
        target: find(deps.targets, target, 'target connection'),
        form,
        options: renderOptions(options, parameters),
        submits: renderOption(submits, parameters) !== 'false',
        read: { signal: cancellationSignal() },
        write: { signal: writeSignal() },
        lockPauses: EDIT_LOCK_PAUSES_MS,
        lagPauses: QUERY_LAG_PAUSES_MS,
      };
      const audited = await auditDocuments(auditor, written, pending);
      return { ...audited, rejected: fitRejections(audited.rejected) };
    },

    async planReconciliation(scheme, input, context) {
      const table = find(deps.tables, scheme, 'scheme');
      const planned = planReconciliation(deps, table, input, Date.now());
      return reportingFailure(deps, { table, context, of: 'reconciliation' }, planned);
    },
    compareSlice: async (task) =>
      compareSlice(deps, sliceTaskOf(deps, task), { signal: cancellationSignal() }),

    countFailure: (run: FailingRun) => countFailure(deps, run),
    openRepairs: (task: OpenRepairs) => openRepairs(deps, task),
    wakeRepairs: (task: WakeRepairs) => wakeRepairs(deps, task),
    syncRecord: async (task: RecordReference) => syncRecord(deps, recordTaskOf(deps, task)),
    checkRecord: async (task: RecordReference) => checkRecord(deps, recordTaskOf(deps, task)),
  };
}

/** The activities of alerts, on the given channels. */
export function createAlertActivities(deps: AlertDeps): AlertActivities {
  return {
    reportAlert: (given: AlertReport) => report(deps, given),

    async watchSchedules(task: WatchTask) {
      const { client, info } = Context.current();
      const schedules = await deps.schedulesOf(client);
      const { marks, reports } = await watch(client, schedules, task, deps.pauseFailing);
      return { marks, reports: reports.map((report) => withPages(deps, info.namespace, report)) };
    },

    async sendAlert({ channel, notifications }: Delivery): Promise<void> {
      const settings = deps.settings.channels[channel];
      // A worker with a newer configuration may have it; a removed one is given up like any other.
      if (!settings) throw ApplicationFailure.retryable(`there is no channel ${channel}`, 'Misconfigured');
      await send(settings, notifications, cancellationSignal());
    },
  };
}

/** What a run may ask of those before it. */
function pastOf(
  { name }: SchemeTable,
  taskQueue: string,
  context: RunContext,
): Pick<Planning, 'findMark' | 'findPreviousTime'> {
  const { schedule, dueAt, last } = context;
  return {
    findMark: async (selection) => {
      const found = await findMark(getClient(), name, { taskQueue, last }, selection, Date.now());
      const { ahead, mark } = found;
      if (ahead !== undefined)
        log.warn('the watermark lies ahead of the clock and is not believed', {
          ahead,
          from: mark?.syncedThrough,
        });
      return found;
    },
    ...(schedule === undefined ? {} : { findPreviousTime: () => previousTime(getClient(), schedule, dueAt) }),
  };
}

import type { SchemeTable } from '../contract/scheme';
import type { AuditTask, PageAudited, PageMoved, PageReference } from '../contract/page';
import type { Plan, RunFacts, FailingRun, RunInput } from '../contract/run';
import { cancellationSignal, getClient, log } from '@temporalio/activity';
import type { EngineActivities } from '../contract/activities';
import { reportingFailure } from './alerts/planFailure';
import type { ActivityDeps } from './deps';
import { find } from './find';
import { findMark } from './mark';
import { mappingSettings } from './mappingSettings';
import { type Planning, planRun } from './plan';
import { packed, writePage } from './writePage';
import { fitRefusals } from './refusals';
import { readPageOrCut } from './deepPage';
import { createReconcileActivities } from './reconcile';
import type { ReconcileActivities } from '../contract/reconcile';
import { pagesCounted } from '../contract/listEvidence';
import { mapPage, readPage } from './readPage';
import type { OpenRepairs, RecordReference, RepairActivities, WakeRepairs } from '../contract/repair';
import { checkRecord, moveRecord } from './repair/moveRecord';
import { openRepairs } from './repair/openRepairs';
import { wakeRepairs } from './repair/wakeRepairs';
import { countFailure } from './schedule/countFailure';
import { previousTime } from './schedule/previousTime';
import { auditOf, pageTaskOf, recordTaskOf } from './tasks';
import { writeSignal } from './signals';
import { renderSwitch, renderSwitches } from './switches';
import { auditDocuments } from './write/audit';
import { EDIT_LOCK_PAUSES_MS, QUERY_LAG_PAUSES_MS } from '../contract/policies';

/** The activities of a worker, on the given connections, mappings and settings. */
export function createActivities(
  deps: ActivityDeps,
): EngineActivities & ReconcileActivities & RepairActivities {
  return {
    ...createReconcileActivities(deps),
    async planWindow(scheme: string, input: RunInput, facts?: RunFacts): Promise<Plan> {
      const table = find(deps.tables, scheme, 'scheme');
      const planned = planRun(table, input, {
        settings: deps.schemes[table.name],
        sources: deps.sources,
        dueAt: facts?.dueAt ?? Date.now(),
        now: Date.now(),
        alerts: deps.alerts !== undefined,
        schedule: facts?.schedule,
        ...(facts ? pastOf(table, deps.taskQueue, facts) : {}),
      });
      return reportingFailure(deps, { table, facts }, planned);
    },

    async countPages(reference: PageReference): Promise<number> {
      const task = pageTaskOf(deps, reference);
      const source = find(deps.sources, task.source.connection, 'source connection');
      const { seen } = await readPage(source, task, { signal: cancellationSignal() });
      return pagesCounted(seen, task.page.size);
    },

    async movePage(reference: PageReference): Promise<PageMoved> {
      const task = pageTaskOf(deps, reference);
      const call = { signal: cancellationSignal() };
      const source = find(deps.sources, task.source.connection, 'source connection');
      const page = await readPageOrCut(source, task, call);
      const mapping = find(deps.mappings, task.scheme, 'mapping');
      const { mapped, rejected, skipped } = mapPage(mapping, page.rows, mappingSettings(deps, task));
      const written = await writePage(deps, task, mapping, mapped);
      return {
        read: page.rows.length,
        seen: page.seen,
        skipped,
        ...packed(written),
        rejected: fitRefusals([...rejected, ...written.rejected]),
      };
    },

    async auditPage(given: AuditTask): Promise<PageAudited> {
      const { target, form, options, submits, parameters, written, pending } = auditOf(deps, given);
      const auditor = {
        target: find(deps.targets, target, 'target connection'),
        form,
        options: renderSwitches(options, parameters),
        submits: renderSwitch(submits, parameters) !== 'false',
        read: { signal: cancellationSignal() },
        write: { signal: writeSignal() },
        patience: EDIT_LOCK_PAUSES_MS,
        lag: QUERY_LAG_PAUSES_MS,
      };
      const audited = await auditDocuments(auditor, written, pending);
      return { ...audited, rejected: fitRefusals(audited.rejected) };
    },

    countFailure: (run: FailingRun) => countFailure(deps, run),
    openRepairs: (task: OpenRepairs) => openRepairs(deps, task),
    wakeRepairs: (task: WakeRepairs) => wakeRepairs(deps, task),
    moveRecord: async (task: RecordReference) => moveRecord(deps, recordTaskOf(deps, task)),
    checkRecord: async (task: RecordReference) => checkRecord(deps, recordTaskOf(deps, task)),
  };
}

/** What a run may ask of those before it. */
function pastOf(
  { name }: SchemeTable,
  taskQueue: string,
  facts: RunFacts,
): Pick<Planning, 'findMark' | 'findPreviousTime'> {
  const { schedule, dueAt, last } = facts;
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

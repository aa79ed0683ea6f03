import type { SchemeTable } from '../../contract/scheme';
import type { Plan } from '../../contract/run';
import {
  ActivityCancellationType,
  proxyActivities,
  workflowInfo,
  type ActivityInterfaceFor,
  type ActivityOptions,
  CancellationScope,
} from '@temporalio/workflow';
import type { Priority } from '@temporalio/common';
import type { EngineActivities } from '../../contract/activities';
import { platformQueue } from '../../contract/queues';
import {
  ACTIVITY_DEADLINE,
  ACTIVITY_RETRY,
  HEARTBEAT,
  PAGE_ATTEMPT,
  LAST_AUDIT,
} from '../../contract/policies';
import {
  type PageAudited,
  type PageSynced,
  type PageReference,
  type PageOfRun,
  pageName,
  type AuditTask,
  type ChangedPage,
  type Planned,
} from '../../contract/page';
import { sliceValues } from './slices';

/** Activities that speak to a platform. */
export const PATIENT: ActivityOptions = {
  startToCloseTimeout: PAGE_ATTEMPT,
  scheduleToCloseTimeout: ACTIVITY_DEADLINE,
  heartbeatTimeout: HEARTBEAT,
  retry: ACTIVITY_RETRY,
  // A write that is under way is finished and reported, also when the run is cancelled.
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
};

/** Priority of a backfill's calls; those of other runs have 3, the default. */
const BACKFILL_PRIORITY = 4;

/** The activities of a scheme, each on the task queue of the platform that it loads most. */
export interface Steps {
  readonly planRun: ActivityInterfaceFor<EngineActivities>['planRun'];
  countPages(plan: Plan): ActivityInterfaceFor<EngineActivities>['countPages'];
  syncPage(plan: Plan): ActivityInterfaceFor<EngineActivities>['syncPage'];
  auditPage(plan: Plan): ActivityInterfaceFor<EngineActivities>['auditPage'];
  readonly openRepairs: ActivityInterfaceFor<EngineActivities>['openRepairs'];
  readonly wakeRepairs: ActivityInterfaceFor<EngineActivities>['wakeRepairs'];
  readonly countFailure: ActivityInterfaceFor<EngineActivities>['countFailure'];
}

/** Binds the activities of a scheme; connections share a platform's queue fairly, and a backfill steps back. */
export function stepsOf(table: SchemeTable): Steps {
  const on = (platform: string, priority?: Priority) =>
    proxyActivities<EngineActivities>({
      ...PATIENT,
      taskQueue: platformQueue(workflowInfo().taskQueue, platform),
      ...(priority === undefined ? {} : { priority }),
    });
  const onSource = (plan: Plan) => on(table.source.platform, priorityOf(plan, plan.source));
  return {
    planRun: on(table.source.platform).planRun,
    countPages: (plan) => onSource(plan).countPages,
    syncPage: (plan) => onSource(plan).syncPage,
    auditPage: (plan) => on(table.target.platform, priorityOf(plan, plan.target)).auditPage,
    openRepairs: on(table.source.platform).openRepairs,
    wakeRepairs: on(table.source.platform).wakeRepairs,
    countFailure: on(table.source.platform).countFailure,
  };
}

/** Whether the run was given its window: it then steps back behind the account's other runs. */
function isBackfill({ window }: Plan): boolean {
  return window?.begins === 'input';
}

function priorityOf(plan: Plan, fairnessKey: string): Priority {
  return { fairnessKey, ...(isBackfill(plan) ? { priorityKey: BACKFILL_PRIORITY } : {}) };
}

const NOTHING_TO_AUDIT: PageAudited = { created: 0, unchanged: 0, audited: 0, rejected: [], inDoubt: [] };

/** The activities of a run's pages, each with the line that the Temporal UI shows of it. */
export class Calls {
  constructor(
    private readonly table: SchemeTable,
    private readonly steps: Steps,
    private readonly isForced: () => boolean,
  ) {}

  count(plan: Plan, task: PageReference, { slice }: Pick<PageOfRun, 'slice'>): Promise<number> {
    const summary = slice === undefined ? 'count pages' : `${slice} · count pages`;
    return this.steps.countPages(plan).executeWithOptions({ summary }, [task]);
  }

  move(plan: Plan, task: PageReference, at: PageOfRun): Promise<PageSynced> {
    return this.steps.syncPage(plan).executeWithOptions({ summary: pageName(at) }, [task]);
  }

  async audit(plan: Plan, moved: PageSynced, at: PageOfRun): Promise<PageAudited> {
    const { written, pending } = moved;
    const [saved, found] = [written.count, pending.count];
    if (saved + found === 0) return NOTHING_TO_AUDIT;
    const task = auditTask(this.table, plan, moved);
    const summary = `${pageName(at)} · ${saved} saved, ${found} found unaudited`;
    const audit = this.steps.auditPage(plan);
    if (!this.isForced()) return audit.executeWithOptions({ summary }, [task]);
    return CancellationScope.nonCancellable(() =>
      audit.executeWithOptions({ summary, scheduleToCloseTimeout: LAST_AUDIT }, [task]),
    );
  }
}

/** Which list of a run a page belongs to: a slice, or what changed while the slices were read. */
export interface PlaceInRun {
  readonly slice?: number;
  readonly changed?: ChangedPage | undefined;
  /** With paging by key: what the page begins after. */
  readonly after?: string | undefined;
}

/** The durable reference to a page: everything of the run that is needed to read it again, and nothing of what is in it. */
export function pageReference(
  { name: scheme }: Pick<SchemeTable, 'name'>,
  plan: Plan,
  number: number,
  { slice = 0, after, changed }: PlaceInRun = {},
): PageReference {
  return {
    ...plannedOf(scheme, plan),
    parameters: plan.parameters,
    values: { ...plan.values, ...sliceValues(plan, slice) },
    page: { number, size: plan.pageSize, ...(after === undefined ? {} : { after }) },
    batchSize: plan.batchSize,
    ...(changed ? { changed } : {}),
  };
}

/** The documents of a page that are not final yet. */
export function auditTask(
  { name, target }: SchemeTable,
  plan: Pick<Plan, 'source' | 'target' | 'parameters'> & { readonly digest?: string | undefined },
  { written, pending }: Pick<PageSynced, 'written' | 'pending'>,
): AuditTask {
  const { options, auditOptions, submits } = target;
  return {
    ...plannedOf(name, plan),
    parameters: named(plan.parameters, JSON.stringify([options, auditOptions, submits])),
    written,
    pending,
  };
}

function plannedOf(
  scheme: string,
  {
    source,
    target,
    digest,
  }: { readonly source: string; readonly target: string; readonly digest?: string | undefined },
): Planned {
  return { scheme, source, target, ...(digest === undefined ? {} : { digest }) };
}

/** Parameters that templates name: the others would only lengthen the history. */
function named(parameters: Plan['parameters'], text: string): Plan['parameters'] {
  return Object.fromEntries(
    Object.entries(parameters).filter(([name]) => text.includes(`{{parameters.${name}}}`)),
  );
}

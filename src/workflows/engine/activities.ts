import type { SchemeTable } from '../../contract/scheme';
import type { Plan, EngineActivities } from '../../contract/run';
import {
  ActivityCancellationType,
  ActivityFailure,
  ApplicationFailure,
  proxyActivities,
  workflowInfo,
  type ActivityInterfaceFor,
  type ActivityOptions,
  CancellationScope,
} from '@temporalio/workflow';
import type { Priority } from '@temporalio/common';
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

/** Options of activities that speak to a platform. */
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

/** The activities of a scheme that call the server or plan a run, on the queue of its source. */
export type SchemeActivities = Pick<
  ActivityInterfaceFor<EngineActivities>,
  'planRun' | 'openRepairs' | 'wakeRepairs' | 'countFailure'
>;

/** Binds the activities of a scheme that need no plan. */
export function schemeActivities({ source }: SchemeTable): SchemeActivities {
  return activitiesOn<EngineActivities>(source.platform, PATIENT);
}

/** The activities of a planned run's pages, each with the line that the Temporal UI shows of it. */
export class PageActivities {
  private readonly ofSource: ActivityInterfaceFor<EngineActivities>;
  private readonly ofTarget: ActivityInterfaceFor<EngineActivities>;

  /** @param isForced whether pages in flight had their time after a stop */
  constructor(
    private readonly table: SchemeTable,
    private readonly plan: Plan,
    private readonly isForced: () => boolean,
  ) {
    const { source, target } = table;
    const options = (connection: string) => ({ ...PATIENT, priority: priorityOf(plan, connection) });
    this.ofSource = activitiesOn(source.platform, options(plan.source));
    this.ofTarget = activitiesOn(target.platform, options(plan.target));
  }

  count(task: PageReference, { slice }: Pick<PageOfRun, 'slice'>): Promise<number> {
    const summary = slice === undefined ? 'count pages' : `${slice} · count pages`;
    return this.ofSource.countPages.executeWithOptions({ summary }, [task]);
  }

  sync(task: PageReference, at: PageOfRun): Promise<PageSynced> {
    return this.ofSource.syncPage.executeWithOptions({ summary: pageName(at) }, [task]);
  }

  async audit(synced: PageSynced, at: PageOfRun): Promise<PageAudited> {
    const { written, pending } = synced;
    const [saved, found] = [written.count, pending.count];
    if (saved + found === 0) return NOTHING_TO_AUDIT;
    const task = auditTask(this.table, this.plan, synced);
    const summary = `${pageName(at)} · ${saved} saved, ${found} found unaudited`;
    if (!this.isForced()) return this.ofTarget.auditPage.executeWithOptions({ summary }, [task]);
    return CancellationScope.nonCancellable(() =>
      this.ofTarget.auditPage.executeWithOptions({ summary, scheduleToCloseTimeout: LAST_AUDIT }, [task]),
    );
  }
}

const NOTHING_TO_AUDIT: PageAudited = { created: 0, unchanged: 0, audited: 0, rejected: [], inDoubt: [] };

/** Activities on the task queue of the platform that they load most. @param options priority and time-outs among them */
export function activitiesOn<Activities>(
  platform: string,
  options: ActivityOptions,
): ActivityInterfaceFor<Activities> {
  const taskQueue = platformQueue(workflowInfo().taskQueue, platform);
  return proxyActivities<Activities>({ ...options, taskQueue });
}

/** Connections share a platform's queue fairly, and a run that was given its window steps back behind the others. */
function priorityOf({ window }: Plan, fairnessKey: string): Priority {
  const isBackfill = window?.begins === 'input';
  return { fairnessKey, ...(isBackfill ? { priorityKey: BACKFILL_PRIORITY } : {}) };
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

/** What an activity failed with, as it named it; undefined for every other failure. */
export function activityFailure(error: unknown): ApplicationFailure | undefined {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  return cause instanceof ApplicationFailure ? cause : undefined;
}

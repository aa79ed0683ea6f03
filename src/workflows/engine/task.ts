import type { SchemeTable } from '../../contract/scheme';
import type { AuditTask, ChangedPage, PageSynced, PageReference, Planned } from '../../contract/page';
import type { Plan } from '../../contract/run';
import { sliceValues } from './slices';

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

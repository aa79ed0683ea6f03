import type { AuditTask, ChangedPage, PageMoved, PageTask, Plan } from '../../activities/contract';
import type { SchemeTable } from './scheme';
import { sliceValues } from './slices';

/** Which list of a run a page belongs to: a slice, or what changed while the slices were read. */
export interface PlaceInRun {
  readonly slice?: number;
  readonly changed?: ChangedPage | undefined;
  /** With paging by key: what the page begins after. */
  readonly after?: string | undefined;
}

/** The durable reference to a page: everything that is needed to read it again, and nothing of what is in it. */
export function pageTask(
  table: SchemeTable,
  plan: Plan,
  number: number,
  { slice = 0, after, changed }: PlaceInRun = {},
): PageTask {
  const { method, request } = table.source;
  const asked = changed ? { ...request, ...table.source.changed?.request } : request;
  return {
    scheme: table.name,
    source: { connection: plan.source, method, request: asked },
    target: {
      connection: plan.target,
      form: table.target.form,
      operation: table.target.operation,
      options: table.target.options,
    },
    parameters: plan.parameters,
    values: { ...plan.values, ...sliceValues(plan, slice) },
    page: { number, size: plan.pageSize, ...(after === undefined ? {} : { after }) },
    batchSize: plan.batchSize,
    ...(changed ? { changed } : {}),
  };
}

/** The documents of a page that are not final yet, and how they are brought there. */
export function auditTask(table: SchemeTable, plan: Plan, { written, pending }: PageMoved): AuditTask {
  const { form, operation, options, auditOptions = {}, submits = true } = table.target;
  const switches = operation === 'Audit' ? options : auditOptions;
  return {
    scheme: table.name,
    target: {
      connection: plan.target,
      form,
      operation,
      options: switches,
      submits,
    },
    parameters: named(plan.parameters, [...Object.values(switches), submits]),
    written,
    pending,
  };
}

/** Parameters that templates name: the others would only lengthen the history. */
function named(parameters: Plan['parameters'], templates: readonly unknown[]): Plan['parameters'] {
  const text = templates.join(' ');
  return Object.fromEntries(
    Object.entries(parameters).filter(([name]) => text.includes(`{{parameters.${name}}}`)),
  );
}

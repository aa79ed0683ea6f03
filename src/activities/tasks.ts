/**
 * Where tasks enter. Whoever may start workflows in the namespace may hand activities any task, so one says only what is a
 * run's own, and that is held against the rules that plans go by; all else is looked up by the scheme's name.
 */
import { createHash } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { z } from 'zod';
import type {
  AuditTask,
  ChangedPage,
  PageReference,
  Planned,
  DocumentRef,
  DocumentRefs,
} from '../contract/page';
import type { SliceReference } from '../contract/reconcile';
import type { RecordReference } from '../contract/repair';
import type { Plan } from '../contract/run';
import {
  type SchemeTable,
  type ReconcileCell,
  type SourceCell,
  type TargetCell,
  faultsOf,
} from '../contract/scheme';
import { isOnCalendar } from '../contract/time';
import { placeholdersOf } from '../mappings/template';
import { type ActivityDeps, find } from './deps';
import { unpackRefs } from './page/history';

type Deps = Pick<ActivityDeps, 'tables' | 'schemes' | 'sources' | 'targets'>;

/** Text that changes with a table's source or target. */
export function digestOf({ source, target }: Pick<SchemeTable, 'source' | 'target'>): string {
  return createHash('sha256')
    .update(JSON.stringify([source, target]))
    .digest('hex')
    .slice(0, 12);
}

/** Longest key or cursor that any platform has. */
const MOST_TEXT = 2_000;

const MOST_DOCUMENTS = 10_000;

const text = z.string().max(MOST_TEXT);
const name = z.string().min(1).max(MOST_TEXT);
const whole = (least: number, most: number) => z.number().int().min(least).max(most);
const moment = z.iso.datetime();

/** Ends of a window; an empty one is open. */
const wallClock = z
  .string()
  .regex(/^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)?$/, 'must be yyyy-MM-dd HH:mm:ss')
  .refine((value) => value === '' || isOnCalendar(value), 'there is no such time');

const WINDOW_NAMES = [
  'LAST_SYNC_TIME|datetime',
  'CURRENT_TIME|datetime',
  'WINDOW_FROM|datetime',
  'WINDOW_TO|datetime',
] as const;

const planned = { scheme: name, source: name, target: name, digest: name.optional() };
const parameters = z.record(z.string(), text);
const documents = z.strictObject({
  count: whole(0, MOST_DOCUMENTS),
  ids: z.string().max(MOST_DOCUMENTS * 100),
  keys: z.string().max(MOST_DOCUMENTS * 100),
});

const pageShape = z.strictObject({
  ...planned,
  parameters,
  values: z.partialRecord(z.enum(WINDOW_NAMES), wallClock),
  page: z.strictObject({ number: whole(1, 1_000_000_000), size: whole(1, 500), after: text.optional() }),
  batchSize: whole(1, 1_000),
  changed: z
    .strictObject({
      since: moment,
      until: moment,
      within: z.strictObject({ from: wallClock, to: wallClock }),
    })
    .optional(),
  mayBeDeep: z.boolean().optional(),
});

const auditShape = z.strictObject({ ...planned, parameters, written: documents, pending: documents });

const recordShape = z.strictObject({
  page: pageShape,
  key: name,
  looksUp: z.boolean(),
  document: z
    .strictObject({ id: text.optional(), number: text.optional(), organization: text.optional() })
    .optional(),
  edited: z.record(z.string(), z.unknown()).optional(),
});

const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .optional();
const sliceShape = z.strictObject({
  page: pageShape,
  days: z.strictObject({ from: day, to: day }),
  room: z.record(z.string(), whole(0, MOST_DOCUMENTS)),
});

/** The page that a task refers to. @throws ApplicationFailure `Misconfigured` or `SchemeChanged`, not retried */
export function pageTaskOf(deps: Deps, given: PageReference): PageTask {
  return resolvedPage(deps, shaped(pageShape, given, 'the page'));
}

/** The record that a repair's task refers to. @throws as `pageTaskOf` */
export function recordTaskOf(deps: Deps, given: RecordReference): RecordTask {
  const { looksUp, page, ...record } = shaped(recordShape, given, 'the record');
  const task = resolvedPage(deps, page);
  const { connection, form } = task.target;
  const hasLookUp = find(deps.targets, connection, 'target connection').abilitiesOf(form).looksUp;
  if (looksUp === hasLookUp) return { ...record, page: task };
  throw misconfigured(
    page.scheme,
    `the repair says that ${connection} has ${looksUp ? 'a' : 'no'} look-up; it is otherwise`,
  );
}

/** The slice that a reconciliation's task refers to. @throws as `pageTaskOf` */
export function sliceTaskOf(deps: Deps, given: SliceReference): SliceTask {
  const { page, ...slice } = shaped(sliceShape, given, 'the slice');
  const { reconcile } = find(deps.tables, page.scheme, 'scheme');
  const task = resolvedPage(deps, page);
  const source = find(deps.sources, task.source.connection, 'source connection');
  return { ...slice, page: task, paging: source.pagingOf(task.source.method), reconcile };
}

/** What an audit's task refers to. @throws as `pageTaskOf` */
export function auditOf(deps: Deps, given: AuditTask) {
  const task = shaped(auditShape, given, 'the audit');
  const table = ownTable(deps, task);
  const { form, operation, options, auditOptions = {}, submits = true } = table.target;
  const callOptions = operation === 'Audit' ? options : auditOptions;
  const named = placeholdersOf([...Object.values(callOptions), submits].join(' '));
  assertParameters(table, task.parameters, (parameter) => named.includes(`parameters.${parameter}`));
  const [written, pending] = [documentsOf(table, task.written), documentsOf(table, task.pending)];
  return { ...task, form, options: callOptions, submits, written, pending };
}

/** A page with what table and configuration say of it. */
export function pageTask(
  { source: { method, request, changed: cell }, target }: SchemeTable,
  { source, target: connection, changed, ...page }: PageReference,
): PageTask {
  const { form, operation, options } = target;
  return {
    ...page,
    source: { connection: source, method, request: changed ? { ...request, ...cell?.request } : request },
    target: { connection, form, operation, options },
    ...(changed && { changed: { ...changed, within: { ...changed.within, fields: cell?.within ?? [] } } }),
  };
}

function resolvedPage(deps: Deps, page: PageReference): PageTask {
  const table = ownTable(deps, page);
  assertParameters(table, page.parameters);
  if (page.changed && !table.source.changed)
    throw misconfigured(table.name, 'the scheme asks for no changes, so a page has no `changed`');
  const task = pageTask(table, page);
  const lacking = Object.values(task.source.request)
    .flatMap(placeholdersOf)
    .filter((value) => WINDOW_NAMES.some((known) => known === value) && !Object.hasOwn(page.values, value));
  if (lacking.length > 0) throw misconfigured(table.name, `values lack ${lacking.join(', ')}`);
  return task;
}

/** The table of a task, where the task was made of what the worker has. */
function ownTable({ tables, schemes }: Deps, task: Planned): SchemeTable {
  const table = find(tables, task.scheme, 'scheme');
  const settings = find(schemes, task.scheme, 'settings of scheme');
  for (const role of ['source', 'target'] as const)
    if (settings[role] !== task[role])
      throw misconfigured(
        table.name,
        `its ${role} is ${settings[role]} in the worker's configuration, and ${short(task[role])} in the task; start it again`,
      );
  if (task.digest !== undefined && task.digest !== digestOf(table))
    throw ApplicationFailure.nonRetryable(
      `${table.name}: source or target of the scheme's table is not that with which this began; start it again / 方案的来源或目标定义已变更，请重新启动`,
      'SchemeChanged',
    );
  return table;
}

function documentsOf({ name: scheme }: SchemeTable, packed: DocumentRefs): readonly DocumentRef[] {
  try {
    return unpackRefs(packed);
  } catch (error) {
    throw misconfigured(scheme, `the documents cannot be read: ${(error as Error).message}`);
  }
}

/** Known, each of a value that it takes, and those there that are needed. */
function assertParameters(
  { name: scheme, parameters: rules }: SchemeTable,
  given: Readonly<Record<string, string>>,
  isNeeded: (parameter: string) => boolean = () => true,
): void {
  const unknown = Object.keys(given).filter((key) => !Object.hasOwn(rules, key));
  const lacking = Object.keys(rules).filter((key) => isNeeded(key) && !Object.hasOwn(given, key));
  const faults = [
    ...(unknown.length > 0 ? [`there is no parameter ${short(unknown.join(', '))}`] : []),
    ...(lacking.length > 0 ? [`the task lacks the parameter ${lacking.join(', ')}`] : []),
    ...faultsOf(rules, given).map(
      ([key, { takes, given: value }]) => `parameter ${key} must be ${takes.en}; given is "${value}"`,
    ),
  ];
  if (faults.length > 0) throw misconfigured(scheme, faults.join('; '));
}

/** The task itself, once it has the shape that its type says. */
function shaped<T>(shape: z.ZodType, given: T, what: string): T {
  const { error } = shape.safeParse(given);
  if (!error) return given;
  const faults = error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw misconfigured(what, short(faults.join('; '), 500));
}

function short(given: string, most = 80): string {
  return given.length > most ? `${given.slice(0, most)}…` : given;
}

function misconfigured(what: string, fault: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(`task refused: ${what}: ${fault}`, 'Misconfigured');
}

/** A page with what the scheme's table and the configuration say of it. */
export interface PageTask extends Omit<PageReference, 'source' | 'target' | 'changed'> {
  readonly source: Pick<SourceCell, 'method' | 'request'> & { readonly connection: string };
  readonly target: Pick<TargetCell, 'form' | 'operation' | 'options'> & { readonly connection: string };
  /** The fields of a row, the first that is there, tell whether it belongs to the window. */
  readonly changed?: Omit<ChangedPage, 'within'> & {
    readonly within: ChangedPage['within'] & { readonly fields: readonly string[] };
  };
}

/** A record with what table and configuration say of its page. */
export interface RecordTask extends Omit<RecordReference, 'page' | 'looksUp'> {
  readonly page: PageTask;
}

/** A slice with what table and source say of it. */
export interface SliceTask extends Omit<SliceReference, 'page'> {
  readonly page: PageTask;
  readonly paging: Plan['paging'];
  readonly reconcile?: ReconcileCell | undefined;
}

import { ApplicationFailure } from '@temporalio/common';
import { z } from 'zod';
import { isInReach, MOST, slicesIn, YEARS } from '../../contract/bounds';
import { LIST_EVERY_SECONDS, PAUSE_AT } from '../../contract/policies';
import type { Watermark, Plan, RunInput } from '../../contract/run';
import { type SchemeTable, type SchemeSettings, type SourceCell, faultsOf } from '../../contract/scheme';
import { isOnCalendar, shanghaiTime } from '../../contract/time';
import { parameterValues } from '../../mappings/apply';
import { placeholdersOf, renderTemplate } from '../../mappings/template';
import { type ActivityDeps, find } from '../deps';
import { digestOf } from '../tasks';
import type { FoundMark } from './watermark';
import { beginningOf, endingOf, hasEnd, hasWindow, windowOf } from './window';

/** Documents a save call, where the configuration says nothing; Kingdee publishes no limit, its users take 20 to 50. */
const DEFAULT_BATCH_SIZE = 50;

/** Wall-clock text of Asia/Shanghai. */
const wallClock = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$/, 'expected yyyy-MM-dd or yyyy-MM-dd HH:mm:ss')
  .refine(isOnCalendar, 'there is no such day or time')
  .refine(isInReach, `must lie between ${YEARS.first} and ${YEARS.last}`);

const count = (max: number) => z.number().int().min(1).max(max);

const inputSchema = z
  .strictObject({
    parameters: z.record(z.string(), z.string()).optional(),
    pageSize: count(MOST.pageSize).optional(),
    concurrency: count(MOST.concurrency).optional(),
    from: wallClock.transform(beginningOf).optional(),
    to: wallClock.transform(endingOf).optional(),
    days: count(MOST.days).optional(),
  })
  .refine(({ from, days }) => from === undefined || days === undefined, {
    path: ['days'],
    message: 'give either days or from',
  })
  .refine(({ from, to }) => to === undefined || from !== undefined, {
    path: ['to'],
    message: 'a window with an end needs a beginning: give from too',
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    path: ['to'],
    message: 'must be after from',
  });

/** What a run is planned with beside its input. */
export interface Planning {
  readonly settings: SchemeSettings | undefined;
  readonly sources: ActivityDeps['sources'];
  /** When the run is due, milliseconds since 1970. */
  readonly dueAt: number;
  /** The clock of whoever plans; left out for a run that is due now. */
  readonly now?: number;
  /** Whether there are channels to tell. */
  readonly alerts?: boolean;
  /** Id of the Schedule that the run is of. */
  readonly schedule?: string | undefined;
  /** What an earlier run of the same selection handed on. */
  findMark?(selection: string): Promise<FoundMark>;
  /** When the run's Schedule was due before this time; undefined where that cannot be known. */
  findPreviousTime?(): Promise<number | undefined>;
}

/**
 * Resolves what a run goes by: input before configuration before the published table.
 * @throws ApplicationFailure `Misconfigured`, not retried, with every fault of the input in one line
 */
export async function planRun(table: SchemeTable, input: unknown, planning: Planning): Promise<Plan> {
  const { settings, sources, dueAt, now = dueAt } = planning;
  if (!settings)
    throw misconfigured(`schemes.${table.name} is not in the worker's configuration: add it to jinqiao.yml`);
  const given = checkedInput(table, input);
  const paging = find(sources, settings.source, 'source connection').pagingOf(table.source.method);
  const parameters = checkedParameters(table, { ...settings.parameters, ...given.parameters });
  const selection = selectionOf(settings.source, table.source, parameters);
  const isBackfill = given.from !== undefined || given.days !== undefined;
  const continues = table.watermark !== undefined && !isBackfill;
  const found = (continues ? await planning.findMark?.(selection) : undefined) ?? {};
  const previousDueAt = await previousDue(table, found.mark, planning);
  const windowed = windowOf(table, { settings, given, dueAt, now, ...found, previousDueAt, selection });
  checkSpan(table, windowed, given);
  return {
    source: settings.source,
    target: settings.target,
    digest: digestOf(table),
    parameters,
    ...windowed,
    paging,
    pageSize: given.pageSize ?? settings.pageSize ?? table.pageSize,
    // A list that moves is read page by page.
    concurrency:
      paging === 'number' || windowed.slices
        ? (given.concurrency ?? settings.concurrency ?? table.concurrency)
        : 1,
    batchSize: settings.batchSize ?? DEFAULT_BATCH_SIZE,
    listEverySeconds: LIST_EVERY_SECONDS,
    ...repairSettings(settings),
    alerts: planning.alerts ?? false,
    ...(planning.schedule === undefined ? {} : { schedule: planning.schedule }),
  };
}

/** A window that nothing can be read of yet, or that has more slices than a run goes through. */
function checkSpan(
  { name }: SchemeTable,
  { window, slices }: Pick<Plan, 'window' | 'slices'>,
  { from }: RunInput,
): void {
  if (from !== undefined && window && from >= window.to)
    throw misconfigured(
      `input of ${name}: from ${from} is not before ${window.to}, where the window ends: nothing lies there yet`,
    );
  const count = slices ? slicesIn(slices.from, slices.to, slices.hours) : 0;
  if (count > MOST.slices)
    throw misconfigured(
      `${name}: the window from ${slices?.from} to ${slices?.to} has ${count} slices, a run takes ${MOST.slices}: ${from === undefined ? 'set a later since' : 'read it in parts, with a later from or an earlier to'}`,
    );
}

/**
 * When a run that is due before its watermark was due before that: a Schedule's backfill of the past has its own times to
 * read. Undefined for any other run.
 */
async function previousDue(
  { name }: SchemeTable,
  mark: Watermark | undefined,
  { dueAt, findPreviousTime }: Planning,
): Promise<number | undefined> {
  const { syncedThrough } = mark ?? {};
  if (!findPreviousTime || syncedThrough === undefined || dueAt > Date.parse(syncedThrough)) return undefined;
  const previous = await findPreviousTime();
  if (previous !== undefined) return previous;
  throw misconfigured(
    `the run is due at ${shanghaiTime(dueAt)}, before the watermark ${syncedThrough}, and when its Schedule was due before that cannot be known: read the past with \`jinqiao backfill ${name} --from … --to …\``,
  );
}

function checkedInput(table: SchemeTable, input: unknown): RunInput {
  const parsed = inputSchema.safeParse(input ?? {});
  const faults = parsed.success
    ? misfits(table, parsed.data as RunInput)
    : parsed.error.issues.map(faultText);
  if (faults.length > 0) throw misconfigured(`input of ${table.name}: ${faults.join('; ')}`);
  return parsed.data as RunInput;
}

function faultText(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `there is no ${issue.keys.join(', ')}; it has ${Object.keys(inputSchema.shape).join(', ')}`;
  return `${issue.path.join('.') || 'input'}: ${issue.message}`;
}

/** What does not fit this scheme, although it has the right form. */
function misfits(table: SchemeTable, { parameters = {}, from, to, days }: RunInput): string[] {
  const known = Object.keys(table.parameters);
  const unknown = Object.keys(parameters).filter((name) => !known.includes(name));
  return [
    ...(unknown.length > 0
      ? [`there is no parameter ${unknown.join(', ')}; it has ${known.join(', ')}`]
      : []),
    ...((from ?? days) !== undefined && !hasWindow(table)
      ? [`${from === undefined ? 'days' : 'from'}: the scheme always reads the whole list`]
      : []),
    ...(to !== undefined && !hasEnd(table) ? ['to: the scheme reads up to now'] : []),
  ];
}

/** Complete, and each of a value that it takes: a wrong one would be rejected record by record. */
function checkedParameters(table: SchemeTable, given: Readonly<Record<string, string>>): Plan['parameters'] {
  const faults = faultsOf(table.parameters, given).map(
    ([name, { takes, given: text }]) => `parameter ${name} must be ${takes.en}; given is "${text}"`,
  );
  if (faults.length > 0) throw misconfigured(`${table.name}: ${faults.join('; ')}`);
  return { ...defaultsOf(table), ...given };
}

function defaultsOf(table: SchemeTable): Record<string, string> {
  return Object.fromEntries(
    Object.entries(table.parameters).map(([name, parameter]) => [name, parameter.default]),
  );
}

function misconfigured(message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, 'Misconfigured');
}

/**
 * What a source is asked beside page and window, as text: `qimen status=Confirmed date_type=2`. Two runs with the same
 * text read the same list, so that one may begin where the other ended.
 */
function selectionOf(
  connection: string,
  { request }: Pick<SourceCell, 'request'>,
  parameters: Readonly<Record<string, string>>,
): string {
  const values = parameterValues(parameters);
  const asked = Object.entries(request).filter(([, template]) => isSelecting(template));
  return [connection, ...asked.map(([name, template]) => `${name}=${rendered(template, values)}`)].join(' ');
}

function isSelecting(template: string): boolean {
  const names = placeholdersOf(template);
  return names.length === 0 || names.some((name) => name.startsWith('parameters.'));
}

/** Names of the window stay as they are. */
function rendered(template: string, values: Readonly<Record<string, unknown>>): string {
  const names = Object.fromEntries(placeholdersOf(template).map((name) => [name, `{{${name}}}`]));
  return renderTemplate(template, { ...names, ...values });
}

/** A plan's part about failed records. */
function repairSettings(settings: SchemeSettings): Required<Pick<Plan, 'repairs' | 'pauseAt'>> {
  const { rejected, share, consecutive } = settings.pauseAt ?? {};
  return {
    repairs: settings.repairs ?? true,
    pauseAt: {
      rejected: rejected ?? PAUSE_AT.rejected,
      share: share ?? PAUSE_AT.share,
      consecutive: consecutive ?? PAUSE_AT.consecutive,
    },
  };
}

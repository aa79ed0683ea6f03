import { EMPTY_AFTER_HOURS } from '../../contract/policies';
import type { Watermark, Plan, RunWindow, RunInput } from '../../contract/run';
import type { SchemeTable, SchemeSettings } from '../../contract/scheme';
import { shanghaiMoment, shanghaiTime } from '../../contract/time';
import { placeholdersOf } from '../../mappings/template';

const DAY = 86_400_000;

/** Part of a window that the next one reads again at least: a platform may take neither of its ends for inside. */
const SHARED = 1_000;

/** What a window is decided from. Texts are wall-clock times of Asia/Shanghai, moments milliseconds since 1970. */
export interface WindowBasis {
  readonly settings: Pick<
    SchemeSettings,
    'since' | 'overlapMinutes' | 'lagSeconds' | 'emptyAfterHours' | 'sliceDays' | 'sliceHours'
  >;
  /** Window that the run was given. */
  readonly given?: Pick<RunInput, 'from' | 'to' | 'days'>;
  /** When the run was due. */
  readonly dueAt: number;
  /** The worker's clock; left out for a run that is due now. */
  readonly now?: number;
  /** What the run before handed on. */
  readonly mark?: Watermark | undefined;
  /** A watermark that was found and is not believed, ISO. */
  readonly ahead?: string | undefined;
  /** When the Schedule of a run that is due before its watermark was due before that. */
  readonly previousDueAt?: number | undefined;
  readonly selection: string;
}

type Windowed = Pick<Plan, 'values' | 'slices' | 'window'>;

/** Whether a scheme's request names a window at all. */
export function hasWindow(table: SchemeTable): boolean {
  return table.sliceDays !== undefined || namesOf(table).has('LAST_SYNC_TIME|datetime');
}

/** Whether that window has an end that a run can be given. */
export function hasEnd(table: SchemeTable): boolean {
  return table.sliceDays !== undefined || namesOf(table).has('CURRENT_TIME|datetime');
}

/**
 * The window of a run: `[watermark − overlap, min(due, now) − lag]`, or what the run was given; with values for the request's
 * templates, and slices where the source takes no more than so many days at once. It begins at `since` at the earliest,
 * unless the run was given `from`, and has no slice at all where it ends before `since`.
 */
export function windowOf(table: SchemeTable, basis: WindowBasis): Windowed {
  if (!hasWindow(table)) return { values: {} };
  const window = chooseWindow(table, basis);
  const values = { 'LAST_SYNC_TIME|datetime': window.from, 'CURRENT_TIME|datetime': window.to };
  const named = namesOf(table);
  return {
    values: Object.fromEntries(Object.entries(values).filter(([name]) => named.has(name))),
    ...slicesOf(table, basis.settings, window),
    window,
  };
}

function chooseWindow(table: SchemeTable, basis: WindowBasis): RunWindow {
  const { settings, selection, dueAt, now = dueAt } = basis;
  const mark = believedMark(basis.mark, now);
  const ahead = basis.ahead ?? (mark ? undefined : basis.mark?.syncedThrough);
  const end = endOf(table, basis, now);
  const start = chooseBeginning(table, { ...basis, mark }, end);
  const common = {
    selection,
    emptyAfterHours: settings.emptyAfterHours ?? EMPTY_AFTER_HOURS,
    ...(ahead === undefined ? {} : { ahead }),
  };
  if (basis.given?.from !== undefined) return { ...common, ...start, to: shanghaiTime(end) };
  const moves = table.watermark !== undefined && start.begins !== 'input';
  const handed = moves && mark?.lastRowsAt !== undefined ? { lastRowsAt: mark.lastRowsAt } : {};
  const floor = floorOf(table, settings);
  if (floor !== undefined && end <= shanghaiMoment(floor))
    return { ...common, ...handed, from: floor, to: floor, begins: 'since' };
  return {
    ...common,
    ...handed,
    from: floor !== undefined && start.from < floor ? floor : start.from,
    to: shanghaiTime(end),
    begins: start.begins,
    ...(moves ? watermarkOf(mark, end) : {}),
  };
}

/** A watermark that lies ahead of the clock was set by mistake: rows that are still to come would lie before it. */
function believedMark(mark: Watermark | undefined, now: number): Watermark | undefined {
  return mark?.syncedThrough !== undefined && Date.parse(mark.syncedThrough) <= now ? mark : undefined;
}

/** No window ends in the future, whoever asks for it: what is read there is not complete. */
function endOf(table: SchemeTable, { settings, given, dueAt }: WindowBasis, now: number): number {
  const lag = lagOf(table, settings);
  const to = given?.to === undefined ? undefined : shanghaiMoment(given.to);
  return to !== undefined && to <= now ? to : Math.min(dueAt, now) - lag;
}

function lagOf(table: SchemeTable, settings: WindowBasis['settings']): number {
  return (settings.lagSeconds ?? table.watermark?.lagSeconds ?? 0) * 1_000;
}

function floorOf(table: SchemeTable, settings: WindowBasis['settings']): string | undefined {
  return settings.since ?? table.since;
}

/** The watermark that the run sets, or the one that stands where the run reads what lies before it. */
function watermarkOf(
  mark: Watermark | undefined,
  end: number,
): Pick<RunWindow, 'syncedThrough' | 'standing'> {
  const standing = mark?.syncedThrough;
  const isBefore = standing !== undefined && Date.parse(standing) >= end;
  return isBefore ? { standing } : { syncedThrough: wholeSecond(end) };
}

function chooseBeginning(
  table: SchemeTable,
  { settings, given: { from, days } = {}, mark, previousDueAt }: WindowBasis,
  end: number,
): Pick<RunWindow, 'from' | 'begins'> {
  if (from !== undefined) return { from, begins: 'input' };
  if (days !== undefined) return { from: shanghaiTime(end - days * DAY), begins: 'input' };
  if (table.watermark && mark?.syncedThrough !== undefined) {
    const overlap = (settings.overlapMinutes ?? table.watermark.overlapMinutes) * 60_000;
    const through = Date.parse(mark.syncedThrough);
    const before = previousDueAt === undefined ? end : previousDueAt - lagOf(table, settings);
    const begin = Math.min(through, end, before) - Math.max(overlap, SHARED);
    return { from: shanghaiTime(begin), begins: 'watermark' };
  }
  const since = floorOf(table, settings);
  if (since !== undefined) return { from: since, begins: 'since' };
  const opens = table.sliceDays === undefined ? '' : shanghaiTime(end - table.sliceDays * DAY);
  return { from: opens, begins: 'open' };
}

/** Slices are named by their first, their length and their end: years of days would fill a run's history. An empty window has none. */
function slicesOf(
  table: SchemeTable,
  settings: WindowBasis['settings'],
  { from, to }: RunWindow,
): Pick<Plan, 'slices'> {
  const hours = sliceHoursOf(table, settings) ?? (from === to ? 1 : undefined);
  return hours === undefined ? {} : { slices: { from, to, hours } };
}

/** Length of a slice; undefined where the source takes any length. */
function sliceHoursOf(
  { sliceDays }: SchemeTable,
  settings: Pick<SchemeSettings, 'sliceDays' | 'sliceHours'>,
): number | undefined {
  if (sliceDays === undefined) return undefined;
  return settings.sliceHours ?? (settings.sliceDays ?? sliceDays) * 24;
}

function namesOf({ source }: SchemeTable): ReadonlySet<string> {
  return new Set(Object.values(source.request).flatMap(placeholdersOf));
}

/** Windows are cut to whole seconds, and so is the watermark. */
function wholeSecond(moment: number): string {
  return new Date(Math.floor(moment / 1_000) * 1_000).toISOString();
}

/** Beginning of a window as it is asked for, Asia/Shanghai: a day alone begins at midnight. */
export function beginningOf(text: string): string {
  return text.length === 10 ? `${text} 00:00:00` : text;
}

/** End of a window as it is asked for: a day alone ends at the next midnight. */
export function endingOf(text: string): string {
  return text.length === 10 ? shanghaiTime(shanghaiMoment(`${text} 00:00:00`) + 86_400_000) : text;
}

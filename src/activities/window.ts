import { shanghaiMoment, shanghaiTime } from '../connectors/shanghai';
import { placeholdersOf } from '../mappings/template';
import type { RunInput } from '../workflows/engine/report';
import type { SchemeTable } from '../workflows/engine/scheme';
import type { Mark, Plan, RunWindow } from './contract';
import type { SchemeSettings } from './deps';

const DAY = 86_400_000;

/** Hours without a row after which a run warns, where the configuration says nothing. */
const DEFAULT_EMPTY_AFTER_HOURS = 48;

/** Part of a window that the next one reads again at least: a platform may take neither of its ends for inside. */
const SHARED = 1_000;

/** What a window is decided from. Texts are wall-clock times of Asia/Shanghai. */
export interface WindowFacts {
  readonly settings: Pick<SchemeSettings, 'since' | 'overlapMinutes' | 'lagSeconds' | 'emptyAfterHours'>;
  /** Window that the run was given. */
  readonly given?: Pick<RunInput, 'from' | 'to' | 'days'>;
  /** When the run was due, milliseconds since 1970. */
  readonly dueAt: number;
  /** What the run before handed on. */
  readonly mark?: Mark | undefined;
  readonly selection: string;
}

type Windowed = Pick<Plan, 'values' | 'slices' | 'sliced' | 'window'>;

/** Whether a scheme's request names a window at all. */
export function hasWindow(table: SchemeTable): boolean {
  return table.sliceDays !== undefined || namesOf(table).has('LAST_SYNC_TIME|datetime');
}

/** Whether that window has an end that a run can be given. */
export function hasEnd(table: SchemeTable): boolean {
  return table.sliceDays !== undefined || namesOf(table).has('CURRENT_TIME|datetime');
}

/**
 * The window of a run: `[watermark − overlap, due time − lag]`, or what the run was given; with values for the request's
 * templates, and slices where the source takes no more than so many days at once.
 */
export function windowOf(table: SchemeTable, facts: WindowFacts): Windowed {
  if (!hasWindow(table)) return { values: {}, slices: [{}] };
  const window = chooseWindow(table, facts);
  const values = { 'LAST_SYNC_TIME|datetime': window.from, 'CURRENT_TIME|datetime': window.to };
  const named = namesOf(table);
  return {
    values: Object.fromEntries(Object.entries(values).filter(([name]) => named.has(name))),
    ...slicesOf(table, window),
    window,
  };
}

function chooseWindow(table: SchemeTable, facts: WindowFacts): RunWindow {
  const { settings, selection, mark, dueAt, given } = facts;
  const lag = (settings.lagSeconds ?? table.watermark?.lagSeconds ?? 0) * 1_000;
  const end = given?.to === undefined ? dueAt - lag : shanghaiMoment(given.to);
  const start = chooseBeginning(table, facts, end);
  const moves = table.watermark !== undefined && start.begins !== 'input';
  return {
    from: start.from,
    to: shanghaiTime(end),
    begins: start.begins,
    selection,
    ...(moves ? { syncedThrough: later(mark?.syncedThrough, wholeSecond(end)) } : {}),
    ...(moves && mark?.lastRowsAt !== undefined ? { lastRowsAt: mark.lastRowsAt } : {}),
    emptyAfterHours: settings.emptyAfterHours ?? DEFAULT_EMPTY_AFTER_HOURS,
  };
}

function chooseBeginning(
  table: SchemeTable,
  { settings, given: { from, days } = {}, mark }: WindowFacts,
  end: number,
): Pick<RunWindow, 'from' | 'begins'> {
  if (from !== undefined) return { from, begins: 'input' };
  if (days !== undefined) return { from: shanghaiTime(end - days * DAY), begins: 'input' };
  if (table.watermark && mark?.syncedThrough !== undefined) {
    const overlap = (settings.overlapMinutes ?? table.watermark.overlapMinutes) * 60_000;
    const begin = Math.min(Date.parse(mark.syncedThrough), end) - Math.max(overlap, SHARED);
    return { from: shanghaiTime(begin), begins: 'watermark' };
  }
  const since = settings.since ?? table.since;
  if (since !== undefined) return { from: since, begins: 'since' };
  const opens = table.sliceDays === undefined ? '' : shanghaiTime(end - table.sliceDays * DAY);
  return { from: opens, begins: 'open' };
}

/** Slices are named by their first, their length and their end: years of days would fill a run's history. */
function slicesOf(
  { sliceDays: days }: SchemeTable,
  { from, to }: RunWindow,
): Pick<Plan, 'slices' | 'sliced'> {
  return days === undefined ? { slices: [{}] } : { sliced: { from, to, days } };
}

function namesOf({ source }: SchemeTable): ReadonlySet<string> {
  return new Set(Object.values(source.request).flatMap(placeholdersOf));
}

/** Windows are cut to whole seconds, and so is the watermark. */
function wholeSecond(moment: number): string {
  return new Date(Math.floor(moment / 1_000) * 1_000).toISOString();
}

/** A watermark never goes back. */
function later(one: string | undefined, other: string): string {
  return one !== undefined && Date.parse(one) > Date.parse(other) ? one : other;
}

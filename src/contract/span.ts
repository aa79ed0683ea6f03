import { shanghaiMoment, shanghaiTime } from './shanghai';

/** A stretch of time: wall-clock texts of Asia/Shanghai, `yyyy-MM-dd HH:mm:ss`. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** What a page's request is filled with that says between which moments its rows lie. */
interface Windowed {
  readonly values: Readonly<Record<string, string>>;
  /** What changed between two moments, ISO. */
  readonly changed?: { readonly since: string; readonly until: string };
}

const MINUTE = 60_000;

/** Templates that name the two ends of a request's window. */
const ENDS = [
  ['WINDOW_FROM|datetime', 'WINDOW_TO|datetime'],
  ['LAST_SYNC_TIME|datetime', 'CURRENT_TIME|datetime'],
] as const;

/** The window that a page's request asks for; undefined where it is open or there is none. */
export function spanOf({ values, changed }: Windowed): Span | undefined {
  if (changed) return { from: changed.since, to: changed.until };
  const [from, to] = endsOf(values);
  return values[from] && values[to] ? { from: values[from], to: values[to] } : undefined;
}

/** The same page of another window. */
export function within<T extends Windowed>(page: T, { from, to }: Span): T {
  if (page.changed) return { ...page, changed: { ...page.changed, since: from, until: to } };
  const ends = ENDS.filter(([first]) => page.values[first] !== undefined);
  const values = ends.flatMap(([first, last]) => [[first, from] as const, [last, to] as const]);
  return { ...page, values: { ...page.values, ...Object.fromEntries(values) } };
}

/**
 * A window in two: they share the second between them, since no source says whether its ends are inside. Undefined where
 * a half would be shorter than a minute.
 */
export function halvesOf({ from, to }: Span): readonly [Span, Span] | undefined {
  const [start, end] = [momentOf(from), momentOf(to)];
  if (end - start < 2 * MINUTE) return undefined;
  const half = Math.floor((start + end) / 2_000) * 1_000;
  const middle = from.endsWith('Z') ? new Date(half).toISOString() : shanghaiTime(half);
  return [
    { from, to: middle },
    { from: middle, to },
  ];
}

/** Moment (ms since 1970) of an end of a span: a wall-clock text, or ISO. */
function momentOf(text: string): number {
  return text.endsWith('Z') ? Date.parse(text) : shanghaiMoment(text);
}

function endsOf(values: Windowed['values']): (typeof ENDS)[number] {
  return values[ENDS[0][0]] === undefined ? ENDS[1] : ENDS[0];
}

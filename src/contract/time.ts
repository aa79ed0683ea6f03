/** Asia/Shanghai has had one offset since 1991; workflows have no time zones to ask. */
const offsetMs = 8 * 3_600_000;

/** A moment (ms since 1970) as Chinese platforms write it: `yyyy-MM-dd HH:mm:ss` in UTC+8, whatever the host's zone. */
export function shanghaiTime(epochMs: number): string {
  return new Date(epochMs + offsetMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** The moment (ms since 1970) of such a text. @throws RangeError for a text of another form */
export function shanghaiMoment(text: string): number {
  const moment = Date.parse(`${text.replace(' ', 'T')}Z`) - offsetMs;
  if (Number.isNaN(moment)) throw new RangeError(`"${text}" is not yyyy-MM-dd HH:mm:ss`);
  return moment;
}

/** Whether there is such a day (`yyyy-MM-dd`) or moment: JavaScript reads 30 February as 2 March. */
export function isOnCalendar(text: string): boolean {
  const moment = Date.parse(`${text.length === 10 ? `${text} 00:00:00` : text}Z`.replace(' ', 'T'));
  return !Number.isNaN(moment) && new Date(moment).toISOString().replace('T', ' ').startsWith(text);
}

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

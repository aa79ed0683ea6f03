import { shanghaiMoment } from './time';

/** What a run, a comparison or a search takes at most: a slip of the hand must not keep a worker busy for days. */
export const MOST = {
  /** Rows a page. */
  pageSize: 500,
  /** Pages side by side. */
  concurrency: 16,
  /** Days back from now of a pass over late rows. */
  days: 366,
  /** Slices of one window: more than ten years of days. */
  slices: 4_000,
  /** Days back in which a record is searched. */
  daysSearched: 3_660,
  /** Rows, or runs, that a list on the command line shows. */
  listed: 1_000,
  /** Characters of a record's business key; Kingdee's numbers have far fewer. */
  key: 200,
  /** Characters of a reason, a name or a note that a person gives. */
  text: 500,
  /** Characters of a document that a person has edited, as JSON. */
  document: 150_000,
} as const;

/** First and last year of the days that are asked for; an unset date of a platform lies before. */
export const YEARS = { first: '2000', last: '2099' } as const;

/** Whether a text that begins with `yyyy` names a year that can be asked for. */
export function isInReach(text: string): boolean {
  const year = text.slice(0, 4);
  return year >= YEARS.first && year <= YEARS.last;
}

/**
 * Slices of so many hours that a window is read in.
 * @param from, to wall-clock texts `yyyy-MM-dd HH:mm:ss`
 */
export function slicesIn(from: string, to: string, hours: number): number {
  return Math.max(0, Math.ceil((shanghaiMoment(to) - shanghaiMoment(from)) / (hours * 3_600_000)));
}

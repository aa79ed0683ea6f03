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

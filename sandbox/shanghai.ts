const offset = 8 * 3_600_000;
const written = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/;

/** A moment as the platforms write it: `yyyy-MM-dd HH:mm:ss`, Beijing time without an offset. */
export function shanghaiTime(moment: Date): string {
  return new Date(moment.getTime() + offset).toISOString().slice(0, 19).replace('T', ' ');
}

/** The moment that `yyyy-MM-dd HH:mm:ss` names in Beijing time; undefined for a text that names none. */
export function shanghaiMoment(text: string): Date | undefined {
  const moment = new Date(text.replace(written, '$1T$2+08:00'));
  // Node takes 31 February for 2 March, and texts in many other forms.
  return Number.isNaN(moment.getTime()) || shanghaiTime(moment) !== text ? undefined : moment;
}

const pattern = /^(\d{4}-\d{2}-\d{2}) ?(\d{2}:\d{2}:\d{2})(\.\d{1,3})?$/;

/** A time of a row, Beijing time in any of the attested forms (page §8), as epoch milliseconds; undefined for none. */
export function momentOf(text: string | null | undefined): number | undefined {
  const [, day, time, fraction = ''] = pattern.exec(text ?? '') ?? [];
  const moment = Date.parse(`${day}T${time}${fraction}+08:00`);
  return Number.isNaN(moment) ? undefined : moment;
}

const shanghaiOffset = 8 * 3_600_000;

/** The last time that was written: a batch is stamped hundreds of times in the same millisecond. */
let last = { time: Number.NaN, text: '' };

/** Wall-clock time in Asia/Shanghai (no summer time since 1991) as Kingdee prints it: `2024-12-12T17:55:51.52`. */
export function wallClock(instant: Date): string {
  const time = instant.getTime();
  if (time !== last.time)
    last = { time, text: trimFraction(new Date(time + shanghaiOffset).toISOString().slice(0, -1)) };
  return last.text;
}

/** Drops trailing zeros of the fraction, and an empty fraction: recorded answers have `.52` and `.007`. */
export function trimFraction(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}

const dateTime = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?)?$/;

/**
 * Reads `yyyy-MM-dd` or `yyyy-MM-dd HH:mm[:ss[.fff]]` (blank or `T` between) as wall-clock time. Returns Kingdee's ISO text
 * without a zone, or `undefined` for what is no date.
 */
export function parseWallClock(text: string): string | undefined {
  const match = dateTime.exec(text.trim());
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const real =
    utc.getUTCMonth() === month - 1 && utc.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return real ? trimFraction(`${utc.toISOString().slice(0, 19)}.${match[7] ?? '0'}`) : undefined;
}

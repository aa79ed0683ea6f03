import { shanghaiMoment, shanghaiTime } from '../contract/shanghai';

/** Beginning of a window as it is asked for, Asia/Shanghai: a day alone begins at midnight. */
export function beginningOf(text: string): string {
  return text.length === 10 ? `${text} 00:00:00` : text;
}

/** End of a window as it is asked for: a day alone ends at the next midnight. */
export function endingOf(text: string): string {
  return text.length === 10 ? shanghaiTime(shanghaiMoment(`${text} 00:00:00`) + 86_400_000) : text;
}

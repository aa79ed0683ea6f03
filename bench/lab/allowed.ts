/** Limits of an account: calls within any second and any minute. */
export interface Limits {
  readonly perSecond: number;
  readonly perMinute: number;
}

/** Calls that somebody who knew both limits and never waited longer than needed could have made by then; times in ms. */
export function allowedCalls(limits: Limits, untilMs: number): number {
  const calls: number[] = [];
  const opens = (count: number, withinMs: number) => (calls.at(-count) ?? -Infinity) + withinMs;
  for (;;) {
    const next = Math.max(0, opens(limits.perSecond, 1_000), opens(limits.perMinute, 60_000));
    if (next > untilMs) return calls.length;
    calls.push(next);
  }
}

import { setTimeout as sleep } from 'node:timers/promises';

/** Whether something is done within so many milliseconds; the native client goes on trying for longer than a probe waits. */
export async function doneWithin(patienceMs: number, doing: Promise<unknown>): Promise<boolean> {
  const late = new AbortController();
  const done = doing.then(
    () => true,
    () => false,
  );
  const given = sleep(patienceMs, false, { signal: late.signal }).catch(() => false);
  try {
    return await Promise.race([done, given]);
  } finally {
    late.abort();
  }
}

import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until a condition holds; the test's own time-out ends the waiting. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(50);
}

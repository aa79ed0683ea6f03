import type { RunReport } from '../../../src/contract/run';
import type { JournalEntry, WireRow } from '../../support/control';
import type { World } from '../../support/world';
import type { SchemeCase } from './cases';
import { expectSameTarget, targetOf } from './target';

/** A run without faults: what every run of the same source data is measured by. */
export interface Reference {
  readonly report: RunReport;
  readonly target: readonly WireRow[];
  /** Its calls, oldest first. */
  readonly calls: readonly JournalEntry[];
}

/** Runs a case without faults. A worker must be there. */
export async function faultFree(world: World, one: SchemeCase): Promise<Reference> {
  await begin(world, one);
  const report = await world.run(one.input, one.scheme);
  expectBalanced(report);
  expect(report.outcome).toBe('clean');
  const [target, calls] = [await targetOf(world, one), await world.control.requests()];
  return { report, target, calls };
}

/** Puts the data back and forgets calls and faults; sessions and tokens stay, so that calls come as they did before. */
export async function begin(world: World, one: SchemeCase): Promise<void> {
  await world.control.clearFaults();
  await one.prepare(world);
  await world.control.forgetRequests();
}

/** Every record read is in exactly one count. */
export function expectBalanced({ read, counts }: RunReport): void {
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(read);
}

/** A run that ended as the one without faults: clean, balanced, every document there once and as it must be. */
export async function expectSame(
  world: World,
  one: SchemeCase,
  report: RunReport,
  reference: Reference,
): Promise<void> {
  expectSameTarget(await targetOf(world, one), reference.target);
  expectBalanced(report);
  expect(report).toMatchObject({
    outcome: 'clean',
    read: reference.report.read,
    counts: { rejected: 0, inDoubt: 0, skipped: reference.report.counts.skipped },
  });
}

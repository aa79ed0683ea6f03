import { WorkflowFailedError, WorkflowNotFoundError } from '@temporalio/client';
import type { RunReport } from '../../../src/contract/run';
import { openRepairs, repairOf } from '../../schemes/repairs';
import type { World } from '../../support/world';
import type { SchemeCase } from './cases';
import { expectBalanced, expectSame, type Reference } from './reference';
import { expectSameTarget, targetOf } from './target';

/** The report of a run, or undefined where it failed. A failure must be one of the errors that say what to do. */
export async function reportOf(result: Promise<RunReport>): Promise<RunReport | undefined> {
  try {
    return await result;
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    expect(error.cause).toMatchObject({
      type: expect.stringMatching(/^(Protocol|Unauth|Misconf)/) as string,
    });
    return undefined;
  }
}

/**
 * What must hold whatever struck a run: its counts add up, and once the platforms are well, one more run ends clean, with
 * every document there once. A run that had no reason to stop must be clean itself.
 */
export async function expectWellInTheEnd(
  world: World,
  one: SchemeCase,
  reference: Reference,
  report: RunReport | undefined,
): Promise<void> {
  if (report) expectBalanced(report);
  if (report?.outcome === 'clean') return expectSame(world, one, report, reference);
  await world.control.clearFaults();
  const after = await world.run(one.input, one.scheme);
  expectBalanced(after);
  expect(after).toMatchObject({ outcome: 'clean' });
  expectSameTarget(await targetOf(world, one), reference.target);
}

/** A case in its world, and what a run without faults made of it. */
export interface Measured {
  readonly world: World;
  readonly one: SchemeCase;
  readonly reference: Reference;
}

/**
 * The same, and that things go on: a clean run has left nothing out; refused records are done once their repairs try
 * again; and the next run is clean, also where it begins at the watermark that the one before has left.
 */
export async function expectWellAfterwards(
  { world, one, reference }: Measured,
  { report, isHonest }: { readonly report: RunReport | undefined; readonly isHonest: boolean },
  runAgain: () => Promise<RunReport>,
): Promise<void> {
  if (report) expectBalanced(report);
  if (report?.outcome === 'clean') {
    // Of a list that lies some rows come twice, and are read twice.
    const { read } = isHonest ? reference.report : report;
    await expectSame(world, one, report, { ...reference, report: { ...reference.report, read } });
    expect(report.read).toBeGreaterThanOrEqual(reference.report.read);
  }
  await repairAll(world, one);
  const after = await runAgain();
  expectBalanced(after);
  expect(after).toMatchObject({ outcome: 'clean' });
  expectSameTarget(await targetOf(world, one), reference.target);
}

/** Asks each open repair to try again, until none is left. */
async function repairAll(world: World, { scheme }: SchemeCase): Promise<void> {
  for (const key of await openRepairs(world, scheme))
    await repairOf(world, scheme, key)
      .signal('retry')
      .catch((error: unknown) => {
        // It may have ended since it was listed.
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
  await world.until(async () => (await openRepairs(world, scheme)).length === 0);
}

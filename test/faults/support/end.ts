import { WorkflowFailedError } from '@temporalio/client';
import type { RunReport } from '../../../src/contract/run';
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

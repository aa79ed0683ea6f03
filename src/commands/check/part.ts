import { type Sentences, localize } from '../../messages';
import type { ProbeStep } from '../../connectors/connector';
import { exitCodes } from '../shared/exit';

/** What is looked at, by a name that a script can go by. */
export type StepName = keyof Sentences['check']['step'];

/** One step of a check, in the language in use; connections and the Temporal server are shown alike. */
export interface CheckStep {
  readonly step: StepName;
  readonly ok: boolean;
  readonly detail: string;
  readonly advice?: string;
}

/** The steps of a connector in the language in use. */
export async function* spokenSteps(steps: AsyncIterable<ProbeStep>): AsyncGenerator<CheckStep> {
  for await (const { advice, detail, ...step } of steps)
    yield { ...step, detail: localize(detail), ...(advice && { advice: localize(advice) }) };
}

/** What was checked, and what came out, step by step up to the first that failed. */
export interface CheckedPart {
  readonly name: string;
  /** Platform of a connection, or `temporal`. */
  readonly platform: string;
  readonly ok: boolean;
  readonly steps: readonly CheckStep[];
}

/** Collects the steps of one part; a step that throws is a failed one. */
export async function checkPart(
  name: string,
  platform: string,
  steps: AsyncIterable<CheckStep>,
): Promise<CheckedPart> {
  const seen: CheckStep[] = [];
  try {
    for await (const step of steps) seen.push(step);
  } catch (error) {
    seen.push({ step: 'unexpected', ok: false, detail: (error as Error).message.split('\n')[0] ?? '' });
  }
  return { name, platform, ok: seen.every((step) => step.ok), steps: seen };
}

/** Exit code over all parts: unreachable counts more than refused. */
export function exitCodeOfCheck(parts: readonly CheckedPart[]): number {
  if (parts.every((part) => part.ok)) return exitCodes.ok;
  const unreachable = parts.some((part) => part.steps.some((step) => step.step === 'reachable' && !step.ok));
  return unreachable ? exitCodes.unreachable : exitCodes.failed;
}

import { ApplicationFailure } from '@temporalio/workflow';

/** Members that an input must have, by what they have to be. */
export type Wanted = Readonly<Record<string, 'text' | 'number' | 'list' | 'object'>>;

/**
 * Refuses an input that only a person gives: types that other workflows start can be started in the Temporal UI as well,
 * and what throws in workflow code any other way leaves a run that hangs.
 * @param type the workflow type, @param instead what to do instead
 * @throws ApplicationFailure `Misconfigured`
 */
export function assertStartInput(type: string, input: unknown, wanted: Wanted, instead: string): void {
  const given = isObject(input) ? input : {};
  const missing = Object.entries(wanted)
    .filter(([name, kind]) => !isOf(kind, given[name]))
    .map(([name, kind]) => `${name} (${kind})`);
  if (isObject(input) && missing.length === 0) return;
  const lacks = missing.length > 0 ? `; the input lacks ${missing.join(', ')}` : '';
  throw ApplicationFailure.nonRetryable(
    `${type} is not started by hand: ${instead}${lacks}`,
    'Misconfigured',
  );
}

function isOf(kind: Wanted[string], value: unknown): boolean {
  if (kind === 'list') return Array.isArray(value);
  if (kind === 'object') return isObject(value);
  return kind === 'text' ? typeof value === 'string' && value !== '' : Number.isFinite(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

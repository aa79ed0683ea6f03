import type { Sentences } from '../../messages';
import { exitCodes } from '../shared/exit';

/** What `jinqiao doctor` looks at; a script can go by it. */
export type DoctorName = keyof Sentences['doctor']['name'];

/** One thing that `jinqiao doctor` looked at. */
export interface DoctorLine {
  readonly name: DoctorName;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly detail: string;
  /** What to do, where something is to be done. */
  readonly advice?: string;
}

/** A line that is well, or has advice. */
export function line(
  name: DoctorName,
  state: DoctorLine['state'],
  detail: string,
  advice?: string,
): DoctorLine {
  return { name, state, detail, ...(advice !== undefined && state !== 'ok' ? { advice } : {}) };
}

/** Exit code over all lines: a server that does not answer counts more than any other failure; warnings do not count. */
export function exitCodeOfLines(lines: readonly DoctorLine[]): number {
  const failed = lines.filter(({ state }) => state === 'fail');
  if (failed.length === 0) return exitCodes.ok;
  return failed.some(({ name }) => name === 'server') ? exitCodes.unreachable : exitCodes.failed;
}

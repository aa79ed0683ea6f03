import type { Bilingual } from '../../contract/bilingual';
import type { doctor } from '../../messages/doctor';

/** What `jinqiao doctor` looks at; a script can go by it. */
export type DoctorName = keyof typeof doctor.name;

/** One thing that `jinqiao doctor` looked at. */
export interface DoctorLine {
  readonly name: DoctorName;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly detail: Bilingual;
  /** What to do, where something is to be done. */
  readonly advice?: Bilingual;
}

/** A line that is well, or has advice. */
export function line(
  name: DoctorName,
  state: DoctorLine['state'],
  detail: Bilingual,
  advice?: Bilingual,
): DoctorLine {
  return { name, state, detail, ...(advice !== undefined && state !== 'ok' ? { advice } : {}) };
}

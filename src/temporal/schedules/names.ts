import { idOf, installationOf } from '../../contract/ids';

/** A Schedule of an installation by its id. */
export interface ScheduleName {
  readonly scheme: string;
  /** As commands take it: the scheme, or `<scheme>/late` for the pass over late rows. */
  readonly name: string;
}

/** Id of a scheme's Schedule, or of its pass over late rows. */
export function scheduleId(taskQueue: string, name: string): string {
  return idOf(taskQueue, ...name.split('/'));
}

/** What a Schedule of an installation is called; undefined for one of others. */
export function scheduleName(taskQueue: string, id: string): ScheduleName | undefined {
  const prefix = `${installationOf(taskQueue)}/`;
  if (!id.startsWith(prefix)) return undefined;
  const name = id.slice(prefix.length);
  const [scheme = '', pass = 'late', ...others] = name.split('/');
  return scheme !== '' && pass === 'late' && others.length === 0 ? { scheme, name } : undefined;
}

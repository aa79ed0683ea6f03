import type { Config } from './config';
import type { Origin } from './origins';
import { isRecord, isSecretAt } from './references';

/** What stands where a secret is. */
export const MASK = '***';

/** A value of the configuration as it may be shown. */
export interface ShownValue {
  /** `connections.kingdee.url` */
  readonly path: string;
  readonly value: string | number | boolean;
  /** Absent where nothing says it and the program's default holds. */
  readonly origin?: Origin;
}

/** All values of a configuration, in its order, secrets masked. */
export function shownValues(
  { path: _file, ...config }: Config,
  origins: ReadonlyMap<string, Origin>,
): ShownValue[] {
  return leaves(config, []).map(([at, value]) => {
    const path = at.join('.');
    const origin = origins.get(path);
    const isSecret = isSecretAt(at) || origin?.kind === 'file';
    return { path, value: isSecret ? MASK : value, ...(origin && { origin }) };
  });
}

type Leaf = string | number | boolean;

function leaves(tree: unknown, at: readonly string[]): [readonly string[], Leaf][] {
  if (isRecord(tree) || Array.isArray(tree))
    return Object.entries(tree).flatMap(([key, value]) => leaves(value, [...at, key]));
  return tree === undefined || tree === null ? [] : [[at, tree as Leaf]];
}

import type { ValuePath } from './faults';
import type { Config, Environment } from './config';
import { isRecord, isSecretAt, isEnvReference, isFileReference } from './references';
import { readConfigText } from './text';
import { readYaml } from './yaml';

/** What stands where a secret is. */
const MASK = '***';

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

/** Where a value of the configuration comes from. */
export type Origin =
  /** Written out in the file. */
  | { readonly kind: 'literal' }
  /** A variable that is set, and one that is not and has a default in the file. */
  | { readonly kind: 'env' | 'fallback'; readonly name: string }
  /** A file of its own, by the path that the configuration names. */
  | { readonly kind: 'file'; readonly name: string };

/** Origins of the values of a configuration file, by path: `connections.kingdee.appSecret`. What is absent has the program's default. */
export function readOrigins(file: string, env: Environment): ReadonlyMap<string, Origin> {
  const origins = new Map<string, Origin>();
  collect(readYaml(file, readConfigText(file)).tree, env, [], origins);
  return origins;
}

function collect(tree: unknown, env: Environment, at: ValuePath, origins: Map<string, Origin>): void {
  const origin = originOf(tree, env);
  if (origin) origins.set(at.join('.'), origin);
  else if (typeof tree === 'object' && tree !== null)
    for (const [key, value] of Object.entries(tree)) collect(value, env, [...at, key], origins);
}

function originOf(value: unknown, env: Environment): Origin | undefined {
  if (!isRecord(value)) return Array.isArray(value) ? undefined : { kind: 'literal' };
  if (isEnvReference(value)) return { kind: env[value.env] ? 'env' : 'fallback', name: value.env };
  return isFileReference(value) ? { kind: 'file', name: value.file } : undefined;
}

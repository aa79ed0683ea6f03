import type { Environment } from './config';
import { isEnvReference, isFileReference, isRecord, type ValuePath } from './references';
import { readConfigText } from './text';
import { readYaml } from './yaml';

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

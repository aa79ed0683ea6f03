import path from 'node:path';
import { secretSettings } from '../connectors';
import { secretNames } from '../connectors/settings';
import { channelSchema } from './shape';
import type { Environment } from './config';
import type { Report, ValuePath } from './faults';
import { readFileText } from './text';

const channelSecrets = secretNames(channelSchema);

/** Whether the value at a path is a secret: by its key, wherever in a connection or an alert channel it stands. */
export function isSecretAt(at: ValuePath): boolean {
  const key = at.at(-1) ?? '';
  return secretSettings.has(key) || (at[0] === 'alerts' && channelSecrets.has(key));
}

/**
 * Replaces `{ env: NAME, default?: text }` and `{ file: path }` by their values. A reference that cannot be resolved,
 * and a secret written out, is reported and left out.
 *
 * @param tree the parsed file: text, lists and maps only
 * @param folder folder that relative file paths start from
 */
export function resolveReferences(
  tree: unknown,
  env: Environment,
  folder: string,
  report: Report,
  at: ValuePath = [],
): unknown {
  const isSecret = isSecretAt(at);
  if (isSecret && isLiteralSecret(tree)) {
    report(at, { code: 'secret-written-out' });
    return undefined;
  }
  if (isRecord(tree) && isEnvReference(tree)) return fromEnvironment(tree, env, report, at);
  if (isRecord(tree) && isFileReference(tree)) return fromFile(tree.file, folder, report, at);
  if (Array.isArray(tree)) {
    return tree.map((item, index) => resolveReferences(item, env, folder, report, [...at, String(index)]));
  }
  if (!isRecord(tree)) return tree;
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      resolveReferences(value, env, folder, report, [...at, key]),
    ]),
  );
}

/** Whether a value is a map. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a map is `{ env: NAME, default?: text }`. */
export function isEnvReference(value: Record<string, unknown>): value is { env: string; default?: unknown } {
  return (
    typeof value.env === 'string' && Object.keys(value).every((key) => key === 'env' || key === 'default')
  );
}

/** Whether a map is `{ file: path }`. */
export function isFileReference(value: Record<string, unknown>): value is { file: string } {
  return typeof value.file === 'string' && Object.keys(value).length === 1;
}

/** A default is written in the file too, so for a secret it is as bad as the secret itself. */
function isLiteralSecret(value: unknown): boolean {
  if (!isRecord(value)) return true;
  return isEnvReference(value) ? value.default !== undefined : !isFileReference(value);
}

function fromEnvironment(
  reference: { env: string; default?: unknown },
  env: Environment,
  report: Report,
  at: ValuePath,
): unknown {
  const value = Object.hasOwn(env, reference.env) ? env[reference.env] : undefined;
  if (value) return value;
  if (reference.default === undefined) report(at, { code: 'variable-not-set', name: reference.env });
  return reference.default;
}

function fromFile(file: string, folder: string, report: Report, at: ValuePath): string | undefined {
  try {
    const read = readFileText(path.resolve(folder, file));
    if ('text' in read) return read.text.replace(/\r?\n$/, '');
    report(at, { code: 'file-unreadable', file, why: read.reason.code });
  } catch (error) {
    report(at, { code: 'file-unreadable', file, why: String((error as NodeJS.ErrnoException).code) });
  }
  return undefined;
}

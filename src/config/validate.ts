import type { z } from 'zod';
import { settingFaultOf } from '../connectors/settings';
import type { FaultReason, ValueKind, Report, ValuePath } from './faults';
import type { CronFault } from './shape';

type Issue = z.core.$ZodIssue;

/**
 * Checks a tree of texts against a schema. Texts are read as numbers and truth values where the schema asks for them,
 * so `"0101"` stays a text where a text is wanted. Every fault is reported.
 *
 * @returns the schema's output, or `undefined` when there was a fault
 */
export function validate<Output>(
  schema: z.ZodType<Output>,
  tree: unknown,
  at: ValuePath,
  report: Report,
): Output | undefined {
  const asText = schema.safeParse(tree);
  if (asText.success) return asText.data;
  const result = schema.safeParse(retype(tree, asText.error.issues), { reportInput: true });
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const path = [...at, ...issue.path.map(String)];
    if (issue.code === 'unrecognized_keys') reportUnknownKeys(schema, issue, path, report);
    else report(path, reasonOf(issue));
  }
  return undefined;
}

/** A copy of the tree in which texts that should be numbers or truth values, and read as such, are. */
function retype(tree: unknown, issues: readonly Issue[]): unknown {
  const copy: unknown = structuredClone(tree);
  for (const issue of issues) {
    if (issue.code !== 'invalid_type') continue;
    const parent = issue.path.slice(0, -1).reduce<unknown>(child, copy);
    const key = issue.path.at(-1);
    // What a schema made of a value on its way (one cron expression as a list of one) is not in the tree.
    if (key === undefined || !isHolder(parent) || !Object.hasOwn(parent, key)) continue;
    parent[key] = readAs(issue.expected, parent[key]);
  }
  return copy;
}

function child(parent: unknown, key: PropertyKey): unknown {
  return isHolder(parent) && Object.hasOwn(parent, key) ? parent[key] : undefined;
}

function isHolder(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}

function readAs(expected: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (expected === 'boolean' && /^(true|false)$/.test(value)) return value === 'true';
  if ((expected === 'number' || expected === 'int') && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  return value;
}

/** A schema's own `error` first: it is more than the validator knows. */
function reasonOf(issue: Issue): FaultReason {
  const expected = settingFaultOf(issue.message);
  if (expected) return { code: 'setting', expected };
  switch (issue.code) {
    case 'invalid_type':
      return {
        code: issue.input === undefined ? 'missing' : 'wrong-kind',
        wanted: kinds[issue.expected] ?? 'value',
      };
    case 'invalid_value':
      return { code: 'not-one-of', values: issue.values.map(String) };
    case 'too_small':
      return limited('too-small', Number(issue.minimum), issue);
    case 'too_big':
      return limited('too-big', Number(issue.maximum), issue);
    case 'custom':
      return issue.params?.cron ? { code: 'cron', ...(issue.params.cron as CronFault) } : other(issue);
    case 'invalid_union':
      // The validator's type does not tell of the values that tell the members of a union apart.
      return 'options' in issue && issue.options
        ? { code: 'not-one-of', values: issue.options.map(String) }
        : other(issue);
    default:
      return other(issue);
  }
}

function other({ message }: Issue): FaultReason {
  return { code: 'other', said: message };
}

function limited(
  code: 'too-small' | 'too-big',
  limit: number,
  { origin, inclusive }: { readonly origin: string; readonly inclusive?: boolean },
): FaultReason {
  return { code, limit, excluded: inclusive === false, of: kinds[origin] ?? 'value' };
}

/** The validator's names of types, as far as a configuration has them. */
const kinds: Readonly<Record<string, ValueKind>> = {
  string: 'text',
  number: 'number',
  int: 'wholeNumber',
  boolean: 'truth',
  array: 'list',
  record: 'map',
  object: 'map',
};

function reportUnknownKeys(
  schema: z.ZodType,
  issue: z.core.$ZodIssueUnrecognizedKeys,
  path: ValuePath,
  report: Report,
): void {
  const known = knownKeys(schema, issue.path);
  for (const key of issue.keys) {
    // A union's other members may know it: the password of a connection that signs its calls, for example.
    const reason: FaultReason = known.includes(key)
      ? { code: 'key-of-another-kind' }
      : { code: 'unknown-key', key, known };
    report([...path, key], reason);
  }
}

/** Keys that a schema knows at a path, over all members of a union. */
export function knownKeys(schema: unknown, path: readonly PropertyKey[]): string[] {
  const definition = (schema as { def?: Definition }).def;
  if (!definition) return [];
  if (definition.innerType) return knownKeys(definition.innerType, path);
  if (definition.options)
    return [...new Set(definition.options.flatMap((option) => knownKeys(option, path)))];
  const [step, ...rest] = path;
  if (step === undefined) return Object.keys(definition.shape ?? {});
  return knownKeys(definition.shape?.[String(step)] ?? definition.valueType, rest);
}

/** The parts of a zod definition that hold further schemas. */
interface Definition {
  readonly innerType?: unknown;
  readonly options?: readonly unknown[];
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly valueType?: unknown;
}

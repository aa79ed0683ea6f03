import type { z } from 'zod';
import { suggestion } from './suggest';
import type { Report, ValuePath } from './references';

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
    else report(path, describe(issue));
  }
  return undefined;
}

/** A copy of the tree in which texts that should be numbers or truth values, and read as such, are. */
function retype(tree: unknown, issues: readonly Issue[]): unknown {
  const copy: unknown = structuredClone(tree);
  for (const issue of issues) {
    if (issue.code !== 'invalid_type') continue;
    const parent = issue.path.slice(0, -1).reduce<unknown>(child, copy) as Record<PropertyKey, unknown>;
    const key = issue.path.at(-1);
    if (key !== undefined && key in parent) parent[key] = readAs(issue.expected, parent[key]);
  }
  return copy;
}

function child(parent: unknown, key: PropertyKey): unknown {
  return (parent as Record<PropertyKey, unknown> | undefined)?.[key];
}

function readAs(expected: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (expected === 'boolean' && /^(true|false)$/.test(value)) return value === 'true';
  if ((expected === 'number' || expected === 'int') && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  return value;
}

function describe(issue: Issue): string {
  if (issue.code === 'invalid_type') {
    return issue.input === undefined ? `is missing; give a ${issue.expected}` : `must be a ${issue.expected}`;
  }
  if (issue.code === 'invalid_union' && 'options' in issue)
    return `must be one of: ${issue.options?.map(String).join(', ')}`;
  if (issue.code === 'invalid_value') return `must be one of: ${issue.values.map(String).join(', ')}`;
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
}

function reportUnknownKeys(
  schema: z.ZodType,
  issue: z.core.$ZodIssueUnrecognizedKeys,
  path: ValuePath,
  report: Report,
): void {
  const known = knownKeys(schema, issue.path);
  for (const key of issue.keys) {
    // A union's other members may know it: the password of a connection that signs its calls, for example.
    const advice = known.includes(key) ? 'it belongs to another kind; leave it out' : suggestion(key, known);
    report([...path, key], `unknown key; ${advice}`);
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

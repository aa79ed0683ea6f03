import { ApplicationFailure } from '@temporalio/common';
import { z } from 'zod';
import type { RunInput } from '../workflows/engine/report';
import type { SchemeTable } from '../workflows/engine/scheme';
import type { Plan } from './contract';
import type { ActivityDeps, SchemeSettings } from './deps';
import { find } from './find';
import { repairSettings } from './repair/settings';
import { windowOf } from './window';

/** Documents a save call, where the configuration says nothing; Kingdee publishes no limit, its users take 20 to 50. */
const DEFAULT_BATCH_SIZE = 50;

/** Wall-clock text of Asia/Shanghai; a day alone begins at midnight. */
const wallClock = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$/, 'expected yyyy-MM-dd or yyyy-MM-dd HH:mm:ss')
  .transform((text) => (text.length === 10 ? `${text} 00:00:00` : text));

const count = (max: number) => z.number().int().min(1).max(max);

const inputSchema = z.strictObject({
  parameters: z.record(z.string(), z.string()).optional(),
  pageSize: count(500).optional(),
  lanes: count(16).optional(),
  from: wallClock.optional(),
});

/**
 * Resolves what a run goes by: input before configuration before the published table.
 * @throws ApplicationFailure `Misconfigured`, not retried, with every fault of the input in one line
 */
export function planRun(
  table: SchemeTable,
  settings: SchemeSettings | undefined,
  input: unknown,
  sources: ActivityDeps['sources'],
): Plan {
  if (!settings)
    throw misconfigured(`schemes.${table.name} is not in the worker's configuration: add it to jinqiao.yml`);
  const given = checkedInput(table, input);
  const paging = find(sources, settings.source, 'source connection').pagingOf(table.source.method);
  return {
    source: settings.source,
    target: settings.target,
    parameters: { ...defaultsOf(table), ...settings.parameters, ...given.parameters },
    ...windowOf(table, given.from ?? settings.since ?? table.since ?? '', Date.now()),
    paging,
    pageSize: given.pageSize ?? settings.pageSize ?? table.pageSize,
    lanes: paging === 'number' ? (given.lanes ?? settings.lanes ?? table.lanes) : 1,
    batchSize: settings.batchSize ?? DEFAULT_BATCH_SIZE,
    ...repairSettings(settings),
  };
}

function checkedInput(table: SchemeTable, input: unknown): RunInput {
  const parsed = inputSchema.safeParse(input ?? {});
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
    throw misconfigured(`input of ${table.name}: ${faults.join('; ')}`);
  }
  const known = Object.keys(table.parameters);
  const unknown = Object.keys(parsed.data.parameters ?? {}).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw misconfigured(`${table.name} has no parameter ${unknown.join(', ')}; it has ${known.join(', ')}`);
  }
  return parsed.data as RunInput;
}

function defaultsOf(table: SchemeTable): Record<string, string> {
  return Object.fromEntries(
    Object.entries(table.parameters).map(([name, parameter]) => [name, parameter.default]),
  );
}

function misconfigured(message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, 'Misconfigured');
}

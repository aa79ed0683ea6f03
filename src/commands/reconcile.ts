import type { SchemeTable } from '../contract/scheme';
import { writeFileSync } from 'node:fs';
import type { Client } from '@temporalio/client';
import type { Command } from 'commander';
import { MOST } from '../contract/bounds';
import { notReconcilable } from '../activities/reconcile/plan';
import { BadDays, type DaysFault, daysOf } from '../activities/reconcile/days';
import type { Config } from '../config/config';
import { createRuntime } from '../runtime';
import { connectClient } from '../temporal/connect';
import { temporalTarget } from '../temporal/target';
import { runAddress } from '../temporal/ui';
import type { Reconciliation, ReconcileInput } from '../contract/reconcile';
import { checkParameters, configuredScheme, knownScheme, openContext } from './shared/context';
import { CliError, exitCodes } from './shared/exit';
import { followComparison } from './runs/follow';
import { type CommonOptions, readPair, withConfig, withJson } from './shared/options';
import { notify, print, printJson } from './terminal/output';
import { reconciliationHtml } from './reconcile/html';
import { exitCodeOfReconciliation, shownReconciliation } from './reconcile/report';
import { isRepairable, repairByRun, type Repair } from './reconcile/repair';
import { rejectedTable, countsTable } from './runs/report';
import { interrupted, warnWithoutWorker } from './run';
import { startReconciliation } from './reconcile/start';
import { verb } from './verbs';
import { messages } from '../messages';

interface ReconcileOptions extends CommonOptions {
  readonly from?: string;
  readonly to?: string;
  readonly set?: Readonly<Record<string, string>>;
  readonly repair?: boolean;
  readonly html?: string;
}

/** What a reconciliation answers with `--json`. */
export interface ReconcileResult {
  readonly workflowId: string;
  readonly runId: string;
  readonly ui: string;
  readonly report: Reconciliation;
  /** With `--repair`, where there was something to drive. */
  readonly repair?: Repair;
}

/** `jinqiao reconcile <scheme>`: compares both sides, and with `--repair` drives what is missing or unfinished. */
export function reconcileCommand(): Command {
  const { reconcile: own, run: ofRun } = messages().help.verb;
  return withJson(withConfig(verb('reconcile')), own.prints)
    .option('--from <day>', own.from)
    .option('--to <day>', own.to)
    .option('--set <parameter=value>', ofRun.set, readPair)
    .option('--repair', own.repair)
    .option('--html <file>', own.html)
    .action(reconcile);
}

async function reconcile(name: string, options: ReconcileOptions): Promise<void> {
  const known = knownScheme(name);
  const { config, env } = openContext(options);
  const { table, settings } = configuredScheme(name, config);
  checkParameters(known, options.set ?? {});
  await checkReconcilable(config, table);
  const input = inputOf(table, options, settings.since);
  const target = temporalTarget(config.temporal);
  const client = await connectClient(target);
  try {
    await warnWithoutWorker(client, target.namespace, config.temporal.taskQueue);
    const address = (workflowId: string, runId: string) => runAddress(target, workflowId, runId, env);
    const compared = await compare(client, config, table, input, options, address);
    const { report } = compared;
    const repair =
      options.repair && isRepairable(report)
        ? await repairByRun(client, config, { table, settings }, report, input)
        : undefined;
    show({ ...compared, ...(repair && { repair }) }, options);
  } finally {
    await client.connection.close();
  }
}

/** Before anything is started: a target that cannot be asked is a matter of configuration. */
async function checkReconcilable(config: Config, table: SchemeTable): Promise<void> {
  const runtime = createRuntime(config);
  try {
    const mute = notReconcilable(table, runtime);
    if (mute !== undefined)
      throw new CliError(messages().failure.notReconcilable(table.name, mute), exitCodes.usage);
  } finally {
    await runtime.close();
  }
}

function inputOf(
  table: SchemeTable,
  { from, to, set }: ReconcileOptions,
  since: string | undefined,
): ReconcileInput {
  try {
    const days = daysOf(table, { ...(from && { from }), ...(to && { to }) }, since, Date.now());
    return { scheme: table.name, ...days, ...(set && { parameters: set }) };
  } catch (error) {
    throw error instanceof BadDays ? new CliError(daysText(error.fault), exitCodes.usage) : error;
  }
}

function daysText(fault: DaysFault): string {
  const { days } = messages().failure;
  if (fault.code === 'no-window') return days.noWindow(fault.scheme);
  if (fault.code === 'backwards') return days.backwards(fault.from, fault.to ?? days.today);
  if (fault.code === 'too-long') return days.tooLong(fault.slices, MOST.slices);
  return days.noDay(fault.end, fault.given.slice(0, 40));
}

async function compare(
  client: Client,
  { temporal }: Config,
  table: SchemeTable,
  input: ReconcileInput,
  { json }: ReconcileOptions,
  address: (workflowId: string, runId: string) => string,
): Promise<ReconcileResult> {
  const handle = await startReconciliation(client, temporal.taskQueue, table, input);
  const { workflowId, firstExecutionRunId: runId } = handle;
  const ui = address(workflowId, runId);
  if (!json) notify(ui);
  const report = await Promise.race([followComparison(handle), interrupted(ui)]);
  return { workflowId, runId, ui, report };
}

function show(result: ReconcileResult, { json, html }: ReconcileOptions): void {
  const { report, repair } = result;
  const last = repair?.after ?? report;
  process.exitCode = exitCodeOfReconciliation(last);
  if (json) printJson(result);
  else print(...shown(result));
  if (html !== undefined) writeFileSync(html, reconciliationHtml(report, repair));
}

function shown({ report, repair }: ReconcileResult): string[] {
  if (!repair) return shownReconciliation(report);
  const run = [
    messages().reconcile.repaired,
    countsTable([[report.scheme, repair.run]]),
    rejectedTable(repair.run),
  ];
  return [...shownReconciliation(report), ...run, ...shownReconciliation(repair.after)];
}

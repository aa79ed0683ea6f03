import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Reconciliation, ReconcileInput } from '../contract/reconcile';
import type { SchemeTable } from '../contract/scheme';
import { messages } from '../messages';
import { type Server, withServer } from '../operations/server';
import {
  checkReconcilable,
  isRepairable,
  reconcileInput,
  type Repair,
  repairByRun,
  startReconciliation,
} from '../operations/reconcile';
import { checkParameters, configuredScheme, knownScheme } from '../operations/schemes';
import { runAddress } from '../temporal/target';
import { reconciliationHtml } from './reconcile/html';
import { exitCodeOfReconciliation, shownReconciliation } from './reconcile/report';
import { warnWithoutWorker } from './run';
import { countsTable, rejectedTable } from './runs/report';
import { openContext } from './shared/context';
import { type CommonOptions, readPair, withConfig, withJson } from './shared/options';
import { notify, print, printJson } from './terminal/output';
import { followComparison, followRun, interrupted } from './terminal/progress';
import { verb } from './verbs';

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
  const scheme = configuredScheme(name, config);
  checkParameters(known, options.set ?? {});
  await checkReconcilable(config, scheme.table);
  const { from, to, set } = options;
  const input = reconcileInput(scheme, {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(set && { parameters: set }),
  });
  await withServer(config, async (server) => {
    await warnWithoutWorker(server);
    const address = (workflowId: string, runId: string) => runAddress(server.target, workflowId, runId, env);
    const compared = await compare(server, scheme.table, input, options, address);
    const { report } = compared;
    const repair =
      options.repair && isRepairable(report)
        ? await repairByRun(server, scheme, report, input, followers)
        : undefined;
    show({ ...compared, ...(repair && { repair }) }, options);
  });
}

const followers = { run: followRun, comparison: followComparison };

async function compare(
  { client, taskQueue }: Server,
  table: SchemeTable,
  input: ReconcileInput,
  { json }: ReconcileOptions,
  address: (workflowId: string, runId: string) => string,
): Promise<ReconcileResult> {
  const handle = await startReconciliation(client, taskQueue, table, input);
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

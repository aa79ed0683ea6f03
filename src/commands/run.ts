import type { Client } from '@temporalio/client';
import type { Command } from 'commander';
import { MOST } from '../contract/bounds';
import { connectClient } from '../temporal/connect';
import { temporalTarget } from '../temporal/target';
import { runAddress } from '../temporal/ui';
import type { RunInput } from '../contract/run';
import { checkParameters, configuredScheme, knownScheme, openContext } from './shared/context';
import { CliError, exitCodes } from './shared/exit';
import { followRun } from './runs/follow';
import { checkWindow } from './runs/window';
import { type CommonOptions, countUpTo, readPair, readTime, withConfig, withJson } from './shared/options';
import { notify, print, printJson } from './terminal/output';
import { changedTable, countsTable, exitCodeOf, rejectedTable, warningLines } from './runs/report';
import { type RunHandle, isServed, startRun } from './runs/start';
import { verb } from './verbs';
import { messages } from '../messages';

/** Options of a run, and of a backfill. */
export interface RunOptions extends CommonOptions {
  readonly set?: Readonly<Record<string, string>>;
  readonly pageSize?: number;
  readonly concurrency?: number;
  readonly from?: string;
  readonly to?: string;
  readonly wait?: boolean;
}

/** `jinqiao run <scheme>`: starts a run, and with `--wait` follows it to its end. */
export function runCommand(): Command {
  const texts = messages().help.verb.run;
  return withJson(withConfig(verb('run')), texts.prints)
    .option('--set <parameter=value>', texts.set, readPair)
    .option('--page-size <n>', texts.pageSize, countUpTo(MOST.pageSize))
    .option('--concurrency <n>', texts.concurrency, countUpTo(MOST.concurrency))
    .option('--from <time>', texts.from, readTime)
    .option('--to <time>', texts.to, readTime)
    .option('--wait', texts.wait)
    .action(run);
}

/** Starts a run of a configured scheme, and with `wait` follows it. @throws CliError when one over the same window is running */
export async function run(name: string, options: RunOptions): Promise<void> {
  checkWindow(knownScheme(name), options, Date.now());
  const { config, env } = openContext(options);
  const scheme = configuredScheme(name, config);
  checkParameters(scheme.table, options.set ?? {});
  const target = temporalTarget(config.temporal);
  const texts = messages().run;
  const client = await connectClient(target);
  try {
    await warnWithoutWorker(client, target.namespace, config.temporal.taskQueue);
    const handle = await startRun(client, config.temporal.taskQueue, scheme, inputOf(options));
    const runId = handle.firstExecutionRunId;
    const ui = runAddress(target, handle.workflowId, runId, env);
    if (options.wait) await follow(handle, options, { workflowId: handle.workflowId, runId, ui });
    else if (options.json) printJson({ workflowId: handle.workflowId, runId, ui });
    else print(texts.started(handle.workflowId), texts.id(runId), texts.watch(ui));
  } finally {
    await client.connection.close();
  }
}

function inputOf({ set, pageSize, concurrency, from, to }: RunOptions): RunInput {
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(set ? { parameters: set } : {}),
    ...(pageSize === undefined ? {} : { pageSize }),
    ...(concurrency === undefined ? {} : { concurrency }),
  };
}

/** Says on stderr when nobody would take the run. */
export async function warnWithoutWorker(client: Client, namespace: string, taskQueue: string): Promise<void> {
  if (await isServed(client, namespace, taskQueue)) return;
  notify(messages().run.noWorker(taskQueue));
}

async function follow(
  handle: RunHandle,
  options: RunOptions,
  where: { workflowId: string; runId: string; ui: string },
): Promise<void> {
  if (!options.json) notify(where.ui);
  const report = await Promise.race([followRun(handle), interrupted(where.ui)]);
  process.exitCode = exitCodeOf(report);
  if (options.json) return printJson({ ...where, report });
  print(
    countsTable([[report.scheme, report]]),
    ...warningLines(report),
    changedTable(report),
    rejectedTable(report),
  );
  if (exitCodeOf(report) !== exitCodes.ok) notify(messages().run.openRepairs(report.scheme));
}

/** Ctrl-C ends the watching, never the run. */
export function interrupted(ui: string): Promise<never> {
  return new Promise((_, reject) => {
    process.once('SIGINT', () =>
      reject(new CliError(messages().run.stoppedWatching, exitCodes.interrupted, messages().run.goesOn(ui))),
    );
  });
}

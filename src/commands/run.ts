import type { Command } from 'commander';
import { MOST } from '../contract/bounds';
import type { RunInput } from '../contract/run';
import { messages } from '../messages';
import { isServed, type Server, withServer } from '../operations/server';
import { checkWindow, type RunHandle, startRun } from '../operations/runs/start';
import { checkParameters, configuredScheme, knownScheme } from '../operations/schemes';
import { runAddress } from '../temporal/target';
import { changedTable, countsTable, exitCodeOf, rejectedTable, warningLines } from './runs/report';
import { openContext } from './shared/context';
import { exitCodes } from './shared/exit';
import { type CommonOptions, countUpTo, readPair, readTime, withConfig, withJson } from './shared/options';
import { notify, print, printJson } from './terminal/output';
import { followRun, interrupted } from './terminal/progress';
import { verb } from './verbs';

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

/** Starts a run of a configured scheme, and with `wait` follows it. @throws OperationError when one over the same window is running */
export async function run(name: string, options: RunOptions): Promise<void> {
  checkWindow(knownScheme(name), options, Date.now());
  const { config, env } = openContext(options);
  const scheme = configuredScheme(name, config);
  checkParameters(scheme.table, options.set ?? {});
  const { started, id, watch } = messages().run;
  await withServer(config, async (server) => {
    await warnWithoutWorker(server);
    const handle = await startRun(server.client, server.taskQueue, scheme, inputOf(options));
    const { workflowId, firstExecutionRunId: runId } = handle;
    const ui = runAddress(server.target, workflowId, runId, env);
    if (options.wait) await follow(handle, options, { workflowId, runId, ui });
    else if (options.json) printJson({ workflowId, runId, ui });
    else print(started(workflowId), id(runId), watch(ui));
  });
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
export async function warnWithoutWorker({ client, taskQueue }: Server): Promise<void> {
  if (await isServed(client, taskQueue)) return;
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

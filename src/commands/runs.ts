import type { ShownOutcome } from '../contract/run';
import type { Client } from '@temporalio/client';
import { type Command, Option } from 'commander';
import { MOST } from '../contract/bounds';
import { sideBySide } from '../activities/concurrent';
import { connectClient } from '../temporal/connect';
import { temporalTarget } from '../temporal/target';
import { knownScheme, openContext } from './shared/context';
import { type CommonOptions, countUpTo, withConfig, withJson } from './shared/options';
import { print, printJson, table } from './terminal/output';
import { beginningOf, detailsOf } from './runs/details';
import { type ListedRun, listRuns, runStates } from './runs/list';
import { shownWindow, took } from './runs/text';
import { isServed } from './runs/start';
import { verb } from './verbs';
import { messages } from '../messages';

interface RunsOptions extends CommonOptions {
  readonly state?: ShownOutcome;
  readonly limit: number;
}

/** A run with what its report or its progress adds. */
type RunRow = ListedRun & {
  readonly window?: { readonly from: string; readonly to: string };
  readonly read?: number;
};

/** Runs asked side by side. */
const LANES = 8;

/** `jinqiao runs [scheme]`: the runs of this task queue. */
export function runsCommand(): Command {
  const texts = messages().help.verb.runs;
  return withJson(withConfig(verb('runs')), texts.prints)
    .addOption(new Option('--state <state>', texts.state).choices(runStates))
    .option('--limit <n>', texts.limit, countUpTo(MOST.listed), 20)
    .action(runs);
}

async function runs(scheme: string | undefined, options: RunsOptions): Promise<void> {
  if (scheme !== undefined) knownScheme(scheme);
  const { temporal } = openContext(options).config;
  const target = temporalTarget(temporal);
  const client = await connectClient(target);
  try {
    const listed = await firstRuns(client, temporal.taskQueue, scheme, options);
    const served = await isServed(client, target.namespace, temporal.taskQueue);
    const rows: RunRow[] = [];
    await sideBySide([...listed.entries()], LANES, async ([index, run]) => {
      rows[index] = await rowOf(client, run, served);
    });
    if (options.json) printJson(rows);
    else print(rows.length === 0 ? messages().runs.none : runsTable(rows));
  } finally {
    await client.connection.close();
  }
}

async function firstRuns(
  client: Client,
  taskQueue: string,
  scheme: string | undefined,
  { state, limit }: RunsOptions,
): Promise<ListedRun[]> {
  const found: ListedRun[] = [];
  for await (const run of listRuns(client, taskQueue, { scheme, state })) {
    found.push(run);
    if (found.length === limit) break;
  }
  return found;
}

/** A cancelled run would have to be replayed to be asked; the list does without. */
async function rowOf(client: Client, run: ListedRun, served: boolean): Promise<RunRow> {
  const { report, progress, failure } = await detailsOf(client, run, served && run.state !== 'cancelled');
  const { window } = report ?? progress ?? {};
  const read = report?.read ?? progress?.read ?? failure?.read;
  return {
    ...run,
    startedAt: report?.startedAt ?? (await beginningOf(client, run)),
    ...(window ? { window } : {}),
    ...(read === undefined ? {} : { read }),
  };
}

function runsTable(rows: readonly RunRow[]): string {
  const { head, state, count } = messages();
  return table(
    [head.scheme, head.workflow, head.outcome, head.window, head.read, count.rejected].concat([
      head.started,
      head.took,
      head.synced,
    ]),
    rows.map((row) => [
      row.scheme,
      row.workflowId,
      state[row.state],
      shownWindow(row.window),
      row.read ?? '',
      row.rejected ?? '',
      row.startedAt,
      took(row),
      row.syncedThrough ?? '',
    ]),
  );
}

import { type Command, Option } from 'commander';
import { MOST } from '../contract/bounds';
import { messages } from '../messages';
import { runsWithCounts } from '../operations/runs/details';
import { runStates } from '../operations/runs/list';
import { knownScheme } from '../operations/schemes';
import type { ShownOutcome } from '../contract/run';
import { runsTable } from './runs/report';
import { withClient } from './shared/client';
import { type CommonOptions, countUpTo, withConfig, withJson } from './shared/options';
import { print, printJson } from './terminal/output';
import { verb } from './verbs';

interface RunsOptions extends CommonOptions {
  readonly state?: ShownOutcome;
  readonly limit: number;
}

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
  const { state, limit, json } = options;
  const found = await withClient(options, (server) => runsWithCounts(server, { scheme, state }, limit));
  if (json) printJson(found);
  else print(found.length === 0 ? messages().runs.none : runsTable(found));
}

import type { Command } from 'commander';
import { messages } from '../messages';
import { knownRun } from '../operations/runs/details';
import { runAddress } from '../temporal/target';
import { exitCodeOfState, shownRun } from './runs/report';
import { withClient } from './shared/client';
import { type CommonOptions, withConfig, withJson } from './shared/options';
import { print, printJson } from './terminal/output';
import { verb } from './verbs';

/** `jinqiao show <run>`: all that is known of one run. */
export function showCommand(): Command {
  return withJson(withConfig(verb('show')), messages().help.verb.show.prints).action(show);
}

async function show(name: string, options: CommonOptions): Promise<void> {
  await withClient(options, async (server, { env }) => {
    const run = await knownRun(server, name);
    const ui = runAddress(server.target, run.workflowId, run.runId, env);
    process.exitCode = exitCodeOfState[run.state];
    if (options.json) printJson({ ...run, ui });
    else print(...shownRun(run), ui);
  });
}

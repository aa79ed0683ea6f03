import type { Client } from '@temporalio/client';
import type { Command } from 'commander';
import { connectClient } from '../temporal/connect';
import { temporalTarget } from '../temporal/target';
import { runAddress } from '../temporal/ui';
import { openContext } from './shared/context';
import { findRun } from './runs/find';
import { type CommonOptions, withConfig, withJson } from './shared/options';
import { print, printJson } from './terminal/output';
import { countOpenRepairs } from './shared/repairs';
import { beginningOf, detailsOf } from './runs/details';
import { exitCodeOfState } from './runs/text';
import { type ShownRun, shownRun } from './runs/shown';
import { isServed } from './runs/start';
import { verb } from './verbs';
import { messages } from '../messages';

/** `jinqiao show <run>`: all that is known of one run. */
export function showCommand(): Command {
  return withJson(withConfig(verb('show')), messages().help.verb.show.prints).action(show);
}

async function show(name: string, options: CommonOptions): Promise<void> {
  const { config, env } = openContext(options);
  const { taskQueue } = config.temporal;
  const target = temporalTarget(config.temporal);
  const client = await connectClient(target);
  try {
    const served = await isServed(client, target.namespace, taskQueue);
    const run = await knownRun(client, taskQueue, name, served);
    const ui = runAddress(target, run.workflowId, run.runId, env);
    process.exitCode = exitCodeOfState[run.state];
    if (options.json) printJson({ ...run, ui });
    else print(...shownRun(run), ui);
  } finally {
    await client.connection.close();
  }
}

async function knownRun(client: Client, taskQueue: string, name: string, served: boolean): Promise<ShownRun> {
  const run = await findRun(client, taskQueue, name);
  const details = await detailsOf(client, run, served);
  const startedAt = details.report?.startedAt ?? (await beginningOf(client, run));
  const repairs = await countOpenRepairs(client, taskQueue, run.scheme);
  return { ...run, startedAt, ...details, openRepairs: repairs };
}

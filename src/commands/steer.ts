import type { Command } from 'commander';
import { localize, messages } from '../messages';
import type { Server } from '../operations/server';
import { type Steering, steerRuns, unheardBy } from '../operations/runs/steer';
import { withClient } from './shared/client';
import { warn } from './shared/context';
import { CliError, exitCodes } from './shared/exit';
import { type CommonOptions, withConfig, withJson } from './shared/options';
import { print, printJson } from './terminal/output';
import { verb } from './verbs';

interface SteerOptions extends CommonOptions {
  readonly all?: boolean;
}

/** `jinqiao pause`, `resume` and `cancel`: ask runs under way for something, by workflow id, by scheme, or all of them. */
export function steeringCommand(steering: Steering): Command {
  const texts = messages().help.verb.steer;
  return withJson(withConfig(verb(steering)), texts.prints)
    .option('--all', texts.all)
    .action((names: readonly string[], options: SteerOptions) => steer(steering, names, options));
}

async function steer(steering: Steering, names: readonly string[], options: SteerOptions): Promise<void> {
  checkChoice(names, options);
  await withClient(options, async (server) => {
    const workflowIds = await steerRuns(server, steering, options.all ? 'all' : names);
    if (!options.json) print(...sentLines(steering, workflowIds));
    const unheard = await reportUnheard(server, workflowIds);
    if (options.json) printJson({ sent: steering, workflowIds, ...unheard });
  });
}

/** Tells of workflows that have not heard what was sent to them, and sets the exit code; the members for `--json`. */
export async function reportUnheard(
  server: Server,
  workflowIds: readonly string[],
): Promise<{ readonly unheard?: readonly { readonly workflowId: string; readonly why: string }[] }> {
  const unheard = await unheardBy(server, workflowIds);
  if (unheard.length === 0) return {};
  for (const { why } of unheard) warn(why);
  process.exitCode = exitCodes.failed;
  return { unheard: unheard.map(({ workflowId, why }) => ({ workflowId, why: localize(why) })) };
}

function sentLines(steering: Steering, workflowIds: readonly string[]): string[] {
  const { nothingRuns, sent } = messages().runs;
  return workflowIds.length === 0 ? [nothingRuns] : workflowIds.map(sent[steering]);
}

function checkChoice(names: readonly string[], { all }: SteerOptions): void {
  const texts = messages().runs;
  if (names.length === 0 && !all) throw new CliError(texts.nothingChosen, exitCodes.usage, texts.howToChoose);
  if (names.length > 0 && all) throw new CliError(texts.oneChoice, exitCodes.usage);
}

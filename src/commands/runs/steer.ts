import type { Client } from '@temporalio/client';
import type { Command } from 'commander';
import { CliError, exitCodes } from '../shared/exit';
import { ignoreUnknown, isScheme, runById } from './find';
import { type CommonOptions, withConfig, withJson } from '../shared/options';
import { print, printJson } from '../terminal/output';
import { withClient } from '../shared/repairs';
import { tellUnheard } from './effect';
import { openRuns } from './list';
import { verb } from '../verbs';
import { messages } from '../../messages';

/** What a run under way can be asked for; the name of the verb, and of the signal where it is one. */
export type Steering = 'pause' | 'resume' | 'cancel';

interface SteerOptions extends CommonOptions {
  readonly all?: boolean;
}

/** A verb that asks runs under way for something, by workflow id, by scheme, or all of them. */
export function steeringCommand(steering: Steering): Command {
  const texts = messages().help.verb.steer;
  return withJson(withConfig(verb(steering)), texts.prints)
    .option('--all', texts.all)
    .action((names: readonly string[], options: SteerOptions) => steer(steering, names, options));
}

async function steer(steering: Steering, names: readonly string[], options: SteerOptions): Promise<void> {
  checkChoice(names, options);
  await withClient(options, async (client, taskQueue) => {
    const chosen = options.all ? await idsOf(client, taskQueue) : await chosenIds(client, taskQueue, names);
    const workflowIds: string[] = [];
    for (const workflowId of chosen) {
      if (await ask(client, workflowId, steering)) workflowIds.push(workflowId);
    }
    if (!options.json) print(...sentLines(steering, workflowIds));
    const unheard = await tellUnheard(client, taskQueue, workflowIds);
    if (options.json) printJson({ sent: steering, workflowIds, ...(unheard.length > 0 && { unheard }) });
  });
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

/** All are looked up before the first is asked, so that a wrong name changes nothing. */
async function chosenIds(client: Client, taskQueue: string, names: readonly string[]): Promise<string[]> {
  const ids = new Set<string>();
  for (const name of names) {
    const found = isScheme(name)
      ? await idsOf(client, taskQueue, name)
      : await openId(client, taskQueue, name);
    if (found.length === 0)
      throw new CliError(messages().runs.noneRunning(name), exitCodes.usage, messages().runs.nothingSent);
    for (const id of found) ids.add(id);
  }
  return [...ids];
}

async function idsOf(client: Client, taskQueue: string, scheme?: string): Promise<string[]> {
  return (await openRuns(client, taskQueue, scheme)).map(({ workflowId }) => workflowId);
}

async function openId(client: Client, taskQueue: string, workflowId: string): Promise<string[]> {
  const { state } = await runById(client, taskQueue, workflowId);
  return state === 'running' || state === 'paused' ? [workflowId] : [];
}

/** Whether the run could be asked; one that has ended meanwhile could not. */
async function ask(client: Client, workflowId: string, steering: Steering): Promise<boolean> {
  const handle = client.workflow.getHandle(workflowId);
  const asked: Promise<unknown> = steering === 'cancel' ? handle.cancel() : handle.signal(steering);
  return asked.then(
    () => true,
    (error: unknown) => ignoreUnknown(error) !== undefined,
  );
}

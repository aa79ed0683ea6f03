import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { parseJson } from '../connectors/json';
import { MOST } from '../contract/bounds';
import type { RetryWith } from '../contract/repair';
import { messages } from '../messages';
import { type RepairChoice, type RepairSignal, signalRepairs } from '../operations/failedRecords';
import { knownScheme } from '../operations/schemes';
import { withClient } from './shared/client';
import { CliError, exitCodes } from './shared/exit';
import { type CommonOptions, readText, withConfig, withJson } from './shared/options';
import { reportUnheard } from './steer';
import { print, printJson } from './terminal/output';
import { verb } from './verbs';

/** Options of the verbs that act on failed records. */
export interface Selection extends CommonOptions {
  readonly cause?: string;
  readonly all?: boolean;
}

interface RetryOptions extends Selection {
  readonly with?: string;
  readonly who?: string;
  readonly why?: string;
}

/** `jinqiao retry <scheme> [key…]`: asks repairs to read their record again and do it. */
export function retryCommand(): Command {
  const { retry: own, repairs } = messages().help.verb;
  return withJson(withConfig(verb('retry')), repairs.prints)
    .option('--cause <cause>', repairs.cause)
    .option('--all', repairs.all)
    .option('--with <file>', own.with)
    .option('--who <name>', own.who, readText)
    .option('--why <text>', own.why, readText)
    .action(retry);
}

async function retry(name: string, keys: readonly string[], options: RetryOptions): Promise<void> {
  if (options.with === undefined) return send(name, keys, options, { name: 'retry' });
  if (keys.length !== 1) throw new CliError(messages().failures.oneKey, exitCodes.usage);
  return send(name, keys, options, { name: 'retryWith', payload: editedBy(options.with, options) });
}

function editedBy(file: string, { who, why }: RetryOptions): RetryWith {
  if (!who || !why)
    throw new CliError(messages().failures.whoAndWhy, exitCodes.usage, messages().failures.inHistory);
  return { document: readDocument(file), who, why };
}

function readDocument(file: string): RetryWith['document'] {
  try {
    const text = readFileSync(file, 'utf8');
    if (text.length > MOST.document)
      throw new CliError(messages().failure.longDocument(file, MOST.document), exitCodes.usage);
    const document = parseJson(text);
    if (typeof document === 'object' && document !== null && !Array.isArray(document))
      return document as RetryWith['document'];
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(messages().failures.notJson(file), exitCodes.usage, undefined, { cause: error });
  }
  throw new CliError(messages().failures.noObject(file), exitCodes.usage);
}

/** Sends a signal to the chosen failed records of a scheme, and says how many there were. */
export async function send(
  scheme: string,
  keys: readonly string[],
  options: Selection,
  signal: RepairSignal,
): Promise<void> {
  knownScheme(scheme);
  const choice = chosen(keys, options);
  await withClient(options, async (server) => {
    const workflowIds = await signalRepairs(server, scheme, choice, signal);
    if (!options.json) print(messages().failures.sent(signal.name, workflowIds.length, scheme));
    const unheard = await reportUnheard(server, workflowIds);
    if (options.json) printJson({ signal: signal.name, workflowIds, ...unheard });
  });
}

function chosen(keys: readonly string[], { all, cause }: Selection): RepairChoice {
  const given = [keys.length > 0, all === true, cause !== undefined].filter(Boolean).length;
  const { nothingChosen, oneChoice, howToChoose } = messages().failures;
  if (given === 0) throw new CliError(nothingChosen, exitCodes.usage, howToChoose);
  if (given > 1) throw new CliError(oneChoice, exitCodes.usage);
  return keys.length > 0 ? { keys } : { cause };
}

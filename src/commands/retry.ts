import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { MOST } from '../contract/bounds';
import { parseJson } from '../connectors/json';
import type { RetryWith } from '../contract/repair';
import { CliError, exitCodes } from './shared/exit';
import { readText, withConfig, withJson } from './shared/options';
import { type Selection, signalRepairs } from './shared/repairs';
import { verb } from './verbs';
import { messages } from '../messages';

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
  if (options.with === undefined) return signalRepairs(name, keys, options, { name: 'retry' });
  if (keys.length !== 1) throw new CliError(messages().failures.oneKey, exitCodes.usage);
  return signalRepairs(name, keys, options, { name: 'retryWith', payload: editedBy(options.with, options) });
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

import type { SchemeTable } from '../contract/scheme';
import type { Client } from '@temporalio/client';
import { type Command, InvalidArgumentError } from 'commander';
import { isInReach, MOST } from '../contract/bounds';
import type { Config } from '../config/config';
import { askPlatforms, type Search } from '../operations/find/platforms';
import { askTemporal } from '../operations/find/runs';
import { type InTemporal, type Standing, stateOf } from '../operations/find/standing';
import { isOnCalendar } from '../contract/shanghai';
import { createRuntime, type Runtime } from '../runtime';
import { connectClient } from '../temporal/connect';
import { temporalTarget } from '../temporal/target';
import { configuredScheme, knownScheme, openContext } from './shared/context';
import { CliError, exitCodes } from './shared/exit';
import { type CommonOptions, countUpTo, withConfig, withJson } from './shared/options';
import { shownStandings, spokenStanding } from '../messages/texts/find';
import { print, printJson } from './terminal/output';
import { onStopSignal } from './terminal/stopSignal';
import { verb } from './verbs';
import { words } from '../messages';

interface FindOptions extends CommonOptions {
  readonly scheme?: string;
  readonly around?: string;
  readonly days: number;
}

/** `jinqiao find <key>`: where a record stands, in every part that can be asked. */
export function findCommand(): Command {
  const say = words().help.verb.find;
  return withJson(withConfig(verb('find')), say.prints)
    .option('--scheme <scheme>', say.scheme)
    .option('--around <day>', say.around, readDay)
    .option('--days <n>', say.days, countUpTo(MOST.daysSearched), 35)
    .action(findRecord);
}

async function findRecord(key: string, options: FindOptions): Promise<void> {
  if (options.scheme !== undefined) knownScheme(options.scheme);
  if (key.length > MOST.key) throw new CliError(words().failure.longKey(MOST.key), exitCodes.usage);
  const { config } = openContext(options);
  const { signal } = onStopSignal();
  const { around, days } = options;
  const search: Search = { days, now: Date.now(), ...(around === undefined ? {} : { around }) };
  const runtime = createRuntime(config);
  const client = await connectClient(temporalTarget(config.temporal)).catch((error: Error) => error);
  try {
    const standings: Standing[] = [];
    for (const scheme of tablesOf(config, options.scheme)) {
      standings.push(await standingOf(runtime, config, client, scheme, key, search, signal));
    }
    process.exitCode = exitCodeOf(standings);
    const unreached = client instanceof Error ? client : undefined;
    if (options.json)
      printJson({ key, standings: standings.map((standing) => spokenStanding(standing, unreached)) });
    else print(...shownStandings(key, standings, unreached));
  } finally {
    if (!(client instanceof Error)) await client.connection.close();
    await runtime.close();
  }
}

function tablesOf(config: Config, only: string | undefined): SchemeTable[] {
  const names = only === undefined ? Object.keys(config.schemes) : [only];
  return names.map((name) => configuredScheme(name, config).table);
}

async function standingOf(
  runtime: Runtime,
  { temporal: { taskQueue } }: Config,
  client: Client | Error,
  scheme: SchemeTable,
  key: string,
  search: Search,
  signal: AbortSignal,
): Promise<Standing> {
  const { source, target } = await askPlatforms(runtime, scheme, key, search, { signal });
  const temporal: InTemporal =
    client instanceof Error
      ? { runs: [], repair: 'unknown' }
      : await askTemporal(client, taskQueue, scheme.name, key);
  return { scheme: scheme.name, state: stateOf(source, target, temporal), source, target, temporal };
}

/** Done in one scheme is enough; a record that is nowhere, or not done, wants attention. */
function exitCodeOf(standings: readonly Standing[]): number {
  const states = new Set(standings.map(({ state }) => state));
  if (states.has('done')) return exitCodes.ok;
  return states.has('unknown') && !states.has('unfinished') && !states.has('refused')
    ? exitCodes.unreachable
    : exitCodes.attention;
}

function readDay(text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || !isOnCalendar(text) || !isInReach(text))
    throw new InvalidArgumentError(words().usage.day);
  return text;
}

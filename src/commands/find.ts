import type { Client } from '@temporalio/client';
import { type Command, InvalidArgumentError } from 'commander';
import type { Config } from '../config/config';
import { askPlatforms, type Search } from '../find/platforms';
import { askTemporal } from '../find/runs';
import { type InTemporal, type Standing, stateOf } from '../find/standing';
import { createRuntime, type Runtime } from '../runtime';
import { connectClient, temporalTarget } from '../temporal/connect';
import type { SchemeTable } from '../workflows/engine/scheme';
import { colours } from './colours';
import { configuredScheme, knownScheme, openContext } from './context';
import { exitCodes } from './exit';
import { type CommonOptions, readCount, withConfig, withJson } from './options';
import { print, printJson, table } from './output';
import { onStopSignal } from './stopSignal';
import { verb } from './verbs';
import { words } from './words';

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
    .option('--days <n>', say.days, readCount, 35)
    .action(findRecord);
}

async function findRecord(key: string, options: FindOptions): Promise<void> {
  if (options.scheme !== undefined) knownScheme(options.scheme);
  const { config } = openContext(options.config);
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
    if (options.json) printJson({ key, standings });
    else print(...shown(key, standings));
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
      ? { runs: [], searched: `not searched: ${client.message}`, repair: 'unknown' }
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

/** Schemes that know nothing of the key are one line together, unless none knows anything. */
function shown(key: string, standings: readonly Standing[]): string[] {
  const say = words().find;
  const nowhere = standings.filter(({ state }) => state === 'nowhere');
  const rest = standings.filter((standing) => !nowhere.includes(standing));
  if (rest.length === 0) return [`${colours.bold(key)}: ${say.nowhere}`, ...nowhere.map(shownStanding)];
  const names = nowhere.map(({ scheme }) => scheme).join(', ');
  return [colours.bold(key), ...rest.map(shownStanding), ...(names ? [say.nowhereIn(names)] : [])];
}

function shownStanding({ scheme, state, source, target, temporal }: Standing): string {
  const say = words().find;
  const reason = (text: string | undefined) => (text === undefined ? '' : `: ${text}`);
  const documents = target.documents.map(({ id, organization, state: held, created, audited }) => [
    `${say.target} ${target.connection}`,
    [held, id && `id ${id}`, organization && `${say.organization} ${organization}`]
      .concat([created && `${say.created} ${created}`, audited && `${say.audited} ${audited}`])
      .filter(Boolean)
      .join(' · '),
  ]);
  const runs = temporal.runs.map(({ workflowId, as, at, reason: why }) => [
    say.run,
    `${as} · ${at} · ${workflowId}${reason(why)}`,
  ]);
  return table(
    [scheme, say.state[state]],
    [
      [
        `${say.source} ${source.connection}`,
        `${source.state}${reason(source.reason)} · ${say.searched} ${source.searched}`,
      ],
      ...(documents.length > 0
        ? documents
        : [[`${say.target} ${target.connection}`, `${target.state}${reason(target.reason)}`]]),
      ...(runs.length > 0 ? runs : [[say.run, `${say.none} · ${temporal.searched}`]]),
      [say.repair, temporal.repair],
    ],
  );
}

function readDay(text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError(words().usage.day);
  return text;
}

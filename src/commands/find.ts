import type { SchemeTable } from '../contract/scheme';
import type { Client } from '@temporalio/client';
import { type Command, InvalidArgumentError } from 'commander';
import { isInReach, MOST } from '../contract/bounds';
import type { Config } from '../config/config';
import { askPlatforms, type Search } from '../operations/find/platforms';
import { askTemporal } from '../operations/find/runs';
import {
  type FoundDocument,
  type InRun,
  type InSource,
  type InTarget,
  type InTemporal,
  type Standing,
  stateOf,
} from '../operations/find/standing';
import { isOnCalendar } from '../contract/time';
import { createRuntime, type Runtime } from '../runtime';
import { connectClient } from '../temporal/connect';
import { temporalTarget } from '../temporal/target';
import { configuredScheme, knownScheme, openContext } from './shared/context';
import { CliError, exitCodes } from './shared/exit';
import { type CommonOptions, countUpTo, withConfig, withJson } from './shared/options';
import { colours } from './terminal/colours';
import { print, printJson, table } from './terminal/output';
import { onStopSignal } from './terminal/stopSignal';
import { verb } from './verbs';
import { localize, messages } from '../messages';
import { connectionText } from '../messages/errors';

interface FindOptions extends CommonOptions {
  readonly scheme?: string;
  readonly around?: string;
  readonly days: number;
}

/** `jinqiao find <key>`: where a record stands, in every part that can be asked. */
export function findCommand(): Command {
  const texts = messages().help.verb.find;
  return withJson(withConfig(verb('find')), texts.prints)
    .option('--scheme <scheme>', texts.scheme)
    .option('--around <day>', texts.around, readDay)
    .option('--days <n>', texts.days, countUpTo(MOST.daysSearched), 35)
    .action(findRecord);
}

async function findRecord(key: string, options: FindOptions): Promise<void> {
  if (options.scheme !== undefined) knownScheme(options.scheme);
  if (key.length > MOST.key) throw new CliError(messages().failure.longKey(MOST.key), exitCodes.usage);
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
      printJson({ key, standings: standings.map((standing) => localizedStanding(standing, unreached)) });
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
    throw new InvalidArgumentError(messages().usage.day);
  return text;
}

/**
 * Where a record stands, for scripts: names and states are the same in every language, sentences are in the one in use.
 * @param unreached why there is no Temporal server
 */
export function localizedStanding(standing: Standing, unreached: Error | undefined) {
  const { source, target, temporal } = standing;
  const { executions: _count, ...inTemporal } = temporal;
  const targetReason = reasonOfTarget(target);
  return {
    ...standing,
    source: {
      ...source,
      searched: searchedInSource(source),
      ...(source.reason && { reason: localize(source.reason) }),
    },
    target: { ...target, ...(targetReason && { reason: targetReason }) },
    temporal: { ...inTemporal, searched: searchedInTemporal(temporal, unreached) },
  };
}

/** A record for the terminal. Schemes that know nothing of the key are one line together, unless none knows anything. */
export function shownStandings(
  key: string,
  standings: readonly Standing[],
  unreached: Error | undefined,
): string[] {
  const texts = messages().find;
  const nowhere = standings.filter(({ state }) => state === 'nowhere');
  const rest = standings.filter((standing) => !nowhere.includes(standing));
  const shown = (standing: Standing) => shownStanding(standing, unreached);
  if (rest.length === 0) return [`${colours.bold(key)}: ${texts.nowhere}`, ...nowhere.map(shown)];
  const names = nowhere.map(({ scheme }) => scheme).join(', ');
  return [colours.bold(key), ...rest.map(shown), ...(names ? [texts.nowhereIn(names)] : [])];
}

function shownStanding(
  { scheme, state, source, target, temporal }: Standing,
  unreached: Error | undefined,
): string {
  const texts = messages().find;
  const inSource = because(texts.inSource[source.state], localize(source.reason));
  const inTarget = because(texts.inTarget[target.state], reasonOfTarget(target));
  const documents = target.documents.length > 0 ? target.documents.map(documentText) : [inTarget];
  const runs =
    temporal.runs.length > 0
      ? temporal.runs.map(runText)
      : [`${texts.none} · ${searchedInTemporal(temporal, unreached)}`];
  return table(
    [scheme, texts.state[state]],
    [
      [`${texts.source} ${source.connection}`, `${inSource} · ${texts.searched} ${searchedInSource(source)}`],
      ...documents.map((text) => [`${texts.target} ${target.connection}`, text]),
      ...runs.map((text) => [texts.run, text]),
      [texts.repair, repairText(temporal)],
    ],
  );
}

function documentText({ id, organization, state, created, audited }: FoundDocument): string {
  const texts = messages().find;
  return [texts.document[state], id && `id ${id}`, organization && `${texts.organization} ${organization}`]
    .concat([created && `${texts.created} ${created}`, audited && `${texts.audited} ${audited}`])
    .filter(Boolean)
    .join(' · ');
}

function runText({ as, at, workflowId, reason }: InRun): string {
  return because(`${messages().find.as[as]} · ${at} · ${workflowId}`, reason ?? '');
}

function because(what: string, reason: string): string {
  return reason === '' ? what : `${what}: ${reason}`;
}

function searchedInSource({ searched: { from, to } }: InSource): string {
  return from === undefined ? messages().find.wholeList : `${from} … ${to ?? ''}`;
}

function reasonOfTarget({ state, reason }: InTarget): string {
  return state === 'not-asked' ? messages().find.notAsked : localize(reason);
}

function searchedInTemporal({ executions = 0 }: InTemporal, unreached: Error | undefined): string {
  const texts = messages().find;
  return unreached ? texts.notSearched(connectionText(unreached)) : texts.executions(executions);
}

/** Temporal's statuses are more than a repair can have. */
function repairText({ repair }: InTemporal): string {
  const known: Readonly<Record<string, string>> = messages().find.ofRepair;
  return known[repair] ?? repair;
}

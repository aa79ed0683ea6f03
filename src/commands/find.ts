import { type Command, InvalidArgumentError } from 'commander';
import { isInReach, MOST } from '../contract/bounds';
import { isOnCalendar } from '../contract/time';
import { localize, messages } from '../messages';
import { connectionText } from '../messages/errors';
import { checkSearch, findRecord } from '../operations/find';
import type { Search } from '../operations/find/platforms';
import type {
  FoundDocument,
  InRun,
  InSource,
  InTarget,
  InTemporal,
  RecordStatus,
} from '../operations/find/status';
import { openContext, warnings } from './shared/context';
import { exitCodes } from './shared/exit';
import { type CommonOptions, countUpTo, withConfig, withJson } from './shared/options';
import { colours, print, printJson, table } from './terminal/output';
import { onStopSignal } from './terminal/stopSignal';
import { verb } from './verbs';

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
    .action(find);
}

async function find(key: string, options: FindOptions): Promise<void> {
  const { scheme, around, days, json } = options;
  checkSearch(key, scheme);
  const { config } = openContext(options);
  const { signal } = onStopSignal();
  const search: Search = { days, now: Date.now(), ...(around === undefined ? {} : { around }) };
  const { statuses, unreached } = await findRecord(
    config,
    key,
    { scheme, search },
    { signal },
    warnings(options),
  );
  process.exitCode = exitCodeOf(statuses);
  if (json) printJson({ key, standings: statuses.map((status) => localizedStatus(status, unreached)) });
  else print(...shownStatuses(key, statuses, unreached));
}

/** Done in one scheme is enough; a record that is nowhere, or not done, wants attention. */
function exitCodeOf(statuses: readonly RecordStatus[]): number {
  const states = new Set(statuses.map(({ state }) => state));
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
export function localizedStatus(status: RecordStatus, unreached: Error | undefined) {
  const { source, target, temporal } = status;
  const { executions: _count, ...inTemporal } = temporal;
  const targetReason = reasonOfTarget(target);
  return {
    ...status,
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
export function shownStatuses(
  key: string,
  statuses: readonly RecordStatus[],
  unreached: Error | undefined,
): string[] {
  const texts = messages().find;
  const nowhere = statuses.filter(({ state }) => state === 'nowhere');
  const rest = statuses.filter((status) => !nowhere.includes(status));
  const shown = (status: RecordStatus) => shownStatus(status, unreached);
  if (rest.length === 0) return [`${colours.bold(key)}: ${texts.nowhere}`, ...nowhere.map(shown)];
  const names = nowhere.map(({ scheme }) => scheme).join(', ');
  return [colours.bold(key), ...rest.map(shown), ...(names ? [texts.nowhereIn(names)] : [])];
}

function shownStatus(
  { scheme, state, source, target, temporal }: RecordStatus,
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
  return unreached ? texts.notSearched(localize(connectionText(unreached))) : texts.executions(executions);
}

/** Temporal's statuses are more than a repair can have. */
function repairText({ repair }: InTemporal): string {
  const known: Readonly<Record<string, string>> = messages().find.ofRepair;
  return known[repair] ?? repair;
}

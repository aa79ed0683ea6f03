import type {
  FoundDocument,
  InRun,
  InSource,
  InTarget,
  InTemporal,
  Standing,
} from '../../operations/find/standing';
import { colours } from '../../commands/terminal/colours';
import { connectionText } from './failure';
import { table } from '../../commands/terminal/output';
import { spoken, words } from '..';

/**
 * Where a record stands, for scripts: names and states are the same in every language, sentences are in the one in use.
 * @param unreached why there is no Temporal server
 */
export function spokenStanding(standing: Standing, unreached: Error | undefined) {
  const { source, target, temporal } = standing;
  const { executions: _count, ...inTemporal } = temporal;
  const targetReason = reasonOfTarget(target);
  return {
    ...standing,
    source: {
      ...source,
      searched: searchedInSource(source),
      ...(source.reason && { reason: spoken(source.reason) }),
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
  const say = words().find;
  const nowhere = standings.filter(({ state }) => state === 'nowhere');
  const rest = standings.filter((standing) => !nowhere.includes(standing));
  const shown = (standing: Standing) => shownStanding(standing, unreached);
  if (rest.length === 0) return [`${colours.bold(key)}: ${say.nowhere}`, ...nowhere.map(shown)];
  const names = nowhere.map(({ scheme }) => scheme).join(', ');
  return [colours.bold(key), ...rest.map(shown), ...(names ? [say.nowhereIn(names)] : [])];
}

function shownStanding(
  { scheme, state, source, target, temporal }: Standing,
  unreached: Error | undefined,
): string {
  const say = words().find;
  const inSource = because(say.inSource[source.state], spoken(source.reason));
  const inTarget = because(say.inTarget[target.state], reasonOfTarget(target));
  const documents = target.documents.length > 0 ? target.documents.map(documentText) : [inTarget];
  const runs =
    temporal.runs.length > 0
      ? temporal.runs.map(runText)
      : [`${say.none} · ${searchedInTemporal(temporal, unreached)}`];
  return table(
    [scheme, say.state[state]],
    [
      [`${say.source} ${source.connection}`, `${inSource} · ${say.searched} ${searchedInSource(source)}`],
      ...documents.map((text) => [`${say.target} ${target.connection}`, text]),
      ...runs.map((text) => [say.run, text]),
      [say.repair, repairText(temporal)],
    ],
  );
}

function documentText({ id, organization, state, created, audited }: FoundDocument): string {
  const say = words().find;
  return [say.document[state], id && `id ${id}`, organization && `${say.organization} ${organization}`]
    .concat([created && `${say.created} ${created}`, audited && `${say.audited} ${audited}`])
    .filter(Boolean)
    .join(' · ');
}

function runText({ as, at, workflowId, reason }: InRun): string {
  return because(`${words().find.as[as]} · ${at} · ${workflowId}`, reason ?? '');
}

function because(what: string, reason: string): string {
  return reason === '' ? what : `${what}: ${reason}`;
}

function searchedInSource({ searched: { from, to } }: InSource): string {
  return from === undefined ? words().find.wholeList : `${from} … ${to ?? ''}`;
}

function reasonOfTarget({ state, reason }: InTarget): string {
  return state === 'not-asked' ? words().find.notAsked : spoken(reason);
}

function searchedInTemporal({ executions = 0 }: InTemporal, unreached: Error | undefined): string {
  const say = words().find;
  return unreached ? say.notSearched(connectionText(unreached)) : say.executions(executions);
}

/** Temporal's statuses are more than a repair can have. */
function repairText({ repair }: InTemporal): string {
  const known: Readonly<Record<string, string>> = words().find.ofRepair;
  return known[repair] ?? repair;
}

import type { Call, SourceRow, TargetConnector } from '../../connectors/connector';
import type { SchemeTable } from '../../contract/scheme';
import type { Plan } from '../../contract/run';
import type { Document } from '../../contract/page';
import { find, mappingSettings } from '../../activities/deps';
import { planRun } from '../../activities/plan/run';
import { pageTask, type PageTask } from '../../activities/tasks';
import { mapPage } from '../../activities/page/map';
import { readRecord } from '../../activities/repair/readRecord';
import type { Days } from '../../contract/reconcile';
import { dayAfter, slicesOf, windowValues } from '../../activities/reconcile/days';
import type { Bilingual } from '../../contract/bilingual';
import { ConnectorError } from '../../connectors/errors';
import { saidOf } from '../../connectors/probe';
import { shanghaiTime } from '../../contract/time';
import type { Runtime } from '../../runtime';
import { pageReference } from '../../workflows/engine/activities';
import type { FoundDocument, InSource, InTarget } from './status';

/** Where a record of a source with a window is searched: days around one day, or the last days. */
export interface Search {
  readonly around?: string;
  /** Days back from today. */
  readonly days: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What both platforms say of a key. @throws what is no connector error */
export async function askPlatforms(
  runtime: Runtime,
  table: SchemeTable,
  key: string,
  search: Search,
  call: Call,
): Promise<{ source: InSource; target: InTarget }> {
  const settings = runtime.schemes[table.name];
  const plan = await planRun(table, {}, { settings, sources: runtime.sources, dueAt: search.now });
  const { row, ...source } = await askSource(runtime, table, plan, key, search, call);
  const document = row && documentOf(runtime, table, plan, row);
  const refusal = document && 'reason' in document ? document.reason : undefined;
  const mapped = document && 'document' in document ? document.document : undefined;
  return {
    source:
      refusal === undefined ? source : { ...source, state: 'refused', reason: { en: refusal, zh: refusal } },
    target: await askTarget(runtime, table, plan, key, mapped, call),
  };
}

async function askSource(
  { sources }: Runtime,
  table: SchemeTable,
  plan: Plan,
  key: string,
  search: Search,
  call: Call,
): Promise<InSource & { row?: SourceRow }> {
  const source = find(sources, plan.source, 'source connection');
  const windows = windowsOf(table, search);
  const [from, to] = [windows.at(-1)?.from, windows[0]?.to];
  const searched: Days = { ...(from && { from }), ...(to && { to }) };
  const answer = { connection: plan.source, searched };
  try {
    for (const days of windows) {
      const row = (await readRecord(source, taskOf(table, plan, days, search.now), key, call)).at(-1);
      if (row) return { ...answer, state: 'found', row };
    }
    return { ...answer, state: 'absent' };
  } catch (error) {
    return { ...answer, state: 'unknown', reason: wordsOf(error) };
  }
}

/** As wide as the source takes, the newest first. */
function windowsOf({ sliceDays, mostDays = sliceDays }: SchemeTable, { around, days, now }: Search): Days[] {
  if (mostDays === undefined) return [{}];
  if (around !== undefined) {
    const before = Math.floor((mostDays - 1) / 2);
    return [{ from: dayAfter(around, -before), to: dayAfter(around, mostDays - 1 - before) }];
  }
  const today = shanghaiTime(now).slice(0, 10);
  return slicesOf({ from: dayAfter(today, 1 - days), to: today }, mostDays).toReversed();
}

function taskOf(table: SchemeTable, plan: Plan, days: Days, now: number): PageTask {
  const page = { ...pageReference(table, plan, 1), values: windowValues(days, table.since, now) };
  return pageTask(table, page);
}

function documentOf(
  { mappings, schemes }: Runtime,
  table: SchemeTable,
  { parameters }: Plan,
  row: SourceRow,
): { document: Document } | { reason: string } | undefined {
  const settings = mappingSettings({ schemes }, { scheme: table.name, parameters });
  const { mapped, rejected } = mapPage(find(mappings, table.name, 'mapping'), [row], settings);
  const [refusal] = rejected;
  if (refusal) return { reason: [refusal.field, refusal.message].filter(Boolean).join(': ') };
  return mapped[0] && { document: mapped[0].document };
}

async function askTarget(
  { targets }: Runtime,
  table: SchemeTable,
  plan: Plan,
  key: string,
  document: Document | undefined,
  call: Call,
): Promise<InTarget> {
  const target = find(targets, plan.target, 'target connection');
  const answer = { connection: plan.target, documents: [] };
  try {
    const documents = await documentsOf(target, table, key, document, call);
    if (documents === undefined) return { ...answer, state: 'not-asked' };
    return { ...answer, state: overall(documents), documents };
  } catch (error) {
    return { ...answer, state: 'unknown', reason: wordsOf(error) };
  }
}

function overall(documents: readonly FoundDocument[]): InTarget['state'] {
  if (documents.length === 0) return 'absent';
  return documents.some(({ state }) => state === 'audited') ? 'audited' : 'unfinished';
}

/** Undefined where the target has no look-up, or the record's number there is not known without its row. */
async function documentsOf(
  target: TargetConnector,
  { target: { form, operation } }: SchemeTable,
  key: string,
  document: Document | undefined,
  call: Call,
): Promise<FoundDocument[] | undefined> {
  const number = operation === 'Audit' || !document ? key : target.keyOf(form, document).number;
  if (target.listing) {
    const held = await target.listing.byNumber(form, number, call);
    return held.map(({ id, organization, state, created, audited }) => ({
      id,
      state,
      ...(organization === undefined ? {} : { organization }),
      ...(created === undefined ? {} : { created }),
      ...(audited === undefined ? {} : { audited }),
    }));
  }
  if (!document || !target.abilitiesOf(form).looksUp) return undefined;
  const found = await target.lookUp(form, [{ number }], [], call);
  return found.map(({ state }) => ({ state }));
}

function wordsOf(error: unknown): Bilingual {
  if (error instanceof ConnectorError) return saidOf(error);
  throw error;
}

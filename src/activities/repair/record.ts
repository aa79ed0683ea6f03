import { cancellationSignal } from '@temporalio/activity';
import type {
  Call,
  FoundDocument,
  SoughtKey,
  SourceRow,
  TargetConnector,
  TargetDocument,
} from '../../connectors/connector';
import { Unreadable } from '../../connectors/readers';
import type { KnownDocument, Document, DocumentKey } from '../../contract/page';
import type { RecordChecked, RecordSynced, Whereabouts } from '../../contract/repair';
import { applyMapping, MappingFailed, type MappedDocument } from '../../mappings/apply';
import type { MappingSettings } from '../../mappings/cell';
import type { AnyMapping } from '../../mappings/mapping';
import { hasPersonalKey } from '../../mappings/marks';
import { textOf } from '../../mappings/template';
import { type ActivityDeps, find, mappingSettings } from '../deps';
import { conflictOf, withdrawal } from '../page/conflicts';
import { fitRejections } from '../page/history';
import { KEY_TAKEN, mapPage } from '../page/map';
import { redactingTarget } from '../page/redact';
import { packWritten, writePage } from '../page/write';
import type { RecordTask } from '../tasks';
import { readAgain } from './readRecord';

/** Does to one record what its run did to the page: read, map, look up, save; or writes the document a person gives. */
export async function syncRecord(deps: ActivityDeps, task: RecordTask): Promise<RecordSynced> {
  const call = { signal: cancellationSignal() };
  const { page, key, edited } = task;
  const mapping = find(deps.mappings, page.scheme, 'mapping');
  const rows = await readAgain(deps, page, key, call);
  if (edited) return saveEdited(deps, task, mapping, rows.at(-1), edited);
  if (rows.length === 0) return { gone: await checked(deps, task, rows, mapping, call) };
  const { mapped, rejected, skipped } = mapPage(mapping, rows, mappingSettings(deps, page));
  const written = await writePage(deps, page, mapping, mapped);
  return {
    synced: {
      read: rows.length,
      skipped,
      ...packWritten(written),
      rejected: fitRejections([...rejected, ...written.rejected]),
    },
  };
}

/** Finds out where one record stands: in the source, and in the target. Writes nothing. */
export async function checkRecord(deps: ActivityDeps, task: RecordTask): Promise<RecordChecked> {
  const call = { signal: cancellationSignal() };
  const mapping = find(deps.mappings, task.page.scheme, 'mapping');
  return checked(deps, task, await readAgain(deps, task.page, task.key, call), mapping, call);
}

async function checked(
  deps: ActivityDeps,
  task: RecordTask,
  rows: readonly SourceRow[],
  mapping: AnyMapping,
  call: Call,
): Promise<RecordChecked> {
  const { mapped, rejected } = mapPage(mapping, rows, mappingSettings(deps, task.page));
  const row = rows.length === 0 ? 'gone' : mapped.length === 0 ? 'refused' : 'there';
  const document = documentOf(deps, task, mapping, rows.at(-1), mapped.at(-1)?.document);
  const found = await whereabouts(deps, task, document, call);
  // The document is the other record's.
  const isShared = rejected.some(({ cause }) => cause === KEY_TAKEN);
  return { row, ...found, isFinal: found.isFinal && !isShared };
}

/** What is known of the record's document, by what its row says today before what was known of it. */
function documentOf(
  deps: ActivityDeps,
  { page, document }: RecordTask,
  mapping: AnyMapping,
  row: SourceRow | undefined,
  mapped: Document | undefined,
): KnownDocument | undefined {
  const { connection, form, operation } = page.target;
  if (operation === 'Audit') return mapped ? { id: textOf(mapped.Ids) } : document;
  const target = find(deps.targets, connection, 'target connection');
  return keyOfRow(target, form, mapping, row, mappingSettings(deps, page)) ?? document;
}

async function whereabouts(
  deps: ActivityDeps,
  { page }: RecordTask,
  document: KnownDocument | undefined,
  call: Call,
): Promise<Omit<RecordChecked, 'row'>> {
  const { form } = page.target;
  const target = redactingTarget(deps, page);
  const { looksUp, audits } = target.abilitiesOf(form);
  const key = keyOfKnown(document);
  if (!looksUp || (document?.id === undefined && key === undefined))
    return { target: 'unknown', isFinal: false };
  const found =
    document?.id === undefined
      ? await target.lookUp(form, key ? [key] : [], [], call)
      : await target.lookUpIds(form, [document.id], call);
  const [first] = found;
  const state: Whereabouts = first?.state ?? 'absent';
  const counts = first !== undefined && isTheRecords(first, target.respells === true);
  return { target: state, isFinal: counts && (!audits || state === 'audited') };
}

/** Whether a document found is the record's own: neither doubled nor another's, voided or disabled. */
function isTheRecords(found: TargetDocument | FoundDocument, respells: boolean): boolean {
  if (!('spelling' in found || 'doubles' in found || 'foreign' in found))
    return withdrawal(found) === undefined;
  const claims = { respells, isAnothers: () => false, namesDocuments: false };
  return conflictOf(found, claims) === undefined;
}

async function saveEdited(
  deps: ActivityDeps,
  { page, key, document }: RecordTask,
  mapping: AnyMapping,
  row: SourceRow | undefined,
  edited: Document,
): Promise<RecordSynced> {
  const { connection, form, operation } = page.target;
  if (operation === 'Audit') return { unusable: 'the scheme writes no documents / 该方案只审核，不写入单据' };
  const target = find(deps.targets, connection, 'target connection');
  const own = keyOfRow(target, form, mapping, row, mappingSettings(deps, page)) ??
    keyOfKnown(document) ?? { number: key };
  const given = target.keyOf(form, edited);
  if (given.number !== own.number || (own.organization ?? given.organization) !== given.organization)
    return {
      unusable: hasPersonalKey(mapping, page.parameters)
        ? "its business key is not the record's / 单据主键与该记录不一致"
        : `its business key is ${named(given)}, the record's is ${named(own)} / 单据主键与该记录不一致`,
    };
  const written = await writePage(deps, page, mapping, [{ key, row: {}, document: edited }]);
  return { synced: { read: 1, skipped: 0, ...packWritten(written) } };
}

function named({
  number,
  organization,
}: {
  readonly number: string;
  readonly organization?: string;
}): string {
  return organization === undefined ? `"${number}"` : `"${number}" of organization "${organization}"`;
}

/** Business key of the document that a row becomes, also where other fields of the row cannot be mapped. */
function keyOfRow(
  target: TargetConnector,
  form: string,
  mapping: AnyMapping,
  row: SourceRow | undefined,
  settings: MappingSettings,
): SoughtKey | undefined {
  if (!row?.row) return undefined;
  const key = target.keyOf(form, mappablePart(mapping, row.row, settings));
  return key.number === '' ? undefined : key;
}

/** A known document's business key. */
function keyOfKnown(document: KnownDocument | undefined): DocumentKey | undefined {
  const { id: _id, number, ...rest } = document ?? {};
  return number === undefined ? undefined : { number, ...rest };
}

/** The fields of a row that can be mapped, each for itself. */
function mappablePart(
  mapping: AnyMapping,
  row: Record<string, unknown>,
  settings: MappingSettings,
): MappedDocument {
  const parts = Object.entries(mapping.fields).map(([key, cell]) => {
    try {
      return applyMapping({ ...mapping, fields: { [key]: cell } }, row, settings);
    } catch (error) {
      if (error instanceof MappingFailed || error instanceof Unreadable) return {};
      throw error;
    }
  });
  return Object.assign({}, ...parts) as MappedDocument;
}

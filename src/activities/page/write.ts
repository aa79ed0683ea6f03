import { activityInfo, cancellationSignal } from '@temporalio/activity';
import { CancelledFailure } from '@temporalio/common';
import type { Call, Rejection, TargetConnector } from '../../connectors/connector';
import type { PageSynced, FailedRecord, DocumentRef } from '../../contract/page';
import { READ_PAUSES_MS, THROTTLE_WAIT_MS, WHOLE_BATCH_ATTEMPTS } from '../../contract/policies';
import type { CallOptions } from '../../contract/scheme';
import { parameterValues } from '../../mappings/apply';
import type { AnyMapping } from '../../mappings/mapping';
import { comparedFields, hasPersonalKey } from '../../mappings/marks';
import { renderTemplate, textOf } from '../../mappings/template';
import type { ActivityDeps } from '../deps';
import type { PageTask } from '../tasks';
import { auditedOnSave } from './audit';
import { assertNumbersKept, noteNumbersKept } from './changedNumbers';
import { doubled } from './conflicts';
import { packRefs } from './history';
import { heldOf } from './lookup';
import type { MappedRow } from './map';
import { redactingTarget } from './redact';
import { insertMissing } from './save';
import { saveResultOf } from './writeItem';

/** What became of a page's mapped rows. */
export type Written = Omit<PageSynced, 'read' | 'evidence' | 'skipped' | 'written' | 'done' | 'pending'> & {
  readonly written: readonly DocumentRef[];
  readonly done?: readonly DocumentRef[];
  readonly pending: readonly DocumentRef[];
};

/** The result for the history, its documents packed. */
export function packWritten({
  written,
  done = [],
  pending,
  ...counts
}: Written): Omit<Written, 'written' | 'done' | 'pending'> &
  Pick<PageSynced, 'written' | 'done' | 'pending'> {
  return {
    ...counts,
    written: packRefs(written),
    ...(done.length === 0 ? {} : { done: packRefs(done) }),
    pending: packRefs(pending),
  };
}

/** Does to a page's mapped rows what the scheme's target says: saves them, or hands them on to the audit as they are. */
export async function writePage(
  deps: ActivityDeps,
  task: PageTask,
  mapping: AnyMapping,
  mapped: readonly MappedRow[],
): Promise<Written> {
  const target = redactingTarget(deps, task);
  const { form } = task.target;
  const read = { signal: cancellationSignal() };
  if (task.target.operation === 'Audit')
    return { ...saveResultOf([]), created: 0, ...(await existingDocuments(target, form, mapped, read)) };
  const { audits, looksUp } = target.abilitiesOf(form);
  const { attempt } = activityInfo();
  const batchSize = shrunk(task.batchSize, attempt);
  const options = renderOptions(task.target.options, task.parameters);
  const saved = await insertMissing(
    {
      target,
      form,
      options,
      looksUp,
      batchSize,
      givesUp: batchSize === 1 && attempt > WHOLE_BATCH_ATTEMPTS,
      compared: comparedFields(mapping),
      namesDocuments: !hasPersonalKey(mapping, task.parameters),
      read,
      write: { signal: writeSignal() },
      lookUpPauses: READ_PAUSES_MS,
      throttleWaitMs: THROTTLE_WAIT_MS,
      assertNumbersKept: (keys) => assertNumbersKept(deps, task, keys, read),
      noteNumbersKept: (areKept) => noteNumbersKept(deps, task, areKept),
    },
    mapped,
  );
  if (!audits) return { ...saved, created: saved.written.length, written: [] };
  if (target.auditsOnSave?.(options) !== true) return { ...saved, created: 0 };
  const { done, open } = await auditedOnSave({ target, form, read }, saved.written);
  return { ...saved, created: done.length, written: open, done };
}

/**
 * Documents a save call on an attempt of a page. From the third attempt on batches shrink by half, so that one document
 * on which the platform breaks down without an answer ends up alone and is known.
 */
function shrunk(batchSize: number, attempt: number): number {
  return Math.max(1, Math.floor(batchSize / 2 ** Math.max(0, attempt - WHOLE_BATCH_ATTEMPTS)));
}

type Parameters = Readonly<Record<string, string>>;

/** A call's options with the parameters that they name filled in; a text that renders to nothing is left out. */
export function renderOptions(options: CallOptions, parameters: Parameters): CallOptions {
  const rendered = Object.entries(options).map(([name, value]) => [
    name,
    typeof value === 'string' ? renderOption(value, parameters) : value,
  ]);
  return Object.fromEntries(rendered.filter(([, value]) => value !== ''));
}

/** One option as text. */
export function renderOption(value: boolean | string, parameters: Parameters): string {
  return renderTemplate(String(value), parameterValues(parameters));
}

/**
 * Signal for writes of the current activity: as the activity's own, but deaf to a cancel of the run. A write that is
 * under way is finished and reported, since an aborted one would be in doubt; a dying worker or a lost heartbeat ends it.
 */
export function writeSignal(): AbortSignal {
  const own = cancellationSignal();
  const controller = new AbortController();
  const follow = (): void => {
    if (!isCancelOfRun(own.reason)) controller.abort(own.reason);
  };
  if (own.aborted) follow();
  else own.addEventListener('abort', follow, { once: true });
  return controller.signal;
}

function isCancelOfRun(reason: unknown): boolean {
  return reason instanceof CancelledFailure && reason.message === 'CANCELLED';
}

/** Documents of a page that are there already, and may be submitted and audited. */
export interface ExistingDocuments {
  readonly pending: readonly DocumentRef[];
  readonly rejected: readonly FailedRecord[];
}

/** A row of the source that is a document of the target. */
interface DocumentRow {
  readonly id: string;
  readonly number: string;
}

/**
 * The documents that rows are, by internal id (`Ids`) and number (`Numbers`), without those whose number several have, and
 * those whose number the target cannot be asked for.
 */
export async function existingDocuments(
  target: TargetConnector,
  form: string,
  mapped: readonly MappedRow[],
  call: Call,
): Promise<ExistingDocuments> {
  const rows = mapped.map(({ document }) => ({ id: textOf(document.Ids), number: textOf(document.Numbers) }));
  const reasons = await reasonsAgainst(target, form, rows, call);
  return {
    pending: rows.filter(({ id }) => !reasons.has(id)).map(({ id, number }) => [id, number] as const),
    rejected: rows.flatMap(({ id, number }) => {
      const reason = reasons.get(id);
      return reason === undefined ? [] : [{ key: number, document: { id }, ...reason }];
    }),
  };
}

/** Why documents are not touched, by id. */
async function reasonsAgainst(
  { listing }: TargetConnector,
  form: string,
  rows: readonly DocumentRow[],
  call: Call,
): Promise<ReadonlyMap<string, Rejection>> {
  const numbered = rows.filter(({ number }) => number !== '');
  if (!listing || numbered.length === 0) return new Map();
  const keyOf = ({ number }: DocumentRow) => ({ number });
  const { answers, rejected } = await heldOf(listing, form, numbered, keyOf, { fields: [] }, call);
  const ids = new Map<string, string[]>();
  for (const { number, id } of answers) ids.set(number, [...(ids.get(number) ?? []), id]);
  const several = [...ids].filter(([, { length }]) => length > 1);
  return new Map([
    ...rejected.map(({ item, rejection }) => [item.id, rejection] as const),
    ...several.flatMap(([number, all]) => all.map((id) => [id, doubled(number, all)] as const)),
  ]);
}

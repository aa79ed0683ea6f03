import { activityInfo, cancellationSignal } from '@temporalio/activity';
import type { CallOptions } from '../connectors/connector';
import type { AnyMapping } from '../mappings/apply';
import { comparedFields } from '../mappings/compared';
import { textOf } from '../mappings/text';
import type { DocumentRef, PageMoved, PageTask } from './contract';
import type { ActivityDeps } from './deps';
import { find } from './find';
import type { MappedRow } from './readPage';
import { writeSignal } from './signals';
import { renderSwitches } from './switches';
import { notAudited, type SavedAt } from './write/audited';
import { saveAbsent } from './write/save';
import { packRefs } from './references';
import { nothingSaved } from './write/writer';

/** Half a minute for a platform to come back. */
const PATIENCE = [1_000, 2_000, 4_000, 8_000, 16_000];

/** Two minutes, well below the ten that an attempt of a page has: an attempt that runs out of time is made anew. */
const THROTTLE_PATIENCE = 120_000;

/** Attempts of a page before it looks for the one document on which the platform breaks down. */
const PATIENT_ATTEMPTS = 2;

/** What became of a page's mapped rows. */
export type Written = Omit<
  PageMoved,
  'read' | 'hasNext' | 'fingerprint' | 'skipped' | 'cursor' | 'written' | 'pending'
> & { readonly written: readonly DocumentRef[]; readonly pending: readonly DocumentRef[] };

/** The same for the history. */
export function packed(
  written: Written,
): Omit<Written, 'written' | 'pending'> & Pick<PageMoved, 'written' | 'pending'> {
  return { ...written, written: packRefs(written.written), pending: packRefs(written.pending) };
}

/** Does to a page's mapped rows what the scheme's target says: saves them, or hands them on to the audit as they are. */
export async function writePage(
  deps: ActivityDeps,
  task: PageTask,
  mapping: AnyMapping,
  mapped: readonly MappedRow[],
): Promise<Written> {
  if (task.target.operation === 'Audit')
    return { ...nothingSaved(), created: 0, pending: mapped.map(referTo) };
  const target = find(deps.targets, task.target.connection, 'target connection');
  const { form } = task.target;
  const { audits, looksUp } = target.abilitiesOf(form);
  const { attempt } = activityInfo();
  const batchSize = shrunk(task.batchSize, attempt);
  const options = renderSwitches(task.target.options, task.parameters);
  const read = { signal: cancellationSignal() };
  const saved = await saveAbsent(
    {
      target,
      form,
      options,
      looksUp,
      batchSize,
      givesUp: batchSize === 1 && attempt > PATIENT_ATTEMPTS,
      compared: comparedFields(mapping),
      read,
      write: { signal: writeSignal() },
      patience: PATIENCE,
      throttlePatience: THROTTLE_PATIENCE,
    },
    mapped,
  );
  const open = audits ? await openAfterSave({ target, form, read }, options, saved.written) : [];
  return { ...saved, created: saved.written.length - open.length, written: open };
}

/** What is left to submit or audit; where the save does it, `auditPage` has nothing to do for a page that went well. */
async function openAfterSave(
  where: SavedAt,
  options: CallOptions,
  written: readonly DocumentRef[],
): Promise<readonly DocumentRef[]> {
  return where.target.auditsOnSave?.(options) === true ? notAudited(where, written) : written;
}

/** A document of an `Audit` is its internal id (`Ids`) and its number (`Numbers`). */
function referTo({ document }: MappedRow): readonly [string, string] {
  return [textOf(document.Ids), textOf(document.Numbers)];
}

/**
 * Documents a save call on an attempt of a page. From the third attempt on batches shrink by half, so that one document
 * on which the platform breaks down without an answer ends up alone and is known.
 */
function shrunk(batchSize: number, attempt: number): number {
  return Math.max(1, Math.floor(batchSize / 2 ** Math.max(0, attempt - PATIENT_ATTEMPTS)));
}

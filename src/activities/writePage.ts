import type { PageTask } from './tasks';
import type { PageMoved } from '../contract/page';
import type { DocumentRef } from '../contract/document';
import { activityInfo, cancellationSignal } from '@temporalio/activity';
import type { AnyMapping } from '../mappings/apply';
import { comparedFields } from '../mappings/compared';
import { hasPersonalKey } from '../mappings/personal';
import type { ActivityDeps } from './deps';
import { targetOf } from './discreet';
import type { MappedRow } from './readPage';
import { writeSignal } from './signals';
import { renderSwitches } from './switches';
import { assertNumbersStand, noteNumbers } from './write/otherNumbers';
import { referred } from './write/doubles';
import { verified } from './write/verified';
import { saveAbsent } from './write/save';
import { packRefs } from './references';
import { nothingSaved } from './write/writer';
import { READ_PAUSES_MS, THROTTLE_WAIT_MS, WHOLE_BATCH_ATTEMPTS } from '../contract/policies';

/** What became of a page's mapped rows. */
export type Written = Omit<PageMoved, 'read' | 'seen' | 'skipped' | 'written' | 'done' | 'pending'> & {
  readonly written: readonly DocumentRef[];
  readonly done?: readonly DocumentRef[];
  readonly pending: readonly DocumentRef[];
};

/** The same for the history. */
export function packed({
  written,
  done = [],
  pending,
  ...counts
}: Written): Omit<Written, 'written' | 'done' | 'pending'> & Pick<PageMoved, 'written' | 'done' | 'pending'> {
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
  const target = targetOf(deps, task);
  const { form } = task.target;
  const read = { signal: cancellationSignal() };
  if (task.target.operation === 'Audit')
    return { ...nothingSaved(), created: 0, ...(await referred(target, form, mapped, read)) };
  const { audits, looksUp } = target.abilitiesOf(form);
  const { attempt } = activityInfo();
  const batchSize = shrunk(task.batchSize, attempt);
  const options = renderSwitches(task.target.options, task.parameters);
  const saved = await saveAbsent(
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
      patience: READ_PAUSES_MS,
      throttlePatience: THROTTLE_WAIT_MS,
      mayBeSaved: (keys) => assertNumbersStand(deps, task, keys, read),
      numbersStand: (stand) => noteNumbers(deps, task, stand),
    },
    mapped,
  );
  if (!audits) return { ...saved, created: saved.written.length, written: [] };
  if (target.auditsOnSave?.(options) !== true) return { ...saved, created: 0 };
  const { done, open } = await verified({ target, form, read }, saved.written);
  return { ...saved, created: done.length, written: open, done };
}

/**
 * Documents a save call on an attempt of a page. From the third attempt on batches shrink by half, so that one document
 * on which the platform breaks down without an answer ends up alone and is known.
 */
function shrunk(batchSize: number, attempt: number): number {
  return Math.max(1, Math.floor(batchSize / 2 ** Math.max(0, attempt - WHOLE_BATCH_ATTEMPTS)));
}

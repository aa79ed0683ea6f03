import { activityInfo, cancellationSignal } from '@temporalio/activity';
import type { RunInput } from '../workflows/engine/report';
import type { SchemeTable } from '../workflows/engine/scheme';
import { comparedFields } from '../mappings/apply';
import type { AuditTask, EngineActivities, PageAudited, PageMoved, PageTask, Plan } from './contract';
import type { ActivityDeps } from './deps';
import { find } from './find';
import { planRun } from './plan';
import { fingerprintOf, mapPage, readPage } from './readPage';
import { writeSignal } from './signals';
import { auditDocuments } from './write/audit';
import { saveAbsent } from './write/save';

/** Half a minute for a platform to come back, or for a person to close a document. */
const PATIENCE = [1_000, 2_000, 4_000, 8_000, 16_000];
const EDIT_LOCK_PATIENCE = [2_000, 4_000];

/** The activities of a worker, on the given connections, mappings and settings. */
export function createActivities(deps: ActivityDeps): EngineActivities {
  return {
    async planWindow(table: SchemeTable, input: RunInput): Promise<Plan> {
      return planRun(table, deps.schemes[table.name], input);
    },

    async movePage(task: PageTask): Promise<PageMoved> {
      const read = { signal: cancellationSignal() };
      const mapping = find(deps.mappings, task.scheme, 'mapping');
      const target = find(deps.targets, task.target.connection, 'target connection');
      const page = await readPage(
        find(deps.sources, task.source.connection, 'source connection'),
        task,
        read,
      );
      const { mapped, rejected, skipped } = mapPage(mapping, page.rows, task.parameters);
      const { form, options } = task.target;
      const compared = comparedFields(mapping);
      const write = { signal: writeSignal() };
      const batchSize = shrunk(task.batchSize, activityInfo().attempt);
      const givesUp = batchSize === 1;
      const saved = await saveAbsent(
        { target, form, options, batchSize, compared, read, write, givesUp, patience: PATIENCE },
        mapped,
      );
      return {
        read: page.rows.length,
        hasNext: page.hasNext,
        fingerprint: fingerprintOf(page.rows),
        skipped,
        ...saved,
        rejected: [...rejected, ...saved.rejected],
      };
    },

    async auditPage(task: AuditTask): Promise<PageAudited> {
      const target = find(deps.targets, task.target.connection, 'target connection');
      const read = { signal: cancellationSignal() };
      const write = { signal: writeSignal() };
      const auditor = { target, form: task.target.form, read, write, patience: EDIT_LOCK_PATIENCE };
      return auditDocuments(auditor, task.written, task.pending);
    },
  };
}

/**
 * Documents a save call on an attempt of a page. From the third attempt on batches shrink by half, so that one document
 * on which the platform breaks down without an answer ends up alone and is known.
 */
function shrunk(batchSize: number, attempt: number): number {
  return Math.max(1, Math.floor(batchSize / 2 ** Math.max(0, attempt - 2)));
}

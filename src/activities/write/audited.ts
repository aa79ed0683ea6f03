import type { Call, TargetConnector } from '../../connectors/connector';
import type { DocumentRef } from '../contract';

/** Where documents were saved with switches that have the target submit and audit them at once. */
export interface SavedAt {
  readonly target: TargetConnector;
  readonly form: string;
  readonly read: Call;
}

/**
 * Which of these documents a look-up does not show audited: they are left to `auditPage`. All of them where the look-up gets no
 * answer: what was saved is in the target, and the page's own result must not be lost for a question that can be asked again.
 */
export async function notAudited(
  { target, form, read }: SavedAt,
  written: readonly DocumentRef[],
): Promise<readonly DocumentRef[]> {
  if (written.length === 0) return written;
  const ids = written.map(([id]) => id);
  const found = await target.lookUpIds(form, ids, read).catch(() => []);
  const audited = new Set(found.filter(({ state }) => state === 'audited').map(({ id }) => id));
  return written.filter(([id]) => !audited.has(id));
}

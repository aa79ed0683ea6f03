import type { Call, TargetConnector } from '../../connectors/connector';
import type { DocumentRef } from '../../contract/document';

/** Where documents were saved with switches that have the target submit and audit them at once. */
interface SavedAt {
  readonly target: Pick<TargetConnector, 'lookUpIds'>;
  readonly form: string;
  readonly read: Call;
}

/**
 * Which of these documents a look-up shows audited, and which are left to `auditPage`: all of them where the look-up gets no answer.
 * What was saved is in the target, and the page's result must not be lost for a question that can be asked again.
 */
export async function verified(
  { target, form, read }: SavedAt,
  written: readonly DocumentRef[],
): Promise<{ readonly done: readonly DocumentRef[]; readonly open: readonly DocumentRef[] }> {
  if (written.length === 0) return { done: [], open: [] };
  const ids = written.map(([id]) => id);
  const found = await target.lookUpIds(form, ids, read).catch(() => []);
  const audited = new Set(
    found
      .filter(({ state, withdrawn }) => state === 'audited' && withdrawn === undefined)
      .map(({ id }) => id),
  );
  return {
    done: written.filter(([id]) => audited.has(id)),
    open: written.filter(([id]) => !audited.has(id)),
  };
}

import { Passage } from '../../connectors/alone';
import type {
  Call,
  CallOptions,
  Rejection,
  TargetConnector,
  TargetDocument,
  WriteAnswer,
} from '../../connectors/connector';
import { ConnectorError, InDoubt } from '../../connectors/errors';
import type { DocumentRef, DocumentState, PageAudited } from '../../contract/page';
import { repeatUntil } from '../retry';
import { attemptOf, type RejectedItem, writeBisecting } from './bisect';
import { withdrawal } from './conflicts';
import { lookUpIds } from './lookup';

/** Where documents are audited. */
export interface Auditor {
  readonly target: TargetConnector;
  readonly form: string;
  /** Options of the submit and audit calls. */
  readonly options: CallOptions;
  /** Whether documents that are only saved are submitted; otherwise they are refused. */
  readonly submits: boolean;
  readonly read: Call;
  readonly write: Call;
  /** Milliseconds between rounds for documents whose refusal passes by itself; after the last one they are refused. */
  readonly lockPauses: readonly number[];
  /** Milliseconds between look-ups for what was saved just now and is not shown yet. */
  readonly lagPauses: readonly number[];
}

/** What a look-up says of documents, by internal id; those that are not there are absent. */
interface Documents {
  readonly byId: ReadonlyMap<string, TargetDocument>;
  /** Documents that the platform cannot be asked about. */
  readonly rejected: ReadonlyMap<string, Rejection>;
}

/** Why documents are not audited, by internal id. */
type Reasons = ReadonlyMap<string, Rejection>;

const UNSUBMITTED: Rejection = {
  cause: 'not-submitted',
  message: 'the document is only saved, and the scheme is set not to submit',
  advice: {
    en: 'Submit it in the target, or let the scheme submit.',
    zh: '请先在目标系统提交该单据，或允许方案自动提交。',
  },
};

const UNREADABLE: Rejection = {
  cause: 'not-readable',
  message: 'the target says that it saved the documents, and no query finds any of them',
  advice: {
    en: 'Give the account the right to query (view) this form; the documents are most likely there: look into the target. `jinqiao check` tells of forms that show nothing.',
    zh: '请为集成用户授予该单据的查询（查看）权限；单据多半已在目标系统中，请核对。jinqiao check 会指出查询不到数据的单据。',
  },
};

const GONE: Rejection = {
  cause: 'gone',
  message: 'the document was saved and is not in the target any more',
  advice: {
    en: 'Find out who deleted it; the next run writes it again.',
    zh: '请查明删除原因；下次运行会重新写入。',
  },
};

/**
 * Submits and audits what is not audited yet, and takes a document for done only when a look-up shows it audited.
 * @returns counts by origin (`written` → created, `pending` → audited, or unchanged where it was audited already) and the
 * rejected ones; they add up
 */
export async function auditDocuments(
  auditor: Auditor,
  written: readonly DocumentRef[],
  pending: readonly DocumentRef[],
): Promise<PageAudited> {
  const refs = [...new Map([...written, ...pending])];
  const ids = refs.map(([id]) => id);
  const documents = await onceShown(auditor, ids, written);
  // Somebody has audited these since they were read.
  const final = new Set(pending.map(([id]) => id).filter((id) => isFinal(documents.byId.get(id))));
  const open = ids.filter((id) => !final.has(id));
  const reasons = new Map(await auditRounds(auditor, open, documents));
  if (written.length > 0 && documents.byId.size === 0)
    for (const [id] of written) reasons.set(id, UNREADABLE);
  const countDone = (origin: readonly DocumentRef[]) =>
    origin.filter(([id]) => !reasons.has(id) && !final.has(id)).length;
  return {
    created: countDone(written),
    unchanged: final.size,
    audited: countDone(pending),
    rejected: refs.flatMap(([id, key]) => {
      const reason = reasons.get(id);
      return reason === undefined ? [] : [{ key, document: { id }, ...reason }];
    }),
    inDoubt: [],
  };
}

/**
 * Which documents a look-up shows audited after a save whose options have the target submit and audit at once, and which
 * are left to `auditPage`. Where the look-up gets no answer, or a refusal, these are all: what was saved is in the target,
 * and the page's result must not be lost for a question that `auditPage` asks again, nor for a cancel.
 */
export async function auditedOnSave(
  {
    target,
    form,
    read,
  }: { readonly target: Pick<TargetConnector, 'lookUpIds'> } & Pick<Auditor, 'form' | 'read'>,
  written: readonly DocumentRef[],
): Promise<{ readonly done: readonly DocumentRef[]; readonly open: readonly DocumentRef[] }> {
  if (written.length === 0) return { done: [], open: [] };
  const ids = written.map(([id]) => id);
  const found = await target.lookUpIds(form, ids, read).catch((error: unknown) => {
    if (error instanceof ConnectorError || read.signal.aborted) return [];
    throw error;
  });
  const audited = new Set(found.filter(isFinal).map(({ id }) => id));
  return {
    done: written.filter(([id]) => audited.has(id)),
    open: written.filter(([id]) => !audited.has(id)),
  };
}

/** A query may lag behind a save: what was saved just now is waited for, and then counts as not to be found. */
function onceShown(
  auditor: Auditor,
  ids: readonly string[],
  written: readonly DocumentRef[],
): Promise<Documents> {
  const isSettled = ({ byId }: Documents) => written.every(([id]) => byId.has(id));
  return repeatUntil(auditor.read, { pauses: auditor.lagPauses, isSettled }, () => documentsOf(auditor, ids));
}

function isFinal(document: TargetDocument | undefined): boolean {
  return document?.state === 'audited' && document.withdrawn === undefined;
}

/** Rejections that may pass in seconds: somebody has the document open, or the platform is busy. */
const PASSING: ReadonlySet<string> = new Set(['edit-lock', 'network-conflict', 'stale-data', 'busy']);

/** Audits in rounds: a document whose rejection passes by itself is tried again a little later. */
function auditRounds(auditor: Auditor, ids: readonly string[], before: Documents): Promise<Reasons> {
  const isSettled = (reasons: Reasons) => passingIds(reasons).length === 0;
  return repeatUntil(auditor.read, { pauses: auditor.lockPauses, isSettled }, async (reasons?: Reasons) => {
    if (reasons === undefined) return auditOnce(auditor, ids, before);
    const locked = passingIds(reasons);
    const again = await auditOnce(auditor, locked, await documentsOf(auditor, locked));
    return new Map([...[...reasons].filter(([id]) => !locked.includes(id)), ...again]);
  });
}

function passingIds(reasons: Reasons): string[] {
  return [...reasons].filter(([, { cause }]) => PASSING.has(cause)).map(([id]) => id);
}

/** One round of submit, audit, look-up. Answers the reason for each document that is not audited after it. */
async function auditOnce(auditor: Auditor, ids: readonly string[], before: Documents): Promise<Reasons> {
  const stateOf = (id: string) => before.byId.get(id)?.state;
  const standing = ids.filter((id) => before.byId.has(id) && before.byId.get(id)?.withdrawn === undefined);
  const saved = standing.filter((id) => stateOf(id) === 'saved');
  const unsubmitted = auditor.submits
    ? await advance(auditor, 'submit', 'saved', saved)
    : saved.map((item) => ({ item, rejection: UNSUBMITTED }));
  const isUnsubmitted = new Set(unsubmitted.map(({ item }) => item));
  const submitted = standing.filter((id) => stateOf(id) !== 'audited' && !isUnsubmitted.has(id));
  const unaudited = await advance(auditor, 'audit', 'submitted', submitted);
  const rejected = new Map([...unsubmitted, ...unaudited].map(({ item, rejection }) => [item, rejection]));
  const after = submitted.length > 0 ? await documentsOf(auditor, ids) : before;
  return reasonsOf(auditor, ids, after, rejected);
}

function reasonsOf(
  auditor: Auditor,
  ids: readonly string[],
  documents: Documents,
  rejected: Reasons,
): Reasons {
  const reasonOf = (id: string): Rejection => {
    const own = rejected.get(id) ?? documents.rejected.get(id);
    const document = documents.byId.get(id);
    return own ?? (document ? (withdrawal(document) ?? notAudited(auditor, document.state)) : GONE);
  };
  return new Map(ids.filter((id) => !isFinal(documents.byId.get(id))).map((id) => [id, reasonOf(id)]));
}

async function advance(
  auditor: Auditor,
  step: 'submit' | 'audit',
  from: DocumentState,
  ids: readonly string[],
): Promise<readonly RejectedItem<string>[]> {
  const { target, form, options, write } = auditor;
  const passage = new Passage(() => target.ping(step, write));
  const call = (batch: readonly string[]) =>
    target[step](form, batch, options, write).catch((error: unknown) => busyFor(batch, error));
  const { rejected } = await writeBisecting<string, never>(
    {
      // What is done is not told here: only a look-up shows it.
      attempt: async (batch) => attemptOf(batch, await passage.note(call(batch)), () => []),
      lookUp: async (batch) => {
        const { byId } = await documentsOf(auditor, batch);
        return { undone: batch.filter((id) => byId.get(id)?.state === from), done: [] };
      },
      passes: () => passage.passes(),
    },
    ids,
  );
  return rejected;
}

/** A platform that says that it is busy has answered: a look-up tells what was done, and the rest waits for its turn. */
function busyFor(batch: readonly string[], error: unknown): WriteAnswer {
  if (!(error instanceof InDoubt) || error.details.cause !== 'busy') throw error;
  const { cause, platformMessage: message = error.message, advice } = error.details;
  const rejection = { cause, message, ...(advice === undefined ? {} : { advice }) };
  return { results: batch.map((_, index) => ({ index, rejection })), general: [] };
}

async function documentsOf({ target, form, read }: Auditor, ids: readonly string[]): Promise<Documents> {
  const { answers, rejected } = await lookUpIds(target, form, ids, read);
  return {
    byId: new Map(answers.map((document) => [document.id, document])),
    rejected: new Map(rejected.map(({ item, rejection }) => [item, rejection])),
  };
}

function notAudited(auditor: Auditor, state: DocumentState): Rejection {
  return {
    cause: 'not-audited',
    message: `${auditor.target.platform} reported no error, yet the document is ${state}`,
  };
}

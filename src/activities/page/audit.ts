import type {
  Call,
  CallOptions,
  Rejection,
  TargetConnector,
  TargetDocument,
  WriteAnswer,
} from '../../connectors/connector';
import type { PageAudited, FailedRecord } from '../../contract/page';
import type { DocumentState, DocumentRef } from '../../contract/document';
import { setTimeout as delay } from 'node:timers/promises';
import { InDoubt } from '../../connectors/errors';
import { Passage } from '../../connectors/alone';
import { withdrawal } from './conflicts';
import { lookUpIds } from './lookup';
import { settle, type Refused } from './bisect';

/** Where documents are audited. */
export interface Auditor {
  readonly target: TargetConnector;
  readonly form: string;
  /** Switches of the submit and audit calls. */
  readonly options: CallOptions;
  /** Whether documents that are only saved are submitted; otherwise they are refused. */
  readonly submits: boolean;
  readonly read: Call;
  readonly write: Call;
  /** Milliseconds between rounds for documents whose refusal passes by itself; after the last one they are refused. */
  readonly patience: readonly number[];
  /** Milliseconds between look-ups for what was saved just now and is not shown yet. */
  readonly lag: readonly number[];
}

/** Documents by internal id; those that are not there are absent. */
interface Documents extends ReadonlyMap<string, TargetDocument> {
  /** Documents that the platform cannot be asked about. */
  readonly refused: ReadonlyMap<string, Rejection>;
}

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
 * refused ones; they add up
 */
export async function auditDocuments(
  auditor: Auditor,
  written: readonly DocumentRef[],
  pending: readonly DocumentRef[],
): Promise<PageAudited> {
  const keys = new Map([...written, ...pending]);
  const ids = [...keys.keys()];
  const states = await onceShown(auditor, ids, written);
  // Somebody has audited these since they were read.
  const final = new Set(pending.map(([id]) => id).filter((id) => isFinal(states.get(id))));
  const open = ids.filter((id) => !final.has(id));
  const reasons = await auditRounds(auditor, open, states);
  if (written.length > 0 && states.size === 0) for (const [id] of written) reasons.set(id, UNREADABLE);
  const done = (documents: readonly DocumentRef[]) =>
    documents.filter(([id]) => !reasons.has(id) && !final.has(id)).length;
  const rejected: FailedRecord[] = [...reasons].map(([id, reason]) => ({
    key: keys.get(id) as string,
    document: { id },
    ...reason,
  }));
  return { created: done(written), unchanged: final.size, audited: done(pending), rejected, inDoubt: [] };
}

/** A query may lag behind a save: what was saved just now is waited for, and then counts as not to be found. */
async function onceShown(
  auditor: Auditor,
  ids: readonly string[],
  written: readonly DocumentRef[],
): Promise<Documents> {
  let documents = await documentsOf(auditor, ids);
  for (const pause of auditor.lag) {
    if (written.every(([id]) => documents.has(id))) break;
    await delay(pause, undefined, { signal: auditor.read.signal });
    documents = await documentsOf(auditor, ids);
  }
  return documents;
}

function isFinal(document: TargetDocument | undefined): boolean {
  return document?.state === 'audited' && document.withdrawn === undefined;
}

/** Refusals that a little patience may outlast: somebody has the document open, or the platform is busy. */
const PASSING: ReadonlySet<string> = new Set(['edit-lock', 'network-conflict', 'stale-data', 'busy']);

/** Audits in rounds: a document whose refusal passes by itself is tried again a little later. */
async function auditRounds(
  auditor: Auditor,
  ids: readonly string[],
  before: Documents,
): Promise<Map<string, Rejection>> {
  let reasons = await auditOnce(auditor, ids, before);
  for (const pause of auditor.patience) {
    const locked = [...reasons].filter(([, { cause }]) => PASSING.has(cause)).map(([id]) => id);
    if (locked.length === 0) break;
    await delay(pause, undefined, { signal: auditor.read.signal });
    const again = await auditOnce(auditor, locked, await documentsOf(auditor, locked));
    reasons = new Map([...[...reasons].filter(([id]) => !locked.includes(id)), ...again]);
  }
  return reasons;
}

/** One round of submit, audit, verify. Answers the reason for each document that is not audited after it. */
async function auditOnce(
  auditor: Auditor,
  ids: readonly string[],
  before: Documents,
): Promise<Map<string, Rejection>> {
  const stateOf = (id: string) => before.get(id)?.state;
  const standing = ids.filter((id) => before.has(id) && before.get(id)?.withdrawn === undefined);
  const saved = standing.filter((id) => stateOf(id) === 'saved');
  const unsubmitted = auditor.submits
    ? await advance(auditor, 'submit', 'saved', saved)
    : saved.map((item) => ({ item, rejection: UNSUBMITTED }));
  const refused = new Map(unsubmitted.map(({ item, rejection }) => [item, rejection]));
  const submitted = standing.filter((id) => stateOf(id) !== 'audited' && !refused.has(id));
  const unaudited = await advance(auditor, 'audit', 'submitted', submitted);
  unaudited.forEach(({ item, rejection }) => refused.set(item, rejection));
  return verified(auditor, ids, submitted.length > 0 ? await documentsOf(auditor, ids) : before, refused);
}

function verified(
  auditor: Auditor,
  ids: readonly string[],
  documents: Documents,
  refused: ReadonlyMap<string, Rejection>,
): Map<string, Rejection> {
  const reasonOf = (id: string) => {
    const document = documents.get(id);
    const unasked = refused.get(id) ?? documents.refused.get(id);
    return unasked ?? (document ? (withdrawal(document) ?? notAudited(auditor, document.state)) : GONE);
  };
  return new Map(ids.filter((id) => !isFinal(documents.get(id))).map((id) => [id, reasonOf(id)]));
}

async function advance(
  auditor: Auditor,
  step: 'submit' | 'audit',
  from: DocumentState,
  ids: readonly string[],
): Promise<Refused<string>[]> {
  const { target, form, options, write } = auditor;
  const passage = new Passage(() => target.knock(step, write));
  return settle(
    {
      attempt: (batch: readonly string[]) =>
        passage.note(
          target[step](form, batch, options, write).catch((error: unknown) => busyFor(batch, error)),
        ),
      undone: async (batch: readonly string[]) => {
        const documents = await documentsOf(auditor, batch);
        return batch.filter((id) => documents.get(id)?.state === from);
      },
      passes: () => passage.passes(),
    },
    ids,
  );
}

/** A platform that says that it is busy has answered: a look-up tells what was done, and the rest waits for its turn. */
function busyFor(batch: readonly string[], error: unknown): WriteAnswer {
  if (!(error instanceof InDoubt) || error.details.cause !== 'busy') throw error;
  const { cause, platformMessage: message = error.message, advice } = error.details;
  const rejection = { cause, message, ...(advice === undefined ? {} : { advice }) };
  return { results: batch.map((_, index) => ({ index, rejection })), general: [] };
}

async function documentsOf({ target, form, read }: Auditor, ids: readonly string[]): Promise<Documents> {
  const { answers, refused } = await lookUpIds(target, form, ids, read);
  const documents = new Map(answers.map((document) => [document.id, document]));
  return Object.assign(documents, {
    refused: new Map(refused.map(({ item, rejection }) => [item, rejection])),
  });
}

function notAudited(auditor: Auditor, state: DocumentState): Rejection {
  return {
    cause: 'not-audited',
    message: `${auditor.target.platform} reported no error, yet the document is ${state}`,
  };
}

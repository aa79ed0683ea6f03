import { setTimeout as delay } from 'node:timers/promises';
import type {
  Call,
  CallOptions,
  DocumentState,
  Rejection,
  TargetConnector,
  WriteAnswer,
} from '../../connectors/connector';
import { InDoubt } from '../../connectors/errors';
import type { DocumentRef, PageAudited, Rejected } from '../contract';
import { Passage } from '../../connectors/alone';
import { lookUpIds } from './lookUp';
import { settle, type Refused } from './settle';

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
}

/** State by internal id; documents that are not there are absent. */
interface States extends ReadonlyMap<string, DocumentState> {
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
  const states = await statesOf(auditor, [...keys.keys()]);
  // Somebody has audited these since they were read.
  const final = new Set(pending.map(([id]) => id).filter((id) => states.get(id) === 'audited'));
  const open = [...keys.keys()].filter((id) => !final.has(id));
  const reasons = await auditRounds(auditor, open, states);
  const done = (documents: readonly DocumentRef[]) =>
    documents.filter(([id]) => !reasons.has(id) && !final.has(id)).length;
  const rejected: Rejected[] = [...reasons].map(([id, reason]) => ({
    key: keys.get(id) as string,
    document: { id },
    ...reason,
  }));
  return { created: done(written), unchanged: final.size, audited: done(pending), rejected, inDoubt: [] };
}

/** Refusals that a little patience may outlast: somebody has the document open, or the platform is busy. */
const PASSING: ReadonlySet<string> = new Set(['edit-lock', 'network-conflict', 'stale-data', 'busy']);

/** Audits in rounds: a document whose refusal passes by itself is tried again a little later. */
async function auditRounds(
  auditor: Auditor,
  ids: readonly string[],
  before: States,
): Promise<Map<string, Rejection>> {
  let reasons = await auditOnce(auditor, ids, before);
  for (const pause of auditor.patience) {
    const locked = [...reasons].filter(([, { cause }]) => PASSING.has(cause)).map(([id]) => id);
    if (locked.length === 0) break;
    await delay(pause, undefined, { signal: auditor.read.signal });
    const again = await auditOnce(auditor, locked, await statesOf(auditor, locked));
    reasons = new Map([...[...reasons].filter(([id]) => !locked.includes(id)), ...again]);
  }
  return reasons;
}

/** One round of submit, audit, verify. Answers the reason for each document that is not audited after it. */
async function auditOnce(
  auditor: Auditor,
  ids: readonly string[],
  before: States,
): Promise<Map<string, Rejection>> {
  const saved = ids.filter((id) => before.get(id) === 'saved');
  const unsubmitted = auditor.submits
    ? await advance(auditor, 'submit', 'saved', saved)
    : saved.map((item) => ({ item, rejection: UNSUBMITTED }));
  const refused = new Map(unsubmitted.map(({ item, rejection }) => [item, rejection]));
  const submitted = ids.filter((id) => before.has(id) && before.get(id) !== 'audited' && !refused.has(id));
  const unaudited = await advance(auditor, 'audit', 'submitted', submitted);
  unaudited.forEach(({ item, rejection }) => refused.set(item, rejection));
  return verified(auditor, ids, submitted.length > 0 ? await statesOf(auditor, ids) : before, refused);
}

function verified(
  auditor: Auditor,
  ids: readonly string[],
  states: States,
  refused: ReadonlyMap<string, Rejection>,
): Map<string, Rejection> {
  const open = ids.filter((id) => states.get(id) !== 'audited');
  const reasonOf = (id: string) =>
    refused.get(id) ??
    states.refused.get(id) ??
    (states.has(id) ? notAudited(auditor, states.get(id)) : GONE);
  return new Map(open.map((id) => [id, reasonOf(id)]));
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
        const states = await statesOf(auditor, batch);
        return batch.filter((id) => states.get(id) === from);
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

async function statesOf({ target, form, read }: Auditor, ids: readonly string[]): Promise<States> {
  const { answers, refused } = await lookUpIds(target, form, ids, read);
  const states = new Map(answers.map(({ id, state }) => [id, state]));
  return Object.assign(states, { refused: new Map(refused.map(({ item, rejection }) => [item, rejection])) });
}

function notAudited(auditor: Auditor, state: DocumentState | undefined): Rejection {
  return {
    cause: 'not-audited',
    message: `${auditor.target.platform} reported no error, yet the document is ${state}`,
  };
}

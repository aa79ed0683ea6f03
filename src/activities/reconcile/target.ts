import type {
  Call,
  TargetConnector,
  TargetDocument,
  FoundDocument,
  ListedDocument,
  Wanted,
} from '../../connectors/connector';
import type { DocumentKey } from '../../contract/page';
import type { ReconcileCell } from '../../contract/scheme';
import { askedFields, type ComparedFields } from '../../mappings/marks';
import { textOf } from '../../mappings/template';
import type { Answered } from '../page/bisect';
import { heldOf, lookUpIds, lookUpKeys, spelledKey } from '../page/lookup';
import { retryTransient } from '../retry';
import type { SliceTask } from '../tasks';
import type { Expected, TargetView } from './classify';

/** A document of the source, and under which text both sides know it. */
export interface Identified extends Expected {
  readonly identity: string;
}

/** The target as a slice asks it. */
export interface TargetSide {
  /** A text that is the same for both sides' keys of one record. */
  identityOf(document: Expected['document']): string;
  /** What the target holds of each document, in the same order. */
  lookUp(documents: readonly Identified[]): Promise<TargetView[]>;
  /** All documents of the slice's selection, heads only; none where it has no selection. */
  selection(filter: string): AsyncGenerator<readonly ListedDocument[]>;
  /** Documents of the selection with their lines; those that the target cannot be asked for are told apart. */
  withLines(documents: readonly ListedDocument[]): Promise<Answered<ListedDocument, ListedDocument>>;
  /** A text as `identityOf`, of a key or of a document that the target holds. */
  identityOfKey(key: DocumentKey): string;
  /** Business key of a document of the source. */
  keyOf(document: Expected['document']): DocumentKey;
  /** Whether the target spells numbers in its own way. */
  readonly respells: boolean;
}

/** The target of a scheme whose documents are saved: asked by business key, and listed where it can be. */
export function savedSide(
  target: TargetConnector,
  { page, reconcile }: Pick<SliceTask, 'page' | 'reconcile'>,
  compared: ComparedFields,
  call: Call,
): TargetSide {
  const { form } = page.target;
  const { listing } = target;
  const wanted = wantedOf(reconcile);
  const fields = [...new Set([...askedFields(compared), ...(listing ? wantedFields(wanted) : [])])];
  const keyOf = (document: Expected['document']) => target.keyOf(form, document);
  const identityOfKey = (key: DocumentKey) => listing?.identityOf(form, key) ?? spelledKey(key);
  const asked = <T>(ask: () => Promise<T>) => retryTransient(call, ask);
  return {
    identityOf: (document) => identityOfKey(keyOf(document)),
    async lookUp(documents) {
      const key = ({ document }: Identified) => keyOf(document);
      const ask = () => lookUpKeys(target, form, documents, key, fields, call, listing ? 'every' : 'audited');
      const { answers, rejected } = await asked(ask);
      const unasked = new Map(rejected.map(({ item, rejection }) => [item, rejection]));
      const found = new Map(answers.map((document) => [spelledKey(document), document]));
      return documents.map((document) => {
        const one = found.get(spelledKey(key(document)));
        const held = one && listing ? (one.doubles ?? [one]) : [];
        return { found: one && comparable(one), held, refused: unasked.get(document) };
      });
    },
    async *selection(filter) {
      let cursor: string | undefined;
      do {
        const after = cursor;
        const read = listing && (await asked(() => listing.page(form, filter, { fields: [] }, after, call)));
        yield read?.documents ?? [];
        cursor = read?.cursor;
      } while (cursor !== undefined);
    },
    withLines: async (documents) =>
      listing
        ? asked(() => heldOf(listing, form, documents, (document) => document, wanted, call))
        : { answers: [], rejected: [] },
    identityOfKey,
    keyOf,
    respells: target.respells === true,
  };
}

/** The target of a scheme that only audits: its rows are the documents, so they are asked for by internal id. */
export function auditedSide(target: TargetConnector, form: string, call: Call): TargetSide {
  const identityOf = ({ Ids }: Expected['document']) => textOf(Ids);
  return {
    identityOf,
    async lookUp(expected) {
      const ids = expected.map(({ document }) => identityOf(document));
      const { answers, rejected } = await retryTransient(call, () => lookUpIds(target, form, ids, call));
      const found = new Map<string, TargetDocument>(answers.map((document) => [document.id, document]));
      const unasked = new Map(rejected.map(({ item, rejection }) => [item, rejection]));
      return ids.map((id) => ({ found: found.get(id), held: [], refused: unasked.get(id) }));
    },
    async *selection() {},
    withLines: () => Promise.resolve({ answers: [], rejected: [] }),
    identityOfKey: ({ number }) => number,
    keyOf: (document) => ({ number: identityOf(document) }),
    respells: false,
  };
}

/** Lines are compared one by one of audited documents only; others are about to change. */
function comparable({ lines, ...document }: FoundDocument): FoundDocument {
  return document.state === 'audited' && lines ? { ...document, lines } : document;
}

function wantedOf(reconcile: ReconcileCell | undefined): Wanted {
  if (!reconcile) return { fields: [] };
  const { lines: entry, quantity, amount } = reconcile.sums;
  return { fields: [reconcile.day], lines: { entry, fields: [quantity, amount] } };
}

/** Wanted fields as a look-up takes them: those of lines with the key of their entry. */
function wantedFields({ fields, lines }: Wanted): string[] {
  return [...fields, ...(lines?.fields.map((field) => `${lines.entry}.${field}`) ?? [])];
}

import type {
  Call,
  FoundDocument,
  LinesOf,
  ListedDocument,
  Listing,
  TargetConnector,
  TargetDocument,
  Wanted,
} from '../../connectors/connector';
import type { DocumentKey } from '../../contract/page';
import { askedFields } from '../../mappings/marks';
import { isTransient, retryTransient } from '../retry';
import { askBisecting, type Answered, type RejectedItem } from './bisect';
import type { Writer, WriteItem } from './writeItem';

/** A document that stands in the target under the key of an item. */
export interface FoundItem {
  readonly item: WriteItem;
  readonly document: FoundDocument;
}

/** What a look-up says of items; each is in one of the lists. */
export interface LookedUp {
  readonly found: readonly FoundItem[];
  readonly absent: readonly WriteItem[];
  /** Items that the platform cannot be asked about. */
  readonly rejected: readonly RejectedItem<WriteItem>[];
}

/** Reads nobody's document: what it is answered shows whether the platform takes look-ups at all. */
const HARMLESS = '0';

/** Looks items up by business key. */
export async function lookUp(writer: Writer, items: readonly WriteItem[]): Promise<LookedUp> {
  const { target, form, compared, read } = writer;
  const keyOf = (item: WriteItem) => target.keyOf(form, item.document);
  const { answers, rejected } = await lookUpKeys(target, form, items, keyOf, askedFields(compared), read);
  const byKey = new Map(answers.map((document) => [spelledKey(document), document]));
  const unasked = new Set(rejected.map(({ item }) => item));
  const found = items.flatMap((item) => {
    const document = byKey.get(spelledKey(keyOf(item)));
    return document === undefined ? [] : [{ item, document }];
  });
  const there = new Set(found.map(({ item }) => item));
  return { found, absent: items.filter((item) => !there.has(item) && !unasked.has(item)), rejected };
}

/** {@link lookUp} that waits for a platform that does not answer; undefined where it does not in time. */
export async function lookUpPatiently(
  writer: Writer,
  items: readonly WriteItem[],
): Promise<LookedUp | undefined> {
  const retry = { pauses: writer.lookUpPauses, waitsForThrottles: false };
  try {
    return await retryTransient(writer.read, () => lookUp(writer, items), retry);
  } catch (error) {
    if (isTransient(error)) return undefined;
    throw error;
  }
}

/** Looks items up by their keys; those whose keys the platform cannot be asked for are told apart. */
export function lookUpKeys<Item>(
  target: Pick<TargetConnector, 'lookUp'>,
  form: string,
  items: readonly Item[],
  keyOf: (item: Item) => DocumentKey,
  fields: readonly string[],
  call: Call,
  lines?: LinesOf,
): Promise<Answered<Item, FoundDocument>> {
  return askByKeys((keys) => target.lookUp(form, keys, fields, call, lines), items, keyOf);
}

/** Looks documents up by their internal ids; ids that the platform cannot be asked for are told apart. */
export function lookUpIds(
  target: Pick<TargetConnector, 'lookUpIds'>,
  form: string,
  ids: readonly string[],
  call: Call,
): Promise<Answered<string, TargetDocument>> {
  return askBisecting(
    {
      ask: (asked) => target.lookUpIds(form, asked, call),
      harmless: () => target.lookUpIds(form, [HARMLESS], call),
    },
    ids,
  );
}

/** All documents with the keys of items, doubles included; items whose keys the platform cannot be asked for are told apart. */
export function heldOf<Item>(
  listing: Pick<Listing, 'byKeys'>,
  form: string,
  items: readonly Item[],
  keyOf: (item: Item) => DocumentKey,
  wanted: Wanted,
  call: Call,
): Promise<Answered<Item, ListedDocument>> {
  return askByKeys((keys) => listing.byKeys(form, keys, wanted, call), items, keyOf);
}

/** A key as it is spelled, with its organization. */
export function spelledKey({ number, organization = '' }: DocumentKey): string {
  return `${organization}\n${number}`;
}

function askByKeys<Item, Answer>(
  ask: (keys: readonly DocumentKey[]) => Promise<readonly Answer[]>,
  items: readonly Item[],
  keyOf: (item: Item) => DocumentKey,
): Promise<Answered<Item, Answer>> {
  const keys = (asked: readonly Item[]) => asked.map(keyOf);
  return askBisecting(
    {
      ask: (asked) => ask(keys(asked)),
      harmless: () => ask(keys(items.slice(0, 1)).map((key) => ({ ...key, number: HARMLESS }))),
    },
    items,
  );
}

import type { DocumentKey } from '../../contract/document';
import type {
  Call,
  FoundDocument,
  TargetConnector,
  TargetDocument,
  HeldDocument,
  Holdings,
  Wanted,
} from '../../connectors/connector';
import { setTimeout as delay } from 'node:timers/promises';
import { Throttled, Unavailable } from '../../connectors/errors';
import { askedFields } from '../../mappings/compared';
import { type Answered, askInHalves, type Refused } from './bisect';
import type { Outgoing, Writer } from './writeItem';

type OnFound = (entry: Outgoing, found: FoundDocument) => void;

/** What a look-up leaves: entries that are not there, and those that the platform cannot be asked about. */
export interface LookedUp {
  readonly absent: readonly Outgoing[];
  readonly refused: readonly Refused<Outgoing>[];
}

/** Reads nobody's document: what it is answered shows whether the platform takes look-ups at all. */
const HARMLESS = '0';

/** Looks entries up by business key, hands the found ones on and returns the others. */
export async function lookUp(
  writer: Writer,
  entries: readonly Outgoing[],
  onFound: OnFound,
): Promise<LookedUp> {
  const { target, form, compared, read } = writer;
  const keyOf = (entry: Outgoing) => target.keyOf(form, entry.document);
  const { answers, refused } = await lookUpKeys(target, form, entries, keyOf, askedFields(compared), read);
  const byKey = new Map(answers.map((document) => [identity(document), document]));
  const unasked = new Set(refused.map(({ item }) => item));
  const absent = entries.filter((entry) => {
    const document = byKey.get(identity(keyOf(entry)));
    if (document) onFound(entry, document);
    return !document && !unasked.has(entry);
  });
  return { absent, refused };
}

/** Looks items up by their keys; those whose keys the platform cannot be asked for are told apart. */
export function lookUpKeys<Item>(
  target: Pick<TargetConnector, 'lookUp'>,
  form: string,
  items: readonly Item[],
  keyOf: (item: Item) => DocumentKey,
  fields: readonly string[],
  call: Call,
): Promise<Answered<Item, FoundDocument>> {
  return askByKeys((keys) => target.lookUp(form, keys, fields, call), items, keyOf);
}

/** Looks documents up by their internal ids; ids that the platform cannot be asked for are told apart. */
export function lookUpIds(
  target: Pick<TargetConnector, 'lookUpIds'>,
  form: string,
  ids: readonly string[],
  call: Call,
): Promise<Answered<string, TargetDocument>> {
  return askInHalves(
    {
      ask: (asked) => target.lookUpIds(form, asked, call),
      harmless: () => target.lookUpIds(form, [HARMLESS], call),
    },
    ids,
  );
}

/** All documents with the keys of items, doubles included; items whose keys the platform cannot be asked for are told apart. */
export function heldOf<Item>(
  holdings: Pick<Holdings, 'byKeys'>,
  form: string,
  items: readonly Item[],
  keyOf: (item: Item) => DocumentKey,
  wanted: Wanted,
  call: Call,
): Promise<Answered<Item, HeldDocument>> {
  return askByKeys((keys) => holdings.byKeys(form, keys, wanted, call), items, keyOf);
}

function askByKeys<Item, Answer>(
  ask: (keys: readonly DocumentKey[]) => Promise<readonly Answer[]>,
  items: readonly Item[],
  keyOf: (item: Item) => DocumentKey,
): Promise<Answered<Item, Answer>> {
  return askInHalves(
    {
      ask: (asked) => ask(asked.map(keyOf)),
      harmless: () => ask([{ ...keyOf(items[0] as Item), number: HARMLESS }]),
    },
    items,
  );
}

/** {@link lookUp}, waiting for a platform that does not answer; `undefined` when patience is at its end. */
export async function lookUpPatiently(
  writer: Writer,
  entries: readonly Outgoing[],
  onFound: OnFound,
): Promise<LookedUp | undefined> {
  for (const pause of [0, ...writer.patience]) {
    await delay(pause, undefined, { signal: writer.read.signal });
    try {
      return await lookUp(writer, entries, onFound);
    } catch (error) {
      if (!(error instanceof Unavailable || error instanceof Throttled)) throw error;
    }
  }
  return undefined;
}

function identity(key: DocumentKey): string {
  return `${key.organization ?? ''}\n${key.number}`;
}

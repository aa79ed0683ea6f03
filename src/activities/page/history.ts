import { MOST } from '../../contract/bounds';
import type { DocumentRef, DocumentRefs, FailedRecord } from '../../contract/page';

/** Numbers that JavaScript holds exactly, spelled as it spells them. */
const PLAIN = /^(0|[1-9]\d{0,14})$/;

/**
 * Documents for the history, in few bytes: a page of a hundred is mostly two runs of numbers. The order stays.
 * @see unpackRefs
 */
export function packRefs(documents: readonly DocumentRef[]): DocumentRefs {
  return {
    count: documents.length,
    ids: packTexts(documents.map(([id]) => id)),
    keys: packTexts(documents.map(([, key]) => key)),
  };
}

/** Documents of a history. @throws TypeError where there are not as many ids and keys as it counts */
export function unpackRefs(packed: DocumentRefs): readonly DocumentRef[] {
  const keys = unpackTexts(packed.keys, packed.count).values();
  return unpackTexts(packed.ids, packed.count).map((id) => [id, keys.next().value ?? '']);
}

/** `700001 +1*3 +4`: a number, and steps to the next ones with how often each is taken. Other texts stay a JSON list. */
function packTexts(texts: readonly string[]): string {
  if (!texts.every((text) => PLAIN.test(text))) return JSON.stringify(texts);
  const steps: { step: number; times: number }[] = [];
  texts.slice(1).forEach((text, index) => {
    const step = Number(text) - Number(texts[index]);
    const last = steps.at(-1);
    if (last?.step === step) last.times += 1;
    else steps.push({ step, times: 1 });
  });
  return [...texts.slice(0, 1), ...steps.map(stepText)].join(' ');
}

function stepText({ step, times }: { readonly step: number; readonly times: number }): string {
  return `${step < 0 ? '' : '+'}${step}${times > 1 ? `*${times}` : ''}`;
}

function unpackTexts(packed: string, count: number): string[] {
  const texts = packed.startsWith('[') ? textsOf(packed) : runsOf(packed, count);
  if (texts.length === count) return texts;
  throw new TypeError(`${texts.length} texts where ${count} documents are counted`);
}

function textsOf(packed: string): string[] {
  const texts: unknown = JSON.parse(packed);
  if (Array.isArray(texts) && texts.every((text): text is string => typeof text === 'string')) return texts;
  throw new TypeError('a packed list holds something else than texts');
}

/** At most one more than are wanted: a step may claim any number of times. */
function runsOf(packed: string, count: number): string[] {
  if (packed === '') return [];
  const [first = '', ...steps] = packed.split(' ');
  const texts = [first];
  for (const step of steps) {
    const [size = '', times = '1'] = step.split('*');
    for (let taken = 0; taken < Number(times) && texts.length <= count; taken += 1)
      texts.push(String(Number(texts.at(-1)) + Number(size)));
  }
  return texts;
}

/** Longest texts of a rejection, in characters. */
const LONGEST = { cause: 60, field: 200, message: 300, brief: 40 } as const;

/** Bytes of a page's rejections that are kept in full; Temporal takes 2 MB for all that an activity answers. */
const MOST_BYTES = 300_000;

/** A text of at most so many characters; one that is longer ends with an ellipsis. */
export function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/**
 * Rejections as an activity answers them: all of them, each with its key and cause, and with long texts cut. Those beyond
 * what history takes keep the beginning of their message alone.
 */
export function fitRejections(rejected: readonly FailedRecord[]): FailedRecord[] {
  let left = MOST_BYTES;
  return rejected.map((record) => {
    const bounded = boundedRecord(record);
    left -= Buffer.byteLength(JSON.stringify(bounded));
    return left >= 0 ? bounded : briefRecord(bounded);
  });
}

function boundedRecord({ field, document, ...record }: FailedRecord): FailedRecord {
  // No target has a document under such a number, and a shorter one would be another's.
  const isNamed = document !== undefined && (document.number ?? '').length <= MOST.key;
  return {
    ...record,
    ...(isNamed ? { document } : {}),
    cause: cut(record.cause, LONGEST.cause),
    message: cut(record.message, LONGEST.message),
    ...(field === undefined ? {} : { field: cut(field, LONGEST.field) }),
  };
}

function briefRecord({ key, rowNumber, cause, message, document }: FailedRecord): FailedRecord {
  return {
    key,
    ...(rowNumber === undefined ? {} : { rowNumber }),
    cause,
    message: cut(message, LONGEST.brief),
    ...(document ? { document } : {}),
  };
}

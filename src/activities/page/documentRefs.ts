import type { DocumentRef, DocumentRefs } from '../../contract/page';

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
  const keys = unpackTexts(packed.keys, packed.count);
  return unpackTexts(packed.ids, packed.count).map((id, index) => [id, keys[index] as string]);
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

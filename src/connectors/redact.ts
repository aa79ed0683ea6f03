/** What stands for what is left out. */
const LEFT_OUT = '***';

/** Characters of a known text from which on a part of it is recognised: platforms cut what they quote. */
const PART = { letters: 7, han: 4 };

/** Known texts of fewer characters are left in: they would be found in every other word. */
const SHORTEST = { letters: 3, han: 2 };

/** Numbers and addresses of persons as they are written in mainland China, whoever's they are. */
const PERSONS = [
  // Mobile numbers, also in groups and in full width.
  /(?<![\d０-９])[1１][3-9３-９](?:[\s-]?[\d０-９]){9}(?![\d０-９])/g,
  // Identity cards: region, day of birth, three digits and a check character.
  /(?<![\d０-９])[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\d０-９])/g,
  // The parts of an address are short, and a long run of letters is not searched from each of them to its end.
  /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g,
];

/** Members of an answer that hold a secret or say something of a person, by their names. */
const PRIVATE_MEMBER =
  /token|secret|session|passw|^sign|sign$|cookie|authorization|api_?key|^f?name\d*$|(?:receiver|buyer|contact|consignee|customer|real|full|user)_?name|nick|mobile|phone|^f?tel|addr|receiver|buyer|contact|consignee|remark|memo|^f?note|(?:buyer|seller)_?message|comment|id_?card|mail|account|wechat|^qq/i;

/**
 * A platform's words without what must not leave: the given texts in whichever case, spacing and escaping they come
 * (percent, JSON, HTML), whole or cut, and what looks like a person's number or address. At most `most` characters on one
 * line; nothing is cut before it is redacted, since half of a name is not recognised.
 */
export function redacted(words: string, texts: readonly string[], most: number): string {
  const known = withoutTexts(words.slice(0, MOST_READ), texts);
  const hidden = PERSONS.reduce((left, pattern) => left.replace(pattern, LEFT_OUT), known);
  // What is cut off in reading may leave the beginning of a name.
  const isPartLeft = words.length > MOST_READ && !hidden.endsWith(LEFT_OUT);
  const whole = isPartLeft ? hidden.slice(0, -PART.letters) : hidden;
  return whole.replace(/\s+/g, ' ').trim().slice(0, most);
}

/** Characters of an answer that are looked at; what is shown of it is a small part of these. */
const MOST_READ = 50_000;

/**
 * A raw answer as it may be kept on a worker's disk: as {@link redacted}, and without the texts of members whose name says
 * that they hold a secret or something of a person.
 */
export function redactedAnswer(answer: string, texts: readonly string[], most: number): string {
  const masked = answer
    .slice(0, MOST_READ)
    .replace(
      /"((?:[^"\\]|\\.){1,80})"(\s*:\s*)"((?:[^"\\]|\\.)*)("?)/g,
      (whole, name: string, colon: string, value: string, end: string) =>
        PRIVATE_MEMBER.test(name) && value !== '' ? `"${name}"${colon}"${LEFT_OUT}${end}` : whole,
    );
  return redacted(masked, texts, most);
}

function withoutTexts(words: string, texts: readonly string[]): string {
  const known = knownOf(texts);
  if (known.length === 0) return words;
  const { text, begins, ends } = plain(words);
  const marked = new Uint8Array(text.length);
  for (const value of known) mark(marked, text, value);
  return cutOut(words, marked, begins, ends);
}

/** Texts as comparisons see them. An answer with many errors asks for each of them, and a remark may be a megabyte. */
const knownTexts = new WeakMap<readonly string[], readonly string[]>();

function knownOf(texts: readonly string[]): readonly string[] {
  const before = knownTexts.get(texts);
  if (before !== undefined) return before;
  const known = texts.map((text) => text.replace(PIECE, lettersOf)).filter(isLong);
  knownTexts.set(texts, known);
  return known;
}

function isLong(text: string): boolean {
  return text.length >= (hasHan(text) ? SHORTEST.han : SHORTEST.letters);
}

function hasHan(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

/** Marks where a text holds a value, or a part of it that is long enough to tell something. */
function mark(marked: Uint8Array, text: string, value: string): void {
  markParts(marked, text, value, Math.min(value.length, PART.letters), () => true);
  // A few digits or letters say nothing, as few Chinese characters may be an address.
  markParts(marked, text, value, Math.min(value.length, PART.han), hasHan);
}

function markParts(
  marked: Uint8Array,
  text: string,
  value: string,
  size: number,
  counts: (part: string) => boolean,
): void {
  const parts = new Set(partsOf(text, size).filter(counts));
  const known = partsIn(value, parts, size);
  if (known.size === 0) return;
  partsOf(text, size).forEach((part, at) => {
    if (known.has(part)) marked.fill(1, at, at + size);
  });
}

/** Parts up to which each is looked for by itself: that is quick beside a value of a megabyte. */
const FEW_PARTS = 1_000;

/** Which of the parts a value holds. Either may be long: a remark of a megabyte, or a message of 50,000 characters. */
function partsIn(value: string, parts: ReadonlySet<string>, size: number): ReadonlySet<string> {
  if (parts.size <= FEW_PARTS) return new Set([...parts].filter((part) => value.includes(part)));
  const known = new Set<string>();
  for (let at = 0; at + size <= value.length; at += 1) {
    const part = value.slice(at, at + size);
    if (parts.has(part)) known.add(part);
  }
  return known;
}

function partsOf(text: string, size: number): string[] {
  return Array.from({ length: Math.max(0, text.length - size + 1) }, (_, at) => text.slice(at, at + size));
}

/** A text as comparisons see it, and which stretch of the original each of its characters comes from. */
interface Plain {
  readonly text: string;
  readonly begins: readonly number[];
  readonly ends: readonly number[];
}

const PIECE =
  /(?:%[0-9a-f]{2})+|(?:\\u[0-9a-f]{4})+|\\x[0-9a-f]{2}|\\[nrtbf"\\/]|&#x?[0-9a-f]+;|&(?:amp|lt|gt|quot|apos|nbsp);|[^]/giu;

/** Letters and digits alone, unescaped, in one width and one case: blanks and signs are what a platform changes. */
function plain(original: string): Plain {
  const letters: string[] = [];
  const begins: number[] = [];
  const ends: number[] = [];
  for (const { 0: piece, index } of original.matchAll(PIECE)) {
    for (const letter of lettersOf(piece).split('')) {
      letters.push(letter);
      begins.push(index);
      ends.push(index + piece.length);
    }
  }
  return { text: letters.join(''), begins, ends };
}

/** Letters and digits of a piece; most pieces are one character that is its own form already. */
function lettersOf(piece: string): string {
  if (/^[a-z0-9\u4e00-\u9fff]$/.test(piece)) return piece;
  return unescaped(piece)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function unescaped(piece: string): string {
  if (piece.length < 2) return piece;
  if (piece.startsWith('%')) return percentDecoded(piece);
  if (/^\\[ux]/i.test(piece))
    return piece.replace(/\\[ux]([0-9a-f]+)/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  if (piece.startsWith('&#')) return entity(piece);
  // What is left stands for signs and blanks.
  return piece.startsWith('\\') || piece.startsWith('&') ? ' ' : piece;
}

function percentDecoded(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}

function entity(piece: string): string {
  const isHex = /^&#x/i.test(piece);
  const code = Number.parseInt(piece.slice(isHex ? 3 : 2), isHex ? 16 : 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}

/** Leaves the marked stretches out, and what stands between two of them if it is no letter. */
function cutOut(
  original: string,
  marked: Uint8Array,
  begins: readonly number[],
  ends: readonly number[],
): string {
  let result = '';
  let from = 0;
  for (let at = 0; at < marked.length; at += 1) {
    if (marked[at] === 0) continue;
    let last = at;
    while (marked[last + 1] === 1) last += 1;
    result += original.slice(from, begins[at]) + LEFT_OUT;
    from = ends[last] ?? original.length;
    at = last;
  }
  return result + original.slice(from);
}

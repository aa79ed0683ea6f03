/** Levels of lists and objects; answers of the platforms have fewer than ten. */
const DEEPEST = 200;
/** Characters of one number; more is no number that anyone means. */
const LONGEST_NUMBER = 1_000;

/** Thrown for a text that is no JSON. The message holds nothing of the text, so it may be handed on. */
export class NotJson extends Error {
  override readonly name = 'NotJson';
}

/**
 * Reads JSON as platforms write it. A number is a JavaScript number only where that is exactly the number written;
 * every other one (ids of 19 digits, row versions, more decimals than a double holds, 1E+400) is its text, digit by
 * digit. Raw control characters inside texts (tabs and line breaks of a remark) are read. Of two members with one name
 * the later counts; a member `__proto__` is left out.
 * @throws NotJson
 */
export function parseJson(text: string): unknown {
  const standard = standardJson(text);
  try {
    return namesPrototype.test(text) ? JSON.parse(standard, withoutPrototype) : JSON.parse(standard);
  } catch (error) {
    // The parser's own message quotes the text, which may hold personal data.
    if (error instanceof SyntaxError) throw new NotJson(`no JSON (${text.length} characters)`);
    throw error;
  }
}

/** As {@link parseJson}; `undefined` for a text that is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof NotJson) return undefined;
    throw error;
  }
}

/** `__proto__`, or one of its letters escaped. */
const namesPrototype = /__proto__|\\u00(?:5f|6f|7[024])/i;

function withoutPrototype(name: string, value: unknown): unknown {
  return name === '__proto__' ? undefined : value;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The text as a standard parser reads it without loss: control characters escaped, numbers beyond a double quoted. */
function standardJson(text: string): string {
  const pieces: string[] = [];
  let taken = text.startsWith('\uFEFF') ? 1 : 0;
  let depth = 0;
  const put = (from: number, to: number, instead: string) => {
    pieces.push(text.slice(taken, from), instead);
    taken = to;
  };
  for (let at = taken; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at, put);
    else if (code === 0x5b || code === 0x7b) depth = deeper(depth);
    else if (code === 0x5d || code === 0x7d) depth -= 1;
    else if (code === 0x2d || isDigit(code)) {
      const end = endOfNumber(text, at);
      if (!isExact(text, at, end)) put(at, end, `"${text.slice(at, end)}"`);
      at = end - 1;
    }
  }
  return taken === 0 ? text : pieces.join('') + text.slice(taken);
}

type Put = (from: number, to: number, instead: string) => void;

/** Where a text's closing quote stands; the end of all where it has none. */
function endOfText(text: string, start: number, put: Put): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at += 1;
    else if (code < 0x20) put(at, at + 1, `\\u${code.toString(16).padStart(4, '0')}`);
  }
  return text.length;
}

function deeper(depth: number): number {
  if (depth < DEEPEST) return depth + 1;
  throw new NotJson(`JSON nested deeper than ${DEEPEST} levels`);
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && isOfNumber(text.charCodeAt(end))) end += 1;
  if (end - start > LONGEST_NUMBER) throw new NotJson(`a number of more than ${LONGEST_NUMBER} characters`);
  return end;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Digits, `+`, `-`, `.`, `E` and `e`. */
function isOfNumber(code: number): boolean {
  return isDigit(code) || code === 0x2e || code === 0x65 || code === 0x45 || code === 0x2b || code === 0x2d;
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Whether a double holds the number as it is written; up to 15 digits it always does. What is no number is left alone. */
function isExact(text: string, start: number, end: number): boolean {
  if (end - start <= 15 && !hasExponent(text, start, end)) return true;
  const written = text.slice(start, end);
  return !number.test(written) || decimalOf(written) === decimalOf(String(Number(written)));
}

function hasExponent(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if ((text.charCodeAt(at) | 0x20) === 0x65) return true;
  return false;
}

/** One spelling for all of the same value: sign, digits without zeros around them, power of ten. */
function decimalOf(written: string): string {
  const [mantissa = '', exponent = '0'] = written.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${mantissa.startsWith('-') ? '-' : ''}${significant}e${power}`;
}

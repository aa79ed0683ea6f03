/**
 * Characters that a screen obeys instead of showing them: controls but tab and line feed, marks that change the direction
 * of text, line separators, invisible marks and halves of characters.
 */
const OBEYED =
  /(?![\t\n])\p{Cc}|[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** A text in which nothing but what is seen is there: what a screen would obey is shown as `\x1b` or `\u202e`. */
export function visible(text: string): string {
  return text.replace(OBEYED, escaped);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${hex(code, 2)}` : code < 0x10000 ? `\\u${hex(code, 4)}` : `\\u{${hex(code, 5)}}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

/** JSON with the same meaning, in which what a screen would obey stands as JSON's own escapes. */
export function visibleJson(json: string): string {
  return json.replace(OBEYED, (character) => character.split('').map(jsonEscaped).join(''));
}

function jsonEscaped(unit: string): string {
  return `\\u${hex(unit.charCodeAt(0), 4)}`;
}

/** Full-width twins of what makes links, pictures, tags, code and mentions in Markdown and in chats. */
const TWINS: Readonly<Record<string, string>> = {
  '[': '［',
  ']': '］',
  '<': '＜',
  '>': '＞',
  '`': '｀',
  '@': '＠',
  '*': '＊',
};

/** Dots in front of what ends the name of a host, or behind `www`: chats make links of bare names too. */
const DOTS_OF_NAMES =
  /(?<=[\p{L}\p{N}-])\.(?=(?:com|net|org|info|biz|pro|shop|site|top|vip|xyz|[a-z]{2})\b)|(?<=\bwww)\./giu;

/**
 * Words of a platform, a key or a person's note, as they may stand in Markdown or in a chat's message: on one line,
 * visible, and no link, picture, tag or mention. Escapes of Markdown are no help: what makes addresses into links looks at
 * the text behind them.
 */
export function inert(words: string): string {
  return visible(words.replace(/\s+/g, ' '))
    .replace(/[[\]<>`@*]/g, (character) => TWINS[character] ?? character)
    .replace(/(?<=\b(?:https?|ftp|file|mailto|javascript|data|tel)):/gi, '：')
    .replaceAll('//', '／／')
    .replace(DOTS_OF_NAMES, '．');
}

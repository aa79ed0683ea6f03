/** Full-width forms lie so far above the ASCII that they widen. */
const WIDENING = 0xfee0;

/**
 * A number as Kingdee's database compares it: SQL Server's Chinese collations ignore case, the width of letters, digits and
 * signs, and blanks at the end. Nothing else is folded: `①` is not `1`, `²` not `2`, `㎏` not `kg`, `Ⅳ` not `IV`.
 */
export function foldKey(number: string): string {
  const narrow = number
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - WIDENING))
    .replaceAll('\u3000', ' ');
  return narrow.trim().replace(/\p{L}/gu, inLowerCase);
}

/** Letters of one case pair only: `K` (kelvin) and `İ` have a small letter that belongs to another one. */
function inLowerCase(letter: string): string {
  const small = letter.toLowerCase();
  return small.toUpperCase() === letter ? small : letter;
}

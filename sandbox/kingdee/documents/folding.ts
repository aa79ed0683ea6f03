import type { KingdeeSwitches } from '../switches';

/** What the site's database takes for the same when it compares text. */
export type Folding = Pick<KingdeeSwitches, 'textCase' | 'textWidth' | 'trailingBlanks'>;

/** All that any collation takes for the same; the index of numbers is kept under it, whatever the switches say. */
export const broadest: Folding = { textCase: 'ignore', textWidth: 'ignore', trailingBlanks: 'ignore' };

/** Full-width forms lie so far above ASCII. */
const widthStep = 0xfee0;

/** A text that is the same for all texts that the database takes for one. `①`, `²`, `㎏` and `Ⅳ` stay what they are. */
export function folded(text: string, { textCase, textWidth, trailingBlanks }: Folding): string {
  const narrow = textWidth === 'ignore' ? narrowed(text) : text;
  const trimmed = trailingBlanks === 'ignore' ? narrow.replace(/ +$/, '') : narrow;
  return textCase === 'ignore' ? trimmed.toLowerCase() : trimmed;
}

function narrowed(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - widthStep))
    .replaceAll('\u3000', ' ');
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Characters of a digest, base64url: 42 bits, so that two of 2,048 keys share one in one list of two million. */
export const DIGEST_LENGTH = 7;

/** Keys of a list that are kept: up to so many, a key that comes twice is found for certain. */
export const MOST_KEYS = 2_048;

/** What a sketch has kept, as plain data: at most 14 KB of digests, one after the other. */
export interface SketchSnapshot {
  readonly level: number;
  readonly digests: string;
}

/**
 * Which keys a list has shown, in bounded memory. All of a short list are kept; of a longer one those whose digest begins
 * with `level` zero bits, so that each key is either always of the sample or never.
 */
export class KeySketch {
  private level: number;
  private readonly kept: Set<string>;

  constructor(
    private readonly most: number,
    from: SketchSnapshot = { level: 0, digests: '' },
  ) {
    this.level = from.level;
    this.kept = new Set(digestsOf(from.digests));
  }

  /**
   * Adds the digests of one page.
   * @param level zero bits with which they were chosen
   * @returns how many of them were there before; of a sample, at least so many keys came again
   */
  add(digests: string, level = 0): number {
    if (level > this.level) this.thin(level);
    const own = digestsOf(digests).filter((digest) => rankOf(digest) >= this.level);
    const known = own.filter((digest) => this.kept.has(digest)).length;
    own.forEach((digest) => this.kept.add(digest));
    while (this.kept.size > this.most) this.thin(this.level + 1);
    return known;
  }

  snapshot(): SketchSnapshot {
    return { level: this.level, digests: [...this.kept].join('') };
  }

  private thin(level: number): void {
    this.level = level;
    for (const digest of this.kept) if (rankOf(digest) < level) this.kept.delete(digest);
  }
}

/** Zero bits that digests need to be sent, so that a list of so many rows sends about as many as a sketch keeps. */
export function levelFor(rows: number): number {
  let level = 0;
  for (let left = rows; left > MOST_KEYS; left /= 2) level += 1;
  return level;
}

/** Zero bits at the beginning of a digest. */
export function rankOf(digest: string): number {
  let rank = 0;
  for (const character of digest) {
    const bits = ALPHABET.indexOf(character);
    if (bits !== 0) return rank + Math.clz32(bits) - 26;
    rank += 6;
  }
  return rank;
}

function digestsOf(text: string): string[] {
  const digests: string[] = [];
  for (let at = 0; at < text.length; at += DIGEST_LENGTH) digests.push(text.slice(at, at + DIGEST_LENGTH));
  return digests;
}

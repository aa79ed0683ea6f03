/** An answer's body with what says how to read it. */
export interface Encoded {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Uint8Array;
}

/** Thrown for bytes that are not of their character set. */
export class Undecodable extends Error {
  constructor(readonly charset: string) {
    super(`not ${charset}`);
    this.name = 'Undecodable';
  }
}

/** Of what a content-type declares these are believed; JSON is UTF-8, and a server's default of ISO-8859-1 is no statement. */
const believed: ReadonlySet<string> = new Set(['gbk', 'gb18030', 'big5', 'utf-16le', 'utf-16be']);

/**
 * The text of a body.
 * @param fatal whether bytes that are no text are a fault; otherwise they become replacement characters
 * @throws Undecodable
 */
export function textOf({ headers, bytes }: Encoded, fatal: boolean): string {
  const charset = charsetOf(String(headers['content-type'] ?? ''));
  try {
    return new TextDecoder(charset, { fatal }).decode(bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new Undecodable(charset.toUpperCase());
  }
}

function charsetOf(contentType: string): string {
  const [, declared = 'utf-8'] = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType) ?? [];
  try {
    const { encoding } = new TextDecoder(declared);
    return believed.has(encoding) ? encoding : 'utf-8';
  } catch (error) {
    if (error instanceof RangeError || (error as NodeJS.ErrnoException).code === 'ERR_ENCODING_NOT_SUPPORTED')
      return 'utf-8';
    throw error;
  }
}

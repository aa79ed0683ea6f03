import { isObject } from './data';

/** A request body that Kingdee answers with HTTP 500 and a plain text. */
export class UnreadableBody extends Error {}

/** The parameters of a call, however they came: by name (any case) or by position. */
export class Body {
  readonly #parsed = new Map<unknown, unknown>();

  constructor(
    private readonly named: ReadonlyMap<string, unknown>,
    private readonly positional: readonly unknown[] | undefined,
  ) {}

  /** A parameter by its lower-case name, or its position in `parameters`. */
  get(name: string, position: number): unknown {
    return this.positional?.[position] ?? this.named.get(name);
  }

  /** The same as text; numbers too, `""` when absent. */
  text(name: string, position: number): string {
    const value = this.get(name, position);
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  }

  /** The same as an object that came as such or as JSON text; `undefined` for anything else. */
  object(name: string, position: number): Record<string, unknown> | undefined {
    const value = this.get(name, position);
    const parsed = typeof value === 'string' ? this.#parse(value) : value;
    return isObject(parsed) ? parsed : undefined;
  }

  /** Once: journal and operation read the same text. */
  #parse(text: string): unknown {
    if (!this.#parsed.has(text)) this.#parsed.set(text, tryParse(text));
    return this.#parsed.get(text);
  }
}

/**
 * Reads the six body forms that real servers take: named object with `data` as object or JSON text, positional `parameters` as
 * array or JSON text, with or without envelope, and form-urlencoded. The content type is only a hint: the official Java SDK
 * misspells it. Throws UnreadableBody for a bare array and for text that is no JSON.
 */
export function parseBody(bytes: Buffer, contentType: string): Body {
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim();
  if (text === '') return new Body(new Map(), undefined);
  const isForm = contentType.toLowerCase().includes('x-www-form-urlencoded') && !/^[[{"]/.test(text);
  const fields = isForm ? [...new URLSearchParams(text)] : Object.entries(jsonObject(text));
  const named = new Map(fields.map(([key, value]) => [key.toLowerCase(), value]));
  return new Body(named, positions(named.get('parameters')));
}

function jsonObject(text: string): Record<string, unknown> {
  const parsed = tryParse(text);
  if (isObject(parsed)) return parsed;
  throw new UnreadableBody('Additional text found in JSON string after finishing deserializing object.');
}

function positions(parameters: unknown): readonly unknown[] | undefined {
  const list = typeof parameters === 'string' ? tryParse(parameters) : parameters;
  return Array.isArray(list) ? list : undefined;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

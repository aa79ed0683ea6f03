import type { Budget } from './budget';
import { ProtocolViolation, type FaultDetails, type RawAnswer } from './errors';
import type { HttpAnswer, HttpClient, HttpRequest } from './http/client';
import { faultToError } from './http/toError';
import { jsonOf, NotJson, parseJson } from './json';
import { familyMeanings, meaningToError, familyOf } from './meanings';
import { redacted, redactedAnswer } from './redact';

/** What a call sends, signed for the moment it is built. */
export type SignedRequest = Omit<HttpRequest, 'signal'>;

/** The JSON of an answer; whether the call succeeded stands in `body`. */
export interface JsonAnswer {
  readonly details: Pick<FaultDetails, 'platform' | 'operation'>;
  readonly body: unknown;
  readonly rawAnswer: RawAnswer;
}

/** The way to one account of a platform whose calls only read: budget, HTTP and JSON. */
export class ReadChannel {
  constructor(
    private readonly platform: string,
    private readonly http: HttpClient,
    private readonly budget: Budget,
    /** Texts that never leave in a message. */
    private readonly secrets: () => readonly string[],
    /** Whether JSON is a refusal of the platform's own, which then counts whatever the HTTP status is. */
    private readonly isRefusal: (body: unknown) => boolean = () => false,
  ) {}

  /**
   * Waits for the budget, builds the request (so that its timestamp is fresh) and sends it once.
   * @throws Unavailable, Throttled, Unauthorized, Misconfigured for HTTP statuses; ProtocolViolation for no JSON
   */
  async send(operation: string, build: () => SignedRequest, signal: AbortSignal): Promise<JsonAnswer> {
    await this.budget(signal);
    const details = { platform: this.platform, operation };
    const answer = await this.http.post({ ...build(), signal }).catch((fault: unknown) => {
      throw faultToError(fault, details, 'read');
    });
    return answer.status === 200 ? this.readJson(details, answer) : this.refusalIn(details, answer);
  }

  /** @throws what the HTTP status stands for, where the body is no refusal */
  private refusalIn(details: JsonAnswer['details'], answer: HttpAnswer): JsonAnswer {
    const body = jsonOf(answer.text) ?? refusalXml(answer.text);
    if (!this.isRefusal(body)) throw faultToError(answer, details, 'read');
    return { details, body, rawAnswer: this.kept(answer.text) };
  }

  private readJson(details: JsonAnswer['details'], { text }: HttpAnswer): JsonAnswer {
    const rawAnswer = this.kept(text);
    try {
      return { details, body: parseJson(text), rawAnswer };
    } catch (error) {
      if (error instanceof NotJson) return readOther(details, text, rawAnswer, error);
      throw error;
    }
  }

  private kept(text: string): RawAnswer {
    const secrets = this.secrets();
    return () => redactedAnswer(text, secrets, 2_000);
  }

  /** The platform's own words without this connection's secrets, at most 500 characters. */
  cleaned(message: string): string {
    return redacted(message, this.secrets(), 500);
  }
}

/** The error for an answer outside the contract. `reason` holds no values. */
export function unexpected(details: FaultDetails, reason: string, rawAnswer: RawAnswer): ProtocolViolation {
  return new ProtocolViolation(`unexpected answer: ${reason}`, details, rawAnswer);
}

/** A gateway may answer in XML whatever was asked for, or a proxy with a page that says to come back later. */
function readOther(
  details: JsonAnswer['details'],
  text: string,
  rawAnswer: RawAnswer,
  { message }: NotJson,
): JsonAnswer {
  const body = refusalXml(text);
  if (body !== undefined) return { details, body, rawAnswer };
  const page = wordsOfPage(text);
  const family = page === undefined ? undefined : familyOf(page);
  if (family === 'later' || family === 'limit')
    throw meaningToError(familyMeanings[family], 'a page of HTML instead of an answer', details);
  throw unexpected(details, message, rawAnswer);
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** Longest refusal, in characters: the members of a longer text are not searched for. */
const LONGEST = 20_000;

/**
 * A refusal that came as XML although JSON was asked for, as TOP's gateway and its relatives do by default: the flat
 * members of its root, by name, under the root's name. Undefined for a page of HTML, a list, or no XML at all.
 */
export function refusalXml(
  text: string,
): Readonly<Record<string, Readonly<Record<string, string>>>> | undefined {
  if (text.length > LONGEST) return undefined;
  const root = /^\s*(?:<\?xml[^>]*\?>\s*)?<([a-z_]\w*)[^>]*>([\s\S]*)<\/\1>\s*$/i.exec(text);
  if (root === null || /^html$/i.test(root[1] ?? '')) return undefined;
  const [, name = '', inner = ''] = root;
  const members = [...inner.matchAll(/<([a-z_]\w*)(?:\s[^>]*)?>([^<]*|<!\[CDATA\[[\s\S]*?\]\]>)<\/\1>/gi)];
  // The nested lists of a success are no refusal; only JSON is read of those.
  const isNested = members.reduce((left, [member]) => left.replace(member, ''), inner).includes('<');
  if (members.length === 0 || (isNested && !/error/i.test(name))) return undefined;
  return { [name]: Object.fromEntries(members.map(([, key = '', value = '']) => [key, unescaped(value)])) };
}

function unescaped(value: string): string {
  const data = /^<!\[CDATA\[([\s\S]*)\]\]>$/.exec(value)?.[1];
  if (data !== undefined) return data.trim();
  return value.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? '').trim();
}

/** The visible words of a page of HTML, on one line, to be searched for what they ask for; never kept. */
export function wordsOfPage(text: string): string | undefined {
  if (!/^\s*(?:<!doctype html|<html|<head|<body)/i.test(text)) return undefined;
  return text
    .slice(0, 20_000)
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

import type { FastifyRequest } from 'fastify';
import { bodyBuffer, fieldsOf } from '../request';
import { Refusal, texts } from './refusal';
import type { GreatonceSwitches } from './switches';

/** A call as the checks see it. */
export interface Call {
  readonly path: string;
  /** System parameters: the decoded query. */
  readonly parameters: ReadonlyMap<string, string>;
  /** The bytes that came: they are signed. */
  readonly body: Buffer;
  readonly contentType: string;
}

/** Reads a request; nothing is checked yet. */
export function callOf(request: FastifyRequest): Call {
  const [path = '', query = ''] = request.url.split('?', 2);
  const contentType = request.headers['content-type'] ?? '';
  return { path: path.toLowerCase(), parameters: fieldsOf(query), body: bodyBuffer(request), contentType };
}

/** The business parameters: one JSON object, under the wrapper if there must be one. Throws a Refusal for any other. */
export function businessParameters(
  { body }: Pick<Call, 'body'>,
  { bodyWrapper }: Pick<GreatonceSwitches, 'bodyWrapper'>,
): Record<string, unknown> {
  const whole = objectOf(parsed(body.toString('utf8')), texts.badBody);
  return bodyWrapper === '' ? whole : objectOf(whole[bodyWrapper], texts.noWrapper(bodyWrapper));
}

function objectOf(value: unknown, otherwise: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refusal(otherwise);
  return value as Record<string, unknown>;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(texts.badBody);
  }
}

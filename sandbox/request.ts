import type { FastifyRequest } from 'fastify';

/** The request's body as text. */
export function bodyText(request: FastifyRequest): string {
  return bodyBuffer(request).toString('utf8');
}

/** The request's body as the bytes that came. */
export function bodyBuffer({ body }: FastifyRequest): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** URL-encoded text as fields; the first of a repeated one counts. */
export function fieldsOf(encoded: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(encoded)) if (!fields.has(key)) fields.set(key, value);
  return fields;
}

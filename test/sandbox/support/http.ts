import { request } from 'undici';

/** An answer with its body as text and, where it is JSON, parsed into what the test expects. */
export interface Reply<T> {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  json: T;
}

/** Sends one request over a real socket; a body that is not text goes as JSON. */
export async function call<T = { error: string }>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply<T>> {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await request(url, { method, headers, body: text ?? null });
  const received = await answer.body.text();
  return { status: answer.statusCode, headers: answer.headers, text: received, json: parsed(received) as T };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

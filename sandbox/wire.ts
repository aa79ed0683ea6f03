import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from './platform';

const pieces = 10;

/** The bytes of an answer's body: text as it is, anything else as compact JSON. */
export function bodyBytes(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));
}

/** Sends status, headers and whole body. */
export function send(raw: ServerResponse, answer: Answer): void {
  raw.end(begin(raw, answer));
}

/** Announces the whole length, sends the first half and closes the connection. */
export function sendHalf(raw: ServerResponse, answer: Answer): void {
  const bytes = begin(raw, answer);
  raw.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => raw.socket?.end());
}

/** Sends the body in ten pieces spread over so many milliseconds. Rejects when `closing` is aborted. */
export async function sendSlowly(
  raw: ServerResponse,
  answer: Answer,
  milliseconds: number,
  closing: AbortSignal,
) {
  const bytes = begin(raw, answer);
  const size = Math.ceil(bytes.length / pieces);
  for (let start = 0; start < bytes.length; start += size) {
    await pause(milliseconds / pieces, closing);
    raw.write(bytes.subarray(start, start + size));
  }
  raw.end();
}

/** Closes the connection with a TCP reset. */
export function reset(raw: ServerResponse): void {
  raw.socket?.resetAndDestroy();
}

/** Never answers: holds the connection until the client goes, the sandbox closes, or the time is over. */
export async function hold(
  raw: ServerResponse,
  milliseconds: number | undefined,
  closing: AbortSignal,
): Promise<void> {
  const { socket } = raw;
  if (!socket || socket.destroyed) return;
  const timeUp = milliseconds === undefined ? [] : [pause(milliseconds, closing)];
  await Promise.race([once(socket, 'close'), ...timeUp]);
  socket.destroy();
}

/** Waits so many milliseconds. Rejects when `closing` is aborted. */
export async function pause(milliseconds: number, closing: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal: closing });
}

function begin(raw: ServerResponse, answer: Answer): Buffer {
  const bytes = bodyBytes(answer.body);
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    ...answer.headers,
    'Content-Length': bytes.length,
  };
  raw.writeHead(answer.status, headers as Record<string, string | string[] | number>);
  return bytes;
}

import { ApplicationFailure } from '@temporalio/common';
import { HttpClient, type HttpAnswer } from '../../connectors/http/client';
import { TransportFault } from '../../connectors/http/faults';
import { jsonOf } from '../../connectors/json';
import { lenient, whole } from '../../connectors/readers';
import type { Notification, ChannelSettings } from '../../contract/alerts';
import { WEBHOOK_TIMEOUT_MS } from '../../contract/policies';
import { requestOf } from './formats';
import { inBothLanguages } from '../../contract/bilingual';

/**
 * Sends one message. Neither address nor secret is in an error: a host name at most.
 * @returns the webhook's own answer
 * @throws ApplicationFailure `Unavailable` or `Refused`, both to be tried again
 */
export async function send(
  channel: ChannelSettings,
  notifications: readonly Notification[],
  signal: AbortSignal,
  now = Date.now(),
): Promise<string> {
  const answer = await exchange(channel, notifications, signal, now);
  const refusal = refusalOf(channel.format, answer);
  if (refusal === undefined) return answer.text.trim();
  const nextRetryDelay = pauseOf(channel.format, answer);
  throw ApplicationFailure.create({
    message: `the ${channel.format} webhook refused the message: ${refusal}`,
    type: 'Refused',
    ...(nextRetryDelay === undefined ? {} : { nextRetryDelay }),
  });
}

async function exchange(
  channel: ChannelSettings,
  notifications: readonly Notification[],
  signal: AbortSignal,
  now: number,
): Promise<HttpAnswer> {
  const { query, headers, body } = requestOf(channel, notifications, now);
  const address = new URL(channel.url);
  const whole = [address.search.slice(1), ...query].filter(Boolean).join('&');
  address.search = '';
  const client = new HttpClient({
    baseUrl: address.href,
    connections: 1,
    headersTimeoutMs: WEBHOOK_TIMEOUT_MS,
    bodyTimeoutMs: WEBHOOK_TIMEOUT_MS,
    totalTimeoutMs: WEBHOOK_TIMEOUT_MS,
    maxBodyBytes: 1024 * 1024,
    // An answer that is no text came all the same: the message would be sent again and again.
    lenientText: true,
  });
  try {
    return await client.post({ path: '', query: whole, headers, body, signal });
  } catch (error) {
    if (!(error instanceof TransportFault)) throw error;
    const { message, advice } = error;
    const todo = advice === undefined ? '' : `: ${inBothLanguages(advice)}`;
    throw ApplicationFailure.retryable(`the ${channel.format} webhook: ${message}${todo}`, 'Unavailable');
  } finally {
    await client.close();
  }
}

/** Longest part of an answer that is repeated. */
const LONGEST = 200;

/**
 * What a webhook has against a message; undefined when it took it. All are asked for status 200; DingTalk and WeCom say
 * `errcode` 0, Feishu `code` 0 (older ones `StatusCode`), Slack `ok`.
 */
export function refusalOf(format: ChannelSettings['format'], answer: HttpAnswer): string | undefined {
  const { status, text } = answer;
  const said = text.trim().slice(0, LONGEST);
  if (status < 200 || status > 299) return `HTTP status ${status} ${said}`.trim();
  if (format === 'json' || (format === 'slack' && said === 'ok') || isOk(format, text)) return undefined;
  return said || 'an empty answer';
}

/**
 * Codes in a body of status 200 that say "too many messages", and the wait that heals them, ms. DingTalk holds a robot back for
 * ten minutes (130101 `send too fast, exceed 20 times per minute`; newer ones 410100). WeCom (45009 `api freq out of limit`)
 * and Feishu (11232 `frequency limited`) count by the minute.
 */
const tooMany: Partial<Record<ChannelSettings['format'], { codes: readonly unknown[]; wait: number }>> = {
  dingtalk: { codes: [130_101, 410_100], wait: 10 * 60_000 },
  wecom: { codes: [45_009], wait: 60_000 },
  feishu: { codes: [11_232], wait: 60_000 },
};

/** Milliseconds that a busy webhook asks to wait: `Retry-After` in seconds (RFC 9110 §10.2.3), or a code of its own. */
export function pauseOf(
  format: ChannelSettings['format'],
  { headers, text }: HttpAnswer,
): number | undefined {
  const value = String(headers['retry-after'] ?? '').trim();
  if (/^\d{1,5}$/.test(value)) return Number(value) * 1_000;
  const { errcode, code } = parsed(text);
  const limit = tooMany[format];
  return limit?.codes.includes(lenient(whole)(errcode ?? code, '')) ? limit.wait : undefined;
}

function isOk(format: ChannelSettings['format'], text: string): boolean {
  const { errcode, code, StatusCode } = parsed(text);
  if (format === 'dingtalk' || format === 'wecom') return lenient(whole)(errcode, '') === 0;
  return format === 'feishu' && lenient(whole)(code ?? StatusCode, '') === 0;
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  const value = jsonOf(text);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

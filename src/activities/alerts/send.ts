import { ApplicationFailure } from '@temporalio/common';
import type { Told, ChannelSettings } from '../../contract/alerts';
import { HttpClient, TransportFault, type HttpAnswer } from '../../connectors/http';
import { pauseOf, refusalOf } from './answers';
import { requestOf } from './formats';
import { WEBHOOK_TIMEOUT_MS } from '../../contract/policies';

/**
 * Sends one message. Neither address nor secret is in an error: a host name at most.
 * @returns the webhook's own answer
 * @throws ApplicationFailure `Unavailable` or `Refused`, both to be tried again
 */
export async function send(
  channel: ChannelSettings,
  told: readonly Told[],
  signal: AbortSignal,
  now = Date.now(),
): Promise<string> {
  const answer = await exchange(channel, told, signal, now);
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
  told: readonly Told[],
  signal: AbortSignal,
  now: number,
): Promise<HttpAnswer> {
  const { query, headers, body } = requestOf(channel, told, now);
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
    const todo = advice === undefined ? '' : `: ${advice.en} / ${advice.zh}`;
    throw ApplicationFailure.retryable(`the ${channel.format} webhook: ${message}${todo}`, 'Unavailable');
  } finally {
    await client.close();
  }
}

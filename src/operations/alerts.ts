import { send } from '../activities/alerts/send';
import type { Config } from '../config/config';
import type { ChannelSettings, Notification } from '../contract/alerts';
import { suggested } from '../messages/configuration';
import { alerts as sentences } from '../messages/installation';
import { OperationError } from './errors';

/** What became of one test message. */
export interface ChannelTest {
  readonly channel: string;
  readonly format: string;
  readonly delivered: boolean;
  /** The webhook's own answer, or why there is none. */
  readonly answer: string;
}

/** Sends a test message to one channel, or to all, once. @throws OperationError where there is no such channel */
export async function testChannels(config: Config, name?: string): Promise<ChannelTest[]> {
  const channels = Object.entries(config.alerts?.channels ?? {});
  if (channels.length === 0) throw new OperationError('usage', sentences.none(config.path), sentences.add);
  const chosen = channels.filter(([channel]) => name === undefined || channel === name);
  if (name !== undefined && chosen.length === 0) {
    const known = channels.map(([channel]) => channel);
    throw new OperationError('usage', sentences.unknown(name), suggested(name, known));
  }
  return Promise.all(chosen.map(([channel, settings]) => testChannel(channel, settings)));
}

async function testChannel(channel: string, settings: ChannelSettings): Promise<ChannelTest> {
  const { format } = settings;
  try {
    const answer = await send(settings, [testMessage(channel)], new AbortController().signal);
    return { channel, format, delivered: true, answer };
  } catch (error) {
    return {
      channel,
      format,
      delivered: false,
      answer: error instanceof Error ? error.message : String(error),
    };
  }
}

function testMessage(channel: string): Notification {
  const at = new Date().toISOString();
  const advice = sentences.testAdvice;
  return { kind: 'warning', state: 'test', scheme: `jinqiao · ${channel}`, advice, at, since: at };
}

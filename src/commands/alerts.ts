import { Command } from 'commander';
import { send } from '../activities/alerts/send';
import type { ChannelSettings, Notification } from '../contract/alerts';
import { openContext } from './shared/context';
import { CliError, exitCodes } from './shared/exit';
import { type CommonOptions, withConfig, withJson } from './shared/options';
import { print, printJson, table } from './terminal/output';
import { suggested } from '../messages/configuration';
import { verb } from './verbs';
import { messages } from '../messages';

/** What became of one test message. */
interface Tried {
  readonly channel: string;
  readonly format: string;
  readonly delivered: boolean;
  /** The webhook's own answer, or why there is none. */
  readonly answer: string;
}

/** `jinqiao alerts …`: the channels that are told when something is wrong. */
export function alertsCommand(): Command {
  const texts = messages().help.verb.alerts;
  const test = new Command('test').description(texts.test).argument('[channel]');
  return verb('alerts').addCommand(withJson(withConfig(test), texts.prints).action(tryChannels));
}

async function tryChannels(name: string | undefined, options: CommonOptions): Promise<void> {
  const { config } = openContext(options);
  const texts = messages().alerts;
  const channels = Object.entries(config.alerts?.channels ?? {});
  if (channels.length === 0) throw new CliError(texts.none(config.path), exitCodes.usage, texts.add);
  const chosen = channels.filter(([channel]) => name === undefined || channel === name);
  if (chosen.length === 0) {
    const known = channels.map(([channel]) => channel);
    throw new CliError(texts.unknown(name ?? ''), exitCodes.usage, suggested(name ?? '', known));
  }
  const tried = await Promise.all(chosen.map(([channel, settings]) => tryOne(channel, settings)));
  show(tried, options);
  if (tried.some(({ delivered }) => !delivered)) process.exitCode = exitCodes.failed;
}

async function tryOne(channel: string, settings: ChannelSettings): Promise<Tried> {
  const { format } = settings;
  try {
    const answer = await send(settings, [testMessage(channel)], new AbortController().signal);
    return { channel, format, delivered: true, answer };
  } catch (error) {
    return { channel, format, delivered: false, answer: (error as Error).message };
  }
}

function testMessage(channel: string): Notification {
  const at = new Date().toISOString();
  const advice = {
    zh: '收到此消息说明告警通道可用，无需处理。',
    en: 'This channel can be reached; there is nothing to do.',
  };
  return { kind: 'warning', state: 'test', scheme: `jinqiao · ${channel}`, advice, at, since: at };
}

function show(tried: readonly Tried[], { json }: CommonOptions): void {
  if (json) return printJson(tried);
  const texts = messages().alerts;
  const rows = tried.map(({ channel, format, delivered, answer }) => [
    channel,
    format,
    delivered ? texts.delivered : texts.notDelivered,
    answer,
  ]);
  print(table([texts.channel, texts.format, texts.message, texts.answer], rows));
}

import { Command } from 'commander';
import { messages } from '../messages';
import { type ChannelTest, testChannels } from '../operations/alerts';
import { openContext } from './shared/context';
import { exitCodes } from './shared/exit';
import { type CommonOptions, withConfig, withJson } from './shared/options';
import { print, printJson, table } from './terminal/output';
import { verb } from './verbs';

/** `jinqiao alerts …`: the channels that are told when something is wrong. */
export function alertsCommand(): Command {
  const texts = messages().help.verb.alerts;
  const test = new Command('test').description(texts.test).argument('[channel]');
  return verb('alerts').addCommand(withJson(withConfig(test), texts.prints).action(testAlerts));
}

async function testAlerts(name: string | undefined, options: CommonOptions): Promise<void> {
  const { config } = openContext(options);
  const tests = await testChannels(config, name);
  if (options.json) printJson(tests);
  else print(testsTable(tests));
  if (tests.some(({ delivered }) => !delivered)) process.exitCode = exitCodes.failed;
}

function testsTable(tests: readonly ChannelTest[]): string {
  const texts = messages().alerts;
  const rows = tests.map(({ channel, format, delivered, answer }) => [
    channel,
    format,
    delivered ? texts.delivered : texts.notDelivered,
    answer,
  ]);
  return table([texts.channel, texts.format, texts.message, texts.answer], rows);
}

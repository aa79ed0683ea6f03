import path from 'node:path';
import type { Command } from 'commander';
import { colours, notify, print, printJson, seconds } from '../../src/commands/terminal/output';
import { loadDotenv } from '../../src/config/environment';
import { root } from '../../src/root';
import { freshLogFolder } from '../stack/logFolder';
import { type Stack, startStack } from '../stack/stack';
import { isAsItMust } from '../demo/result';
import { type Teller, tellStory } from '../demo/story';
import { unlessStopped } from './dev';
import { CliError, exitCodes } from '../../src/commands/shared/exit';
import { stackFailure } from './failure';
import { notifyOf } from './notice';
import { withJson } from '../../src/commands/shared/options';
import { onStopSignal, type StopSignal } from '../../src/commands/terminal/stopSignal';
import { verb } from '../../src/commands/verbs';
import { messages } from '../../src/messages';

interface DemoOptions {
  readonly stay?: boolean;
  readonly json?: boolean;
}

/** `jinqiao demo`: all schemes on the sandbox, with a worker killed half way, and once more: nothing is written twice. */
export function command(): Command {
  const texts = messages().help.verb.demo;
  return withJson(verb('demo'), texts.prints).option('--stay', texts.stay).action(demo);
}

async function demo(options: DemoOptions): Promise<void> {
  const stop = onStopSignal();
  loadDotenv();
  const configPath = path.join(root, 'jinqiao.example.yml');
  const { signal } = stop;
  const starting = startStack({
    configPath,
    logFolder: freshLogFolder(),
    usualPorts: false,
    notify: notifyOf,
    signal,
  });
  const stack = await unlessStopped(starting, signal);
  if (!stack) return;
  try {
    await Promise.race([present(stack, options), stack.failure, cancelledBy(stop)]);
    if (options.stay) await stay(stack, stop);
  } catch (error) {
    throw stackFailure(error);
  } finally {
    await stack.stop();
  }
}

async function cancelledBy({ stopped }: StopSignal): Promise<never> {
  await stopped;
  throw new CliError(messages().failure.demoStopped, exitCodes.interrupted);
}

async function present(stack: Stack, { json = false }: DemoOptions): Promise<void> {
  const started = Date.now();
  const texts = messages().demo;
  const teller = tellerTo(json ? notify : print);
  teller.tell(texts.opening);
  const result = await tellStory(stack, teller);
  const isGood = isAsItMust(result);
  if (!isGood) process.exitCode = exitCodes.failed;
  const verdict = isGood ? colours.green(texts.good(seconds(Date.now() - started))) : colours.red(texts.bad);
  teller.tell('\n' + colours.bold(verdict), texts.more);
  if (json) printJson(result);
}

/** With `--json` the story goes to stderr: stdout holds the result alone. */
function tellerTo(write: (text: string) => void): Teller {
  return {
    chapter: (title) => write(`\n${colours.bold(title)}`),
    tell: (...lines) => write(lines.join('\n')),
  };
}

async function stay({ description, failure }: Stack, { stopped }: StopSignal): Promise<void> {
  const { temporal } = description;
  notify(messages().stack.stay(`${temporal.ui}/namespaces/${temporal.namespace}/workflows`));
  await Promise.race([stopped, failure]);
}

import path from 'node:path';
import type { Command } from 'commander';
import stringWidth from 'string-width';
import { loadDotenv, removeDevEnv, writeDevEnv } from '../../src/config/environment';
import { root } from '../../src/root';
import { freshLogFolder } from '../stack/logFolder';
import type { StackDescription } from '../stack/description';
import { type Stack, startStack } from '../stack/stack';
import { schemes } from '../../src/workflows/catalogue';
import { stackFailure } from './failure';
import { notifyOf } from './notice';
import { type CommonOptions, withJson } from '../../src/commands/shared/options';
import { colours, print, printJson } from '../../src/commands/terminal/output';
import { onStopSignal } from '../../src/commands/terminal/stopSignal';
import { verb } from '../../src/commands/verbs';
import { messages } from '../../src/messages';

interface DevOptions extends CommonOptions {
  readonly db?: string;
}

/** `jinqiao dev`: Temporal with its UI, the sandbox and a worker, until Ctrl-C. */
export function command(): Command {
  const texts = messages().help.verb.dev;
  return withJson(verb('dev'), texts.prints)
    .option('-c, --config <file>', texts.config)
    .option('--db <file>', texts.db)
    .action(develop);
}

async function develop(options: DevOptions): Promise<void> {
  const { signal, stopped } = onStopSignal();
  loadDotenv();
  const logFolder = freshLogFolder();
  const configPath = path.resolve(options.config ?? path.join(root, 'jinqiao.example.yml'));
  const starting = startStack({
    configPath,
    logFolder,
    usualPorts: true,
    dbFile: options.db,
    notify: notifyOf,
    signal,
  });
  const stack = await unlessStopped(starting, signal);
  if (!stack) return;
  writeDevEnv(stack.environment);
  try {
    if (options.json) printJson(stack.description);
    else print(...banner(stack.description, path.relative(process.cwd(), logFolder)));
    await Promise.race([stopped, stack.failure]);
  } catch (error) {
    throw stackFailure(error);
  } finally {
    removeDevEnv();
    await stack.stop();
  }
}

/** The stack, or `undefined` when the start was given up because a stop signal came. */
export async function unlessStopped(
  starting: Promise<Stack>,
  signal: AbortSignal,
): Promise<Stack | undefined> {
  try {
    return await starting;
  } catch (error) {
    if (signal.aborted) return undefined;
    throw stackFailure(error);
  }
}

/** What is shown when everything is ready: where it is, and what can be done. @param logs folder of the logs */
export function banner(description: StackDescription, logs: string): string[] {
  const texts = messages().stack;
  return [
    colours.green(texts.ready),
    ...addresses(description, logs),
    texts.elsewhere,
    '  node bin/jinqiao check',
    '  node bin/jinqiao preview jushuitanWarehousesToKingdeeStocks',
    ...Object.keys(schemes).map((scheme) => `  node bin/jinqiao run ${scheme} --wait`),
    texts.stop,
  ];
}

/** Where everything is, a line each, names in one column. */
function addresses({ temporal, sandbox, worker }: StackDescription, logs: string): string[] {
  const texts = messages().stack;
  const lines: readonly (readonly [string, string])[] = [
    [texts.line.ui, temporal.ui],
    [texts.line.server, texts.server(temporal.address, temporal.namespace, temporal.taskQueue)],
    [texts.line.sandbox, `${sandbox.control}/_sandbox`],
    ...(worker
      ? ([
          [texts.line.metrics, `${worker.url}/metrics`],
          [texts.line.health, `${worker.url}/healthz · ${worker.url}/readyz`],
        ] as const)
      : []),
    [texts.line.logs, logs],
  ];
  const width = Math.max(...lines.map(([name]) => stringWidth(name)));
  return lines.map(([name, text]) => `  ${name}${' '.repeat(width - stringWidth(name))}  ${text}`);
}

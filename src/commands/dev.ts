import path from 'node:path';
import type { Command } from 'commander';
import { colours } from './colours';
import { loadEnvironment } from '../config/environment';
import { root } from '../root';
import { removeDevEnv, writeDevEnv } from '../stack/devEnv';
import { freshLogFolder } from '../stack/logFolder';
import type { Stack } from '../stack/stack';
import { startStack } from '../stack/stack';
import { schemes } from '../workflows/catalogue';
import { type CommonOptions, withJson } from './options';
import { notify, print, printJson } from './output';
import { onStopSignal } from './stopSignal';
import { verb } from './verbs';
import { words } from './words';

interface DevOptions extends CommonOptions {
  readonly db?: string;
}

/** `jinqiao dev`: Temporal with its UI, the sandbox and a worker, until Ctrl-C. */
export function devCommand(): Command {
  const say = words().help.verb.dev;
  return withJson(verb('dev'), say.prints)
    .option('-c, --config <file>', say.config)
    .option('--db <file>', say.db)
    .action(develop);
}

async function develop(options: DevOptions): Promise<void> {
  const { signal, stopped } = onStopSignal();
  loadEnvironment();
  const logFolder = freshLogFolder();
  const configPath = path.resolve(options.config ?? path.join(root, 'jinqiao.example.yml'));
  const starting = startStack({
    configPath,
    logFolder,
    usualPorts: true,
    dbFile: options.db,
    notify,
    signal,
  });
  const stack = await unlessStopped(starting, signal);
  if (!stack) return;
  writeDevEnv(stack.environment);
  try {
    if (options.json) printJson(stack.description);
    else show(stack, logFolder);
    await Promise.race([stopped, stack.failure]);
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
    throw error;
  }
}

function show({ description: { temporal, sandbox } }: Stack, logFolder: string): void {
  print(
    colours.green('ready'),
    `  Temporal UI  ${temporal.ui}`,
    `  Temporal     ${temporal.address}, namespace ${temporal.namespace}, task queue ${temporal.taskQueue}`,
    `  Sandbox      ${sandbox.control}/_sandbox`,
    `  Logs         ${path.relative(process.cwd(), logFolder)}`,
    'In another terminal:',
    '  node bin/jinqiao check',
    '  node bin/jinqiao preview jushuitanWarehousesToKingdeeStocks',
    ...Object.keys(schemes).map((scheme) => `  node bin/jinqiao run ${scheme} --wait`),
    'Ctrl-C stops everything.',
  );
}

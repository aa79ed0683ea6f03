import path from 'node:path';
import type { Command } from 'commander';
import { colours } from './colours';
import { loadEnvironment } from '../config/environment';
import { loadConfig } from '../config/load';
import { root } from '../root';
import { freshLogFolder } from '../stack/logFolder';
import type { Stack } from '../stack/stack';
import { startStack } from '../stack/stack';
import { connectClient, temporalTarget } from '../temporal/connect';
import type { RunReport } from '../workflows/engine/report';
import { type ConfiguredScheme, configuredScheme } from './context';
import { demoDocuments, demoWrites, forgetRequests } from './demoSandbox';
import { unlessStopped } from './dev';
import { CliError, exitCodes } from './exit';
import { followRun } from './followRun';
import { withJson } from './options';
import { notify, print, printJson, table } from './output';
import { countsTable, rejectedTable } from './report';
import { startRun } from './startRun';
import { onStopSignal, type StopSignal } from './stopSignal';
import { verb } from './verbs';

interface DemoOptions {
  readonly stay?: boolean;
  readonly json?: boolean;
}

const schemeName = 'jushuitanWarehousesToKingdeeStocks';
const shown = 10;

/** `jinqiao demo`: the whole way once on the sandbox, and once more to show that nothing is written twice. */
export function demoCommand(): Command {
  return withJson(verb('demo'), 'reports and documents')
    .option('--stay', 'leave everything running until Ctrl-C')
    .action(demo);
}

async function demo(options: DemoOptions): Promise<void> {
  const stop = onStopSignal();
  loadEnvironment();
  const configPath = path.join(root, 'jinqiao.example.yml');
  const { signal } = stop;
  const starting = startStack({ configPath, logFolder: freshLogFolder(), usualPorts: false, notify, signal });
  const stack = await unlessStopped(starting, signal);
  if (!stack) return;
  try {
    await Promise.race([present(stack, options), stack.failure, cancelledBy(stop)]);
    if (options.stay) await stay(stack, stop);
  } finally {
    await stack.stop();
  }
}

async function cancelledBy({ stopped }: StopSignal): Promise<never> {
  await stopped;
  throw new CliError('the demonstration was stopped', exitCodes.interrupted);
}

async function present(stack: Stack, { json }: DemoOptions): Promise<void> {
  const { control } = stack.description.sandbox;
  const first = await runOnce(stack);
  const documents = await demoDocuments(control);
  await forgetRequests(control);
  const second = await runOnce(stack);
  const writes = await demoWrites(control);
  if (writes > 0 || second.outcome !== 'clean') process.exitCode = exitCodes.failed;
  if (json) return printJson({ first, second, writesOfSecondRun: writes, documents });
  const rows = documents
    .slice(0, shown)
    .map(({ number, name, organization, state }) => [number, name, organization, state]);
  print(
    colours.bold(schemeName),
    countsTable([
      ['first run', first],
      ['second run', second],
    ]),
    rejectedTable(first),
    `${colours.bold(`${documents.length} documents in Kingdee`)}${documents.length > shown ? `, the first ${shown}:` : ':'}`,
    table(['number', 'name', 'organization', 'state'], rows),
    `Write calls of the second run: ${writes}`,
  );
}

async function runOnce({ environment }: Stack): Promise<RunReport> {
  const env = { ...process.env, ...environment };
  const config = loadConfig({ path: environment.JINQIAO_CONFIG, env });
  const scheme: ConfiguredScheme = configuredScheme(schemeName, config);
  const client = await connectClient(temporalTarget(config.temporal, env));
  try {
    return await followRun(await startRun(client, config.temporal.taskQueue, scheme, {}));
  } finally {
    await client.connection.close();
  }
}

async function stay({ description, failure }: Stack, { stopped }: StopSignal): Promise<void> {
  const { temporal } = description;
  notify(`Temporal UI: ${temporal.ui}/namespaces/${temporal.namespace}/workflows · Ctrl-C stops everything`);
  await Promise.race([stopped, failure]);
}

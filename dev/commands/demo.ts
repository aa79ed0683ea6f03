import path from 'node:path';
import type { Command } from 'commander';
import { colours } from '../../src/commands/terminal/colours';
import { loadDotenv } from '../../src/config/environment';
import { root } from '../../src/root';
import { freshLogFolder } from '../stack/logFolder';
import { type Stack, startStack } from '../stack/stack';
import type { RunReport } from '../../src/contract/run';
import { documentStates, type Holding } from '../demo/holdings';
import { isAsItMust } from '../demo/result';
import { runRounds } from '../demo/rounds';
import type { Writes } from '../demo/sandbox';
import { unlessStopped } from './dev';
import { CliError, exitCodes } from '../../src/commands/shared/exit';
import { stackFailure } from './failure';
import { notifyOf } from './notice';
import { withJson } from '../../src/commands/shared/options';
import { notify, print, printJson, table } from '../../src/commands/terminal/output';
import { reconciliationLine } from '../../src/commands/reconcile/report';
import { countsTable, rejectedTable } from '../../src/commands/runs/report';
import { onStopSignal, type StopSignal } from '../../src/commands/terminal/stopSignal';
import { verb } from '../../src/commands/verbs';
import { messages } from '../../src/messages';

interface DemoOptions {
  readonly stay?: boolean;
  readonly json?: boolean;
}

/** `jinqiao demo`: all schemes once on the sandbox, and once more to show that nothing is written twice. */
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

async function present(stack: Stack, { json }: DemoOptions): Promise<void> {
  const result = await runRounds(stack);
  if (!isAsItMust(result)) process.exitCode = exitCodes.failed;
  if (json) return printJson(result);
  const { first, second, writesOfSecondRound, holdings, reconciled } = result;
  const texts = messages().demo;
  print(
    ...round(texts.first, first),
    ...round(texts.second, second),
    ...holdings.flatMap(shownHolding),
    colours.bold(texts.writes(writesOfSecondRound.taken)),
    repeated(writesOfSecondRound),
    colours.bold(texts.reconciled),
    ...reconciled.map((report) => `${report.scheme}: ${reconciliationLine(report)}`),
  );
}

function round(title: string, reports: readonly RunReport[]): string[] {
  const runs = reports.map((report) => [report.scheme, report] as const);
  return [colours.bold(title), countsTable(runs, messages().head.scheme), ...reports.map(rejectedTable)];
}

function shownHolding({ of, count, states, columns, examples }: Holding): string[] {
  const texts = messages().demo;
  const byState = Object.entries(states).map(([letter, number]) => `${number} ${stateText(letter)}`);
  const heading = [`${count} ${texts.holding[of]}`, ...byState].join(' · ');
  const rows = examples.map((cells) =>
    cells.map((cell, index) => (columns[index] === 'state' ? stateText(cell) : cell)),
  );
  const titles = columns.map((column) => texts.column[column]);
  return [`${colours.bold(heading)}${texts.among}`, table(titles, rows)];
}

/** Kingdee's letter for a document's state, with its meaning. */
function stateText(letter: string): string {
  const state = documentStates[letter];
  return state === undefined ? letter : `${messages().demo.state[state]} (${letter})`;
}

/** GreatOnce has no look-up: what is there already is found out by its refusal. */
function repeated({ refused }: Writes): string {
  return refused > 0 ? messages().demo.refused(refused) : '';
}

async function stay({ description, failure }: Stack, { stopped }: StopSignal): Promise<void> {
  const { temporal } = description;
  notify(messages().stack.stay(`${temporal.ui}/namespaces/${temporal.namespace}/workflows`));
  await Promise.race([stopped, failure]);
}

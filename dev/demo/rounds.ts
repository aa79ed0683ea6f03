import { catalogue } from '../../src/operations/catalogue';
import type { Client } from '@temporalio/client';
import type { Config } from '../../src/config/config';
import { loadConfig } from '../../src/config/load';
import type { Stack } from '../stack/stack';
import { connectClient } from '../../src/temporal/connect';
import { temporalTarget } from '../../src/temporal/target';
import type { RunReport } from '../../src/contract/run';
import { configuredScheme } from '../../src/commands/shared/context';
import { demoHoldings } from './holdings';
import { type DemoStep, demoPlan } from './plan';
import { reconcileAll } from './reconcile';
import type { DemoResult } from './result';
import { DemoSandbox } from './sandbox';
import { followRun } from '../../src/commands/runs/follow';
import { notify, seconds } from '../../src/commands/terminal/output';
import { startRun } from '../../src/commands/runs/start';
import { messages } from '../../src/messages';

/** Runs all schemes twice. @throws CliError when a run fails */
export async function runRounds({ environment, description }: Stack): Promise<DemoResult> {
  const env = { ...process.env, ...environment };
  const config = loadConfig({ path: environment.JINQIAO_CONFIG, env, catalogue });
  const sandbox = new DemoSandbox(description.sandbox.control);
  const client = await connectClient(temporalTarget(config.temporal, env));
  const plan = demoPlan(Date.now());
  try {
    const first = await runRound(1, client, config, plan, sandbox);
    await sandbox.forgetRequests();
    notify(messages().demo.waits);
    const second = await runRound(2, client, config, plan);
    const writesOfSecondRound = await sandbox.writes();
    const reconciled = await reconcileAll(client, config, plan, Date.now());
    return { first, second, writesOfSecondRound, reconciled, holdings: await demoHoldings(sandbox) };
  } finally {
    await client.connection.close();
  }
}

/** @param sandbox given where the steps' data is to be put into it */
async function runRound(
  round: number,
  client: Client,
  config: Config,
  plan: readonly DemoStep[],
  sandbox?: DemoSandbox,
): Promise<RunReport[]> {
  const reports: RunReport[] = [];
  for (const step of plan) {
    if (sandbox) await step.prepare?.(sandbox);
    reports.push(await runStep(round, client, config, step));
  }
  return reports;
}

async function runStep(
  round: number,
  client: Client,
  config: Config,
  { scheme, input }: DemoStep,
): Promise<RunReport> {
  const texts = messages().demo;
  notify(texts.step(texts.round(round), scheme));
  const run = await startRun(client, config.temporal.taskQueue, configuredScheme(scheme, config), input);
  const report = await followRun(run);
  const took = seconds(Date.parse(report.finishedAt) - Date.parse(report.startedAt));
  notify(texts.stepDone(texts.round(round), scheme, report.read, report.counts.created, took));
  return report;
}

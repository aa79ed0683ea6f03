import type { Client } from '@temporalio/client';
import type { Config } from '../config/config';
import { loadConfig } from '../config/load';
import type { Stack } from '../stack/stack';
import { connectClient, temporalTarget } from '../temporal/connect';
import type { RunReport } from '../workflows/engine/report';
import { configuredScheme } from './context';
import { demoHoldings } from './demoHoldings';
import { type DemoStep, demoPlan } from './demoPlan';
import { reconcileAll } from './demoReconcile';
import type { DemoResult } from './demoResult';
import { DemoSandbox } from './demoSandbox';
import { followRun } from './followRun';
import { notify, seconds } from './output';
import { startRun } from './startRun';

/** Runs all schemes twice. @throws CliError when a run fails */
export async function runRounds({ environment, description }: Stack): Promise<DemoResult> {
  const env = { ...process.env, ...environment };
  const config = loadConfig({ path: environment.JINQIAO_CONFIG, env });
  const sandbox = new DemoSandbox(description.sandbox.control);
  const client = await connectClient(temporalTarget(config.temporal, env));
  const plan = demoPlan(Date.now());
  try {
    const first = await runRound('round 1', client, config, plan, sandbox);
    await sandbox.forgetRequests();
    notify('round 2 waits now and then: Jushuitan allows 100 calls a minute, and both rounds share them');
    const second = await runRound('round 2', client, config, plan);
    const writesOfSecondRound = await sandbox.writes();
    const reconciled = await reconcileAll(client, config, plan, Date.now());
    return { first, second, writesOfSecondRound, reconciled, holdings: await demoHoldings(sandbox) };
  } finally {
    await client.connection.close();
  }
}

/** @param sandbox given where the steps' data is to be put into it */
async function runRound(
  title: string,
  client: Client,
  config: Config,
  plan: readonly DemoStep[],
  sandbox?: DemoSandbox,
): Promise<RunReport[]> {
  const reports: RunReport[] = [];
  for (const step of plan) {
    if (sandbox) await step.prepare?.(sandbox);
    reports.push(await runStep(title, client, config, step));
  }
  return reports;
}

async function runStep(
  title: string,
  client: Client,
  config: Config,
  { scheme, input }: DemoStep,
): Promise<RunReport> {
  notify(`${title}: ${scheme} …`);
  const run = await startRun(client, config.temporal.taskQueue, configuredScheme(scheme, config), input);
  const report = await followRun(run);
  const took = seconds(Date.parse(report.finishedAt) - Date.parse(report.startedAt));
  notify(`${title}: ${scheme}: ${report.read} read, ${report.counts.created} created, ${took} s`);
  return report;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { root } from '../../src/root';
import type { StackDescription } from '../../dev/stack/description';
import { startProgram } from '../../dev/stack/program';
import { Control } from '../../test/support/control';
import { measured } from '../lab/site';
import type { StartCell } from '../results';
import { rounded } from '../statistics';
import type { Measurement } from './measurement';

/** From `jinqiao dev` to the first page written by a run that is started as soon as it is ready; build and binary are there. */
export async function measureStart({ rounds, note }: Measurement): Promise<StartCell[]> {
  note('start: jinqiao dev to the first page written');
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) seconds.push(await measureOnce());
  return [{ warm: true, seconds }];
}

async function measureOnce(): Promise<number> {
  const logFolder = await mkdtemp(path.join(tmpdir(), 'jinqiao-bench-'));
  const started = performance.now();
  const dev = startProgram({
    name: 'dev',
    command: process.execPath,
    args: [path.join(root, 'bin', 'jinqiao'), 'dev', '--json'],
    logFolder,
  });
  try {
    const stack = JSON.parse(await dev.firstLine) as StackDescription;
    await writeFirstPage(stack);
    return rounded((performance.now() - started) / 1_000, 2);
  } finally {
    await dev.stop();
    await rm(logFolder, { recursive: true, force: true });
  }
}

async function writeFirstPage({ temporal, sandbox }: StackDescription): Promise<void> {
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection, namespace: temporal.namespace });
  const control = new Control(`${sandbox.control}/_sandbox`);
  const { taskQueue } = temporal;
  await client.workflow.start(measured.warehouses, { taskQueue, workflowId: 'bench' });
  while ((await control.requests('?operation=BatchSave')).every(({ outcome }) => outcome !== 'ok'))
    await sleep(20);
  await connection.close();
}

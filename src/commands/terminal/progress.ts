import { setTimeout as sleep } from 'node:timers/promises';
import { Presets, SingleBar } from 'cli-progress';
import type { Reconciliation, ReconcileProgress } from '../../contract/reconcile';
import type { Progress, RunReport } from '../../contract/run';
import { shanghaiTime } from '../../contract/time';
import { localize, messages } from '../../messages';
import { type Awaited, resultOf } from '../../operations/runs/outcome';
import { CliError, exitCodes } from '../shared/exit';

/** A workflow that can be asked how far it is. */
type Followed = Pick<Awaited<unknown>, 'query'>;

/** How far a workflow is, for a bar: slices where there are several, and what else is known in words. */
export interface Step {
  readonly done: number;
  readonly total: number;
  readonly text: string;
}

/** Waits for a run and shows its progress in one line while stderr is a terminal. @throws OperationError when it fails */
export async function followRun(handle: Awaited<RunReport>): Promise<RunReport> {
  return follow(handle, watchRun);
}

/** Waits for a reconciliation, with its slices in one line while stderr is a terminal. @throws OperationError when it fails */
export async function followComparison(handle: Awaited<Reconciliation>): Promise<Reconciliation> {
  return follow(handle, watchComparison);
}

/** Ctrl-C ends the watching, never the workflow. */
export function interrupted(ui: string): Promise<never> {
  const { stoppedWatching, goesOn } = messages().run;
  return new Promise((_, reject) => {
    process.once('SIGINT', () => reject(new CliError(stoppedWatching, exitCodes.interrupted, goesOn(ui))));
  });
}

async function follow<T>(
  handle: Awaited<T>,
  watch: (handle: Followed, ended: Promise<boolean>) => Promise<void>,
): Promise<T> {
  const result = resultOf(handle);
  const ended = result.then(
    () => true,
    () => true,
  );
  const watching = process.stderr.isTTY ? watch(handle, ended) : Promise.resolve();
  try {
    return await result;
  } finally {
    await watching;
  }
}

const INTERVAL_MS = 300;

/** Draws the progress of a run until it has ended. */
async function watchRun(handle: Followed, ended: Promise<boolean>): Promise<void> {
  await draw(ended, async () => runStep(await handle.query<Progress>('progress')));
}

/** Draws how many slices of a reconciliation are compared, until it has ended. */
async function watchComparison(handle: Followed, ended: Promise<boolean>): Promise<void> {
  await draw(ended, async () => comparisonStep(await handle.query<ReconcileProgress>('progress')));
}

/** No worker may be there to answer; the line then just stays as it is. */
async function draw(ended: Promise<boolean>, ask: () => Promise<Step | undefined>): Promise<void> {
  const line = new SingleBar({ clearOnComplete: true, format: formatted }, Presets.rect);
  line.start(1, 0, { text: messages().state.starting });
  while (!(await Promise.race([ended, sleep(INTERVAL_MS, false)]))) {
    const step = await Promise.race([ended.then(() => undefined), ask().catch(() => undefined)]);
    if (!step) continue;
    line.setTotal(step.total);
    line.update(step.done, { text: step.text });
  }
  line.stop();
}

const BAR = 24;

/** A bar only where its end is known: the number of pages of a list is not. */
function formatted(
  _options: unknown,
  { progress, total, startTime }: { progress: number; total: number; startTime: number },
  { text }: { text: string },
): string {
  const full = Math.round(progress * BAR);
  const bar = total > 1 ? `${'■'.repeat(full)}${'·'.repeat(BAR - full)} ` : '';
  return `${bar}${text} · ${messages().took.seconds(String(Math.round((Date.now() - startTime) / 1_000)))}`;
}

/** A run's answer as a step; a run that paused by itself says why. */
export function runStep(progress: Progress): Step {
  const { state, pagesDone, read, counts, slices, expectedAt, pausedBecause } = progress;
  const texts = messages();
  const present = Object.entries(counts).filter(([, count]) => count > 0) as [keyof typeof counts, number][];
  const { done, total } = slices ?? { done: 0, total: 1 };
  const parts = [
    texts.state[state] + (pausedBecause === undefined ? '' : `: ${localize(pausedBecause)}`),
    ...(total > 1 ? [texts.run.slicesOf(done, total)] : []),
    texts.run.page(pagesDone),
    texts.run.read(read),
    present.map(([name, count]) => `${count} ${texts.count[name]}`).join(', '),
    ...(expectedAt === undefined ? [] : [texts.run.until(shanghaiTime(Date.parse(expectedAt)))]),
  ];
  return { done, total, text: parts.filter(Boolean).join(' · ') };
}

/** A reconciliation's answer as a step; `undefined` before its first slice. */
export function comparisonStep({ slices }: ReconcileProgress): Step | undefined {
  if (!slices || slices.done === 0) return undefined;
  const { done, total } = slices;
  return { done, total, text: `${messages().reconcile.comparing} · ${messages().run.slicesOf(done, total)}` };
}

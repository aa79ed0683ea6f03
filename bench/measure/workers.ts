import type { WorkersCell } from '../results';
import { rounded } from '../statistics';
import type { BenchServer } from '../lab/server';
import { measured, Site, type Load } from '../lab/site';
import { saleoutDay } from '../lab/rows';
import { timed } from '../lab/timed';
import { runPlainly } from '../plain/plainScript';
import type { RunInput } from '../../src/contract/run';
import type { Measurement } from './measurement';

const LATENCY = 300;

const scheme = measured.saleouts;

/** Bills a page, and pages of each scheme's own day. */
const PAGE_SIZE = 50;
const PAGES = 8;

/** Runs of one scheme at once, a day of bills each, in one worker process and in two; the script moves as many days at once. */
export async function measureWorkers(
  server: BenchServer,
  { rounds, short, note }: Measurement,
): Promise<WorkersCell[]> {
  const cells: WorkersCell[] = [];
  for (const workers of [1, 2])
    for (const schemes of short ? [1, 5] : [1, 10, 50]) {
      note(`workers: ${schemes} at once in ${workers} process${workers === 1 ? '' : 'es'}`);
      cells.push(await measureCell(server, workers, schemes, rounds));
    }
  return cells;
}

async function measureCell(
  server: BenchServer,
  workers: number,
  schemes: number,
  rounds: number,
): Promise<WorkersCell> {
  const site = await Site.open(server);
  const load: Load = {
    scheme: 'saleouts',
    rows: PAGE_SIZE * PAGES * schemes,
    rowBytes: 300,
    pageSize: PAGE_SIZE,
    concurrency: 1,
    days: schemes,
  };
  const cell = { plainMs: [] as number[], schemeMs: [] as number[], slowestOverFastest: [] as number[] };
  try {
    await Promise.all(Array.from({ length: workers }, () => site.world.startWorker()));
    await site.putRows(load);
    const inputs = daysOf(schemes);
    for (let round = 0; round <= rounds; round += 1) {
      // The first round only makes everything warm.
      const latency = round === 0 ? 0 : LATENCY;
      const plain = await once(site, load, latency, () => plainly(site, inputs));
      const times = await once(site, load, latency, () => asSchemes(site, inputs));
      if (round === 0) continue;
      cell.plainMs.push(Math.round(plain.ms));
      cell.schemeMs.push(Math.round(times.ms));
      const ratio = Math.max(...times.result) / Math.min(...times.result);
      cell.slowestOverFastest.push(rounded(ratio, 3));
    }
    return { workers, schemes, latencyMs: LATENCY, ...cell };
  } finally {
    await site.close();
  }
}

async function once<T>(
  site: Site,
  load: Load,
  latency: number,
  work: () => Promise<T>,
): Promise<{ ms: number; result: T }> {
  await site.prepare(load, latency);
  let result: T | undefined;
  const ms = await timed(async () => (result = await work()));
  return { ms, result: result as T };
}

/** A run for each day. */
function daysOf(days: number): RunInput[] {
  return Array.from({ length: days }, (_, at) => {
    const day = saleoutDay(at);
    return { from: day, to: day, pageSize: PAGE_SIZE, concurrency: 1 };
  });
}

async function plainly(site: Site, inputs: readonly RunInput[]): Promise<void> {
  await Promise.all(inputs.map(async (input) => expectAll(await runPlainly(site.runtime, scheme, input))));
}

/** Wall time of each run. */
async function asSchemes(site: Site, inputs: readonly RunInput[]): Promise<number[]> {
  return Promise.all(
    inputs.map((input) => timed(async () => expectAll((await site.world.run(input, scheme)).counts.created))),
  );
}

function expectAll(written: number): void {
  if (written !== PAGE_SIZE * PAGES) throw new Error(`${written} of ${PAGE_SIZE * PAGES} rows were written`);
}

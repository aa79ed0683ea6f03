import type { GrowthCell, Tenth } from '../results';
import { rounded } from '../statistics';
import { weigh } from '../lab/history';
import { arrivals } from '../lab/journal';
import { MemoryWatch, type MemorySample } from '../lab/memory';
import { BenchServer } from '../lab/server';
import { inputOf, measured, Site, type Load } from '../lab/site';
import type { Measurement } from './measurement';

const MEBIBYTE = 1_048_576;

/** Ten thousand rows, then ten and a hundred times as many, and once with long rows. */
function loadsOf(short: boolean): Load[] {
  const load = { scheme: 'warehouses', rowBytes: 300, pageSize: 100, concurrency: 4 } as const;
  const sizes = short ? [1_000, 5_000] : [10_000, 100_000, 1_000_000];
  return [
    ...sizes.map((rows) => ({ ...load, rows })),
    { ...load, rows: short ? 1_000 : 10_000, rowBytes: 3_000 },
  ];
}

/** One run over lists of growing length, without latency, each with a server, simulators and a worker of its own. */
export async function measureGrowth({ short, note }: Measurement): Promise<GrowthCell[]> {
  const cells: GrowthCell[] = [];
  for (const load of loadsOf(short)) {
    note(`growth: ${load.rows} rows of ${load.rowBytes} B`);
    cells.push(await measureLoad(load));
  }
  return cells;
}

async function measureLoad(load: Load): Promise<GrowthCell> {
  const server = await BenchServer.start();
  const site = await Site.open(server, { scheme: { batchSize: 100 } });
  try {
    const { world } = site;
    const worker = await world.startWorker();
    await site.putRows(load);
    await site.empty(load);
    const memory = new MemoryWatch(worker.pid as number);
    const started = Date.now();
    const run = await world.startRun(inputOf(load), measured[load.scheme]);
    const { read, counts } = await run.result().finally(() => memory.stop());
    if (counts.created !== load.rows) throw new Error(`${counts.created} of ${read} rows were written`);
    const reads = arrivals(await site.journal(), 'jushuitan', 'wms.partner.query');
    return {
      rows: load.rows,
      rowBytes: load.rowBytes as GrowthCell['rowBytes'],
      pageRows: load.pageSize,
      concurrency: load.concurrency,
      seconds: rounded((Date.now() - started) / 1_000, 1),
      tenths: tenthsOf(load, reads, Date.now(), memory.samples),
      serverFileMiB: rounded((await server.fileBytes()) / MEBIBYTE, 1),
      ...(await weigh(world, run.workflowId)),
    };
  } finally {
    await site.close();
    await server.stop();
  }
}

/** A tenth lasts from the call for its first page to the call for the next tenth's. */
function tenthsOf(
  { rows, pageSize }: Load,
  reads: readonly number[],
  end: number,
  memory: readonly MemorySample[],
): Tenth[] {
  const pages = rows / pageSize / 10;
  return Array.from({ length: 10 }, (_, tenth) => {
    const from = reads[tenth * pages] as number;
    const to = reads[(tenth + 1) * pages] ?? end;
    const within = memory.filter(({ at }) => at >= from - 500 && at <= to + 500);
    return {
      rowsPerSecond: Math.round((rows / 10 / (to - from)) * 1_000),
      workerMemoryMiB: Math.round(Math.max(0, ...within.map(({ mebibytes }) => mebibytes))),
    };
  });
}

import { chunks } from '../../src/connectors/kingdee/query';
import type { PlainCell } from '../results';
import type { BenchServer } from '../lab/server';
import { inputOf, measured, Site, type Load, type Measured } from '../lab/site';
import { timed } from '../lab/timed';
import { runPlainly } from '../plain/plainScript';
import type { Measurement } from './measurement';

/** Cells of one latency, and how many of them run side by side: those that wait most of their time do not disturb others. */
interface Group {
  readonly latencyMs: number;
  readonly pagesEach: number;
  readonly atOnce: Readonly<Record<Measured, number>>;
  readonly concurrency: readonly number[];
  /** Pages that script and scheme have moved before they are measured: a worker runs for weeks, its code is compiled. */
  readonly warmPages: number;
}

const alone = { warehouses: 1, saleouts: 1 };
const full = { concurrency: [1, 2, 4], warmPages: 200, atOnce: alone };
/** A run begins and ends in tenths of a second, and asks past the end of a shared list: few pages would measure little else. */
const patient = { ...full, pagesEach: 8 };
const FULL: readonly Group[] = [
  { ...full, latencyMs: 0, pagesEach: 40 },
  { ...full, latencyMs: 50, pagesEach: 20 },
  { ...patient, latencyMs: 300 },
  { ...patient, latencyMs: 1_000, atOnce: { warehouses: 4, saleouts: 2 } },
];

const brief = { concurrency: [1, 4], warmPages: 10, atOnce: alone };
const SHORT: readonly Group[] = [
  { ...brief, latencyMs: 0, pagesEach: 10 },
  { ...brief, latencyMs: 50, pagesEach: 5 },
];

/** Rows a page: as many as each method gives. */
const PAGE_SIZE = { warehouses: 100, saleouts: 50 } as const;

const schemes = Object.keys(measured) as Measured[];

/**
 * A plain script and the scheme in turn, round after round: two schemes, short and long rows, several latencies and concurrencies.
 * @throws Error when the scheme made other calls than the script: then the times mean nothing
 */
export async function measurePlain(
  server: BenchServer,
  { rounds, short, latency, scheme, note }: Measurement,
): Promise<PlainCell[]> {
  const cells: PlainCell[] = [];
  const groups = (short ? SHORT : FULL).filter(({ latencyMs }) => latencyMs === (latency ?? latencyMs));
  if (groups.length === 0) throw new Error(`plain: no cells of ${latency} ms are measured`);
  const chosen = scheme ? [scheme] : schemes;
  for (const group of groups) {
    for (const batch of chosen.flatMap((one) => batchesOf(group, one))) {
      note(`plain: ${group.latencyMs} ms a call, ${batch.map(nameOf).join(', ')}`);
      cells.push(...(await measureBatch(server, group, batch, rounds)));
    }
  }
  return cells;
}

function batchesOf(group: Group, scheme: Measured): Load[][] {
  return chunks(loadsOf(group, scheme), group.atOnce[scheme]);
}

function loadsOf({ pagesEach, concurrency }: Group, scheme: Measured): Load[] {
  return ([300, 3_000] as const).flatMap((rowBytes) =>
    concurrency.map((count) => ({
      scheme,
      rows: pagesEach * count * PAGE_SIZE[scheme],
      rowBytes,
      pageSize: PAGE_SIZE[scheme],
      concurrency: count,
      // Of neighbouring days one is read at a time.
      days: 2 * count,
    })),
  );
}

function nameOf({ scheme, rowBytes, concurrency }: Load): string {
  return `${scheme} of ${rowBytes} B at concurrency ${concurrency}`;
}

async function measureBatch(
  server: BenchServer,
  group: Group,
  loads: readonly Load[],
  rounds: number,
): Promise<PlainCell[]> {
  const benches = await Promise.all(loads.map((load) => Bench.open(server, load, group)));
  try {
    for (let round = 0; round < rounds; round += 1) {
      await Promise.all(benches.map((bench) => bench.runPlain()));
      await Promise.all(benches.map((bench) => bench.runScheme()));
    }
    return benches.map((bench) => bench.cell());
  } finally {
    await Promise.all(benches.map((bench) => bench.close()));
  }
}

type Calls = Readonly<Record<string, number>>;

/** Whether both made the same calls; of a shared list the last requests may be for a page past its end. */
function areAlike(plain: Calls, scheme: Calls, concurrency: number): boolean {
  return Object.keys({ ...plain, ...scheme }).every((name) => {
    const beyond = name.startsWith('kingdee') ? 0 : concurrency - 1;
    return Math.abs((plain[name] ?? 0) - (scheme[name] ?? 0)) <= beyond;
  });
}

/** One cell on its way. */
class Bench {
  private readonly plainMs: number[] = [];
  private readonly schemeMs: number[] = [];
  private calls: Calls = {};

  private constructor(
    private readonly site: Site,
    private readonly load: Load,
    private readonly latencyMs: number,
  ) {}

  /** Starts everything and runs both without latency for a while. */
  static async open(
    server: BenchServer,
    load: Load,
    { latencyMs, warmPages }: Pick<Group, 'latencyMs' | 'warmPages'>,
  ): Promise<Bench> {
    const site = await Site.open(server);
    await site.world.startWorker();
    await site.putRows(load);
    const bench = new Bench(site, load, latencyMs);
    for (let pages = 0; pages < warmPages; pages += load.rows / load.pageSize) await bench.warmUp();
    return bench;
  }

  private async warmUp(): Promise<void> {
    await this.site.empty(this.load);
    await this.plainly();
    await this.site.empty(this.load);
    await this.asScheme();
  }

  async runPlain(): Promise<void> {
    await this.prepare();
    this.plainMs.push(await timed(() => this.plainly()));
    this.calls = await this.site.calls();
  }

  async runScheme(): Promise<void> {
    await this.prepare();
    this.schemeMs.push(await timed(() => this.asScheme()));
    const calls = await this.site.calls();
    if (!areAlike(this.calls, calls, this.load.concurrency))
      throw new Error(
        `${nameOf(this.load)}: the script called ${JSON.stringify(this.calls)}, the scheme ${JSON.stringify(calls)}`,
      );
  }

  cell(): PlainCell {
    const { rowBytes, concurrency, rows, pageSize, scheme } = this.load;
    return {
      scheme: measured[scheme],
      rowBytes: rowBytes as PlainCell['rowBytes'],
      latencyMs: this.latencyMs,
      concurrency,
      pages: rows / pageSize,
      rows,
      plainMs: this.plainMs.map(Math.round),
      schemeMs: this.schemeMs.map(Math.round),
    };
  }

  close(): Promise<void> {
    return this.site.close();
  }

  private prepare(): Promise<void> {
    return this.site.prepare(this.load, this.latencyMs);
  }

  private async plainly(): Promise<void> {
    this.expectAll(await runPlainly(this.site.runtime, measured[this.load.scheme], inputOf(this.load)));
  }

  private async asScheme(): Promise<void> {
    const report = await this.site.world.run(inputOf(this.load), measured[this.load.scheme]);
    this.expectAll(report.counts.created);
  }

  private expectAll(written: number): void {
    if (written !== this.load.rows)
      throw new Error(`${nameOf(this.load)}: ${written} of ${this.load.rows} rows were written`);
  }
}

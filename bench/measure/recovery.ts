import type { Program } from '../../src/stack/program';
import type { Interruption, RecoveryCell } from '../results';
import { arrivals } from '../lab/journal';
import { BenchServer } from '../lab/server';
import { inputOf, measured, Site, type Load } from '../lab/site';
import type { Measurement } from './measurement';

/** A run that is interrupted in its middle. */
const LOAD: Load = { scheme: 'warehouses', rows: 4_000, rowBytes: 300, pageSize: 100, lanes: 4 };

const LATENCY = 300;

/** Pages that are written before. */
const BEFORE = 8;

const SERVER_DOWN_MS = 2_000;

interface Scene {
  readonly server: BenchServer;
  readonly site: Site;
  readonly worker: Program;
}

type Interrupt = (scene: Scene) => Promise<number>;

/** Answers the moment from which the wait for the next page counts. */
const interruptions: Readonly<Record<Interruption, Interrupt>> = {
  async 'worker killed'({ site, worker }) {
    const at = Date.now();
    await site.world.killWorker(worker);
    await site.world.startWorker();
    return at;
  },
  async 'worker stopped'({ site, worker }) {
    const at = Date.now();
    await Promise.all([worker.stop(), site.world.startWorker()]);
    return at;
  },
  async 'server killed'({ server }) {
    await server.killFor(SERVER_DOWN_MS);
    return Date.now();
  },
};

/** What it costs that a worker is killed or stopped, and another one started at once, or that the server is killed and comes back. */
export async function measureRecovery({ rounds, note }: Measurement): Promise<RecoveryCell[]> {
  const cells: RecoveryCell[] = [];
  for (const what of Object.keys(interruptions) as Interruption[]) {
    note(`recovery: ${what}`);
    const outcomes = [];
    for (let round = 0; round < rounds; round += 1) outcomes.push(await measureOnce(interruptions[what]));
    cells.push({
      what,
      secondsToNextPage: outcomes.map(({ seconds }) => seconds),
      repeatedCalls: outcomes.map(({ repeated }) => repeated),
    });
  }
  return cells;
}

async function measureOnce(interrupt: Interrupt): Promise<{ seconds: number; repeated: number }> {
  const server = await BenchServer.start();
  const site = await Site.open(server);
  try {
    const { world } = site;
    const worker = await world.startWorker();
    await site.putRows(LOAD);
    await site.empty(LOAD);
    await site.setLatency(LATENCY);
    const saves = async () => arrivals(await site.journal(), 'kingdee', 'BatchSave');
    const run = await world.startRun(inputOf(LOAD), measured.warehouses);
    await world.until(async () => (await saves()).length >= BEFORE);
    const from = await interrupt({ server, site, worker });
    const { counts } = await run.result();
    // What the interrupted attempt had saved is found by the next one.
    const done = counts.created + counts.unchanged + counts.audited;
    if (done !== LOAD.rows) throw new Error(`${done} of ${LOAD.rows} rows are in the target`);
    const next = (await saves()).find((at) => at > from);
    return { seconds: ((next ?? NaN) - from) / 1_000, repeated: await repeatedCalls(site) };
  } finally {
    await site.close();
    await server.stop();
  }
}

/** Calls beyond those of an undisturbed run: a page read, looked up, saved in two batches, verified. */
async function repeatedCalls(site: Site): Promise<number> {
  const pages = LOAD.rows / LOAD.pageSize;
  const calls = await site.calls();
  const made = Object.entries(calls).filter(([name]) => !/login|token/i.test(name));
  return made.reduce((sum, [, count]) => sum + count, 0) - pages * CALLS_A_PAGE;
}

const CALLS_A_PAGE = 5;

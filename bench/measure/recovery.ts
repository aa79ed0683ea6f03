import type { Program } from '../../dev/stack/program';
import type { Interruption, RecoveryCell } from '../results';
import { arrivals } from '../lab/journal';
import { BenchServer } from '../lab/server';
import { inputOf, measured, Site, type Load } from '../lab/site';
import type { Measurement } from './measurement';

/** A run that is interrupted in its middle. */
const LOAD: Load = { scheme: 'warehouses', rows: 4_000, rowBytes: 300, pageSize: 100, concurrency: 4 };

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
    await site.world.startWorker();
    const at = Date.now();
    await worker.stop();
    return at;
  },
  async 'worker replaced'({ site, worker }) {
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
    await site.prepare(LOAD, LATENCY);
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

/** Calls that were made a second time; a request past the end of the list is none. */
async function repeatedCalls(site: Site): Promise<number> {
  const journal = await site.journal();
  const kingdee = journal.filter(({ platform }) => platform === 'kingdee');
  const reads = journal.filter(({ operation }) => operation === 'wms.partner.query');
  const pages = new Set(reads.map(({ summary }) => String(summary.page_index)));
  return kingdee.length - (LOAD.rows / LOAD.pageSize) * CALLS_A_PAGE + reads.length - pages.size;
}

/** A page is looked up, saved in two batches and verified. */
const CALLS_A_PAGE = 4;

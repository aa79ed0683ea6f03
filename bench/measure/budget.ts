import type { BudgetCell } from '../results';
import { arrivals } from '../lab/journal';
import type { BenchServer } from '../lab/server';
import { measured, Site } from '../lab/site';
import { saleoutDay } from '../lab/rows';
import { allowedCalls } from '../lab/allowed';
import type { Measurement } from './measurement';

/** What Jushuitan allows a merchant. */
const LIMITS = { perSecond: 5, perMinute: 100 };

const ACCOUNT = { budget: { ...LIMITS, account: 'merchant' } };

const WORKERS = 2;

/** Pages of each run: together more calls than the account may make in the time that is measured. */
const RUNS = 5;

/**
 * Five runs in two worker processes on one account, with more to read than it may: the calls as the simulator got them.
 * The rows are in the target already, so that nothing but the account's limits holds the runs back.
 */
export async function measureBudget(
  server: BenchServer,
  { short, note }: Measurement,
): Promise<BudgetCell[]> {
  note(`budget: ${RUNS} runs in ${WORKERS} workers on one account`);
  const site = await Site.open(server, { jushuitan: ACCOUNT, qimen: ACCOUNT });
  try {
    const callsMs = await callsOf(site, short ? 24 : 80);
    return [
      {
        account: 'Jushuitan, two connections',
        workers: WORKERS,
        ...LIMITS,
        callsMs,
        usedShare: callsMs.length / allowedCalls(LIMITS, callsMs.at(-1) ?? 0),
      },
    ];
  } finally {
    await site.close();
  }
}

/** Moments of the calls, from the first, until everything is read. */
async function callsOf(site: Site, pages: number): Promise<number[]> {
  const { world } = site;
  await site.putRows({
    scheme: 'saleouts',
    rows: pages * (RUNS - 1),
    rowBytes: 300,
    pageSize: 1,
    concurrency: 1,
    days: RUNS - 1,
  });
  await site.putRows({ scheme: 'warehouses', rows: pages, rowBytes: 300, pageSize: 1, concurrency: 1 });
  await Promise.all(Array.from({ length: WORKERS }, () => world.startWorker()));
  await world.control.forgetRequests();
  const runs = await Promise.all([
    world.startRun({ pageSize: 1, concurrency: 2 }, measured.warehouses),
    ...Array.from({ length: RUNS - 1 }, (_, at) =>
      world.startRun(
        { pageSize: 1, concurrency: 1, from: saleoutDay(at), to: saleoutDay(at) },
        measured.saleouts,
      ),
    ),
  ]);
  await Promise.all(runs.map((run) => run.result()));
  const journal = await site.journal();
  const calls = [...arrivals(journal, 'jushuitan'), ...arrivals(journal, 'qimen')].sort((a, b) => a - b);
  const [first = 0] = calls;
  return calls.map((at) => at - first);
}

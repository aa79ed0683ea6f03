import type { WireRow } from '../support/control';
import { World } from '../support/world';
import { warehouses } from '../schemes/warehouses';
import { cases } from './support/cases';
import { isLong, part, seed } from './support/form';
import { Random } from './support/random';
import { expectBalanced } from './support/reference';
import { bills, customers, shippedAnew, shops, stocks } from './support/rows';

const limits = { perSecond: 5, perMinute: 100 };
const account = { budget: { ...limits, account: 'merchant' } };
const shared = ['jushuitan', 'qimen'];
const others = ['guanyi', 'kingdee', 'greatonce'];

/** Words by which the vendor's refusal of calls too many is known here: it publishes none. */
const tooMany = '请求次数超限';

interface Arrival {
  readonly at: number;
  readonly outcome: string;
}

/** Calls on the shared account by the sandbox's clock. */
async function arrivals(world: World): Promise<Arrival[]> {
  const calls = await Promise.all(shared.map((platform) => world.control.requests(`?platform=${platform}`)));
  return calls
    .flat()
    .map(({ at, outcome }) => ({ at: Date.parse(at), outcome }))
    .sort((a, b) => a.at - b.at);
}

/** Most calls that any window of this length held. */
function fullest(calls: readonly Arrival[], withinMs: number): number {
  return Math.max(
    0,
    ...calls.map(({ at }, index) => calls.slice(index).filter((call) => call.at < at + withinMs).length),
  );
}

async function prepare(world: World): Promise<void> {
  const { control } = world;
  await control.reset({ sizes: { saleouts: 60, BD_Customer: 6 } });
  const saleouts = shippedAnew(await control.rows('qimen', 'saleouts'), 14);
  const places = [...new Set(saleouts.map(({ wms_co_id }) => wms_co_id)), 'CK1'];
  const base: WireRow[] = await control.rows('kingdee', 'BD_Customer');
  await control.put('kingdee', 'BD_Customer', [...base, ...customers(6)]);
  await control.put('kingdee', 'BD_STOCK', stocks(places, '100'));
  await control.put('kingdee', 'SAL_OUTSTOCK', bills(6));
  await control.put('qimen', 'saleouts', saleouts);
  await control.put('guanyi', 'shops', shops(14));
  await control.put('jushuitan', 'warehouses', warehouses(30));
  await control.switches('greatonce', { throttleText: tooMany });
  for (const platform of shared)
    await control.switches(platform, { ratePerSecond: limits.perSecond, ratePerMinute: limits.perMinute });
}

async function blow(world: World, random: Random): Promise<void> {
  await prepare(world);
  // Each throttle of the shared account halves its pace, so that few are a storm there.
  const few = shared.map((platform) => ({ platform, kind: 'throttle', skip: random.int(1, 4), times: 1 }));
  const many = others.map((platform) => {
    const struck = random.int(1, 1_000_000);
    return { platform, kind: 'throttle', share: random.int(5, 15) / 100, seed: struck };
  });
  await world.control.fault([...few, ...many]);
  await world.control.forgetRequests();
  const inputs = cases.map(({ scheme, input }) => [scheme, { ...input, pageSize: 5 }] as const);
  const runs = await Promise.all(inputs.map(([name, input]) => world.startRun(input, name)));
  const reports = await Promise.all(runs.map((run) => run.result()));
  reports.forEach(expectBalanced);
  expect(reports.map(({ scheme, outcome }) => [scheme, outcome])).toEqual(
    inputs.map(([scheme]) => [scheme, 'clean']),
  );
  const calls = await arrivals(world);
  expect(calls.filter(({ outcome }) => outcome === 'fault:throttle')).toHaveLength(few.length);
  expect(calls.filter(({ outcome }) => !['ok', 'fault:throttle'].includes(outcome))).toEqual([]);
  expect(fullest(calls, 1_000)).toBeLessThanOrEqual(limits.perSecond);
  expect(fullest(calls, 60_000)).toBeLessThanOrEqual(limits.perMinute);
  const struck = await world.control.requests('?platform=kingdee');
  expect(struck.some(({ outcome }) => outcome === 'fault:throttle')).toBe(true);
}

test(
  'two workers and five schemes under throttles stay within the budget of their account, and end clean',
  async () => {
    const world = await World.start({
      jushuitan: account,
      qimen: account,
      kingdee: { callLimitPauseMs: 200 },
      greatonce: { throttledTexts: [tooMany], throttlePauseMs: 200 },
    });
    try {
      await Promise.all([world.startWorker(), world.startWorker()]);
      for (let round = seed; round < seed + (isLong ? 10 : 1); round += 1)
        await part('throttles', () => blow(world, new Random(round, 'throttles')), round);
    } finally {
      await world.stop();
    }
  },
  isLong ? 3_600_000 : 180_000,
);

import { schemes } from '../../../src/workflows/catalogue';
import type { WorldOptions } from '../../support/world';
import { cases, type SchemeCase } from './cases';
import { isLong } from './form';
import { kinds, type Kind } from './kinds';
import { lieOf, type Switched } from './lies';
import { oddityOf, siteOf } from './oddities';
import { Random } from './random';
import type { Reference } from './reference';

/** Beside what can happen to a call on its way, what platforms do by themselves. */
const weather: readonly Kind[] = [
  ...kinds,
  { name: 'expiry', fault: { kind: 'session-expiry' }, heals: true },
  { name: 'throttling', fault: { kind: 'throttle' }, heals: true },
  { name: 'latency', fault: { kind: 'latency', milliseconds: 700 }, heals: true },
];

/** Where an expired session is a right that was taken away: a person grants it again, with these switches. */
export const grants: readonly Switched[] = [
  { platform: 'guanyi', values: { authorized: true } },
  { platform: 'greatonce', values: { configured: true } },
];

/** A fault of a storm, and whether the run must get over it. */
export interface Struck {
  readonly fault: object;
  readonly heals: boolean;
}

/** What one seed decides. */
export interface Storm {
  readonly one: SchemeCase;
  /** The same as it runs in the storm: where it goes on from its watermark, without a window of its own. */
  readonly run: SchemeCase;
  readonly options: WorldOptions;
  /** How lists lie and sites differ while the storm lasts. */
  readonly switched: readonly Switched[];
  readonly isHonest: boolean;
  readonly isForeign: boolean;
  readonly isScheduled: boolean;
  /** Whether a second run follows while the storm lasts; in the long form only. */
  readonly goesOn: boolean;
  readonly random: Random;
}

/** Draws a storm. */
export function drawn(seed: number): Storm {
  const random = new Random(seed, 'a storm');
  const one = random.pick(cases);
  const { source, target, watermark } = schemes[one.scheme]!;
  const lie = random.chance(0.7) ? lieOf(source.platform, random) : undefined;
  const sites = [source, target].map(({ platform }) => siteOf(platform, random));
  const isGoingOn = watermark !== undefined && random.chance(0.7);
  const hasOwnWindow = one.input.from !== undefined && !isGoingOn;
  return {
    one,
    run: isGoingOn ? { ...one, input: {} } : one,
    options: optionsOf(random, isGoingOn ? { [one.scheme]: { since: one.input.from } } : {}),
    switched: [...sites, ...(lie ? [lie] : [])],
    isHonest: lie === undefined,
    isForeign: random.chance(0.5),
    isScheduled: !hasOwnWindow && random.chance(0.5),
    goesOn: random.chance(0.5) && isLong,
    random,
  };
}

function optionsOf(random: Random, schemes: Record<string, object>): WorldOptions {
  return {
    kingdee: { auth: random.pick(['signed', 'app-secret']), callLimitPauseMs: 500 },
    greatonce: { concurrency: random.int(1, 3) },
    scheme: { concurrency: random.int(1, 3), pageSize: random.int(3, 8), batchSize: random.int(1, 6) },
    schemes,
    alerts: { channels: { group: { format: 'json', url: { env: 'GROUP_URL' } } } },
  };
}

/** Each fault strikes an operation that the run uses: some of its calls, or a share of all. */
export function faultsOf({ calls }: Reference, { random, isHonest }: Storm): Struck[] {
  // Under many faults a run ends before it has seen a lie.
  const count = isHonest ? random.int(2, 6) : random.int(0, 2);
  return Array.from({ length: count }, () => {
    const { platform, operation, write } = random.pick(calls);
    const isOdd = random.chance(0.4);
    const { fault, heals } = isOdd ? oddityOf(platform, random) : random.pick(weather);
    const how = random.chance(0.5)
      ? { skip: random.int(0, 6), times: random.int(1, 3) }
      : { share: random.int(2, 20) / 100, seed: random.int(1, 1_000_000) };
    const isExpiry = 'kind' in fault && fault.kind === 'session-expiry';
    const isLasting = isExpiry && grants.some((grant) => grant.platform === platform);
    return {
      fault: { platform, operation, ...fault, ...how },
      heals: !isLasting && (heals || (write && !isOdd)),
    };
  });
}

/** After how many calls the worker is killed, each time. */
export function killsOf({ calls }: Reference, { random }: Storm): number[] {
  return Array.from({ length: random.int(0, 2) }, () => random.int(1, calls.length));
}

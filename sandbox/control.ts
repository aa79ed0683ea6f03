import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { BadInput, checked, named } from './input';
import type { Clock } from './clock';
import { faultKinds, readFaults, type FaultBook } from './faults';
import type { Journal } from './journal';
import type { Platform, SeedOptions } from './platform';

/** What the control address shows and steers. */
export interface ControlParts {
  readonly platforms: readonly Platform[];
  readonly faults: FaultBook;
  readonly journal: Journal;
  readonly clock: Clock;
  /** Addresses and credentials, as in the program's first line. */
  readonly describe: () => Record<string, unknown>;
  /** Back to the start: default data (or as given), no faults, journal, sessions, switches or clock offset. */
  readonly reset: (changes: Partial<SeedOptions>) => void;
}

const stateFilter = z.strictObject({ count: z.literal('true').optional() });
const requestFilter = z.strictObject({
  platform: z.string().optional(),
  operation: z.string().optional(),
  write: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
});
const resetOptions = z.strictObject({
  seed: z.int().optional(),
  sizes: z.record(z.string(), z.int().min(0)).optional(),
});
const clockSetting = z.strictObject({ offsetSeconds: z.number() });
const changes = z.record(z.string(), z.unknown());

/** Adds the routes under `/_sandbox`, for tests and people. Bad input is answered with HTTP 400 and `{error}`. */
export function registerControl(app: FastifyInstance, parts: ControlParts): void {
  registerOverview(app, parts);
  registerState(app, parts);
  registerFaults(app, parts);
  registerJournal(app, parts);
  registerSwitches(app, parts);
}

function registerOverview(app: FastifyInstance, { platforms, clock, describe, reset }: ControlParts): void {
  app.get('/_sandbox', () => ({
    ...describe(),
    platforms: platforms.map((platform) => ({
      name: platform.name,
      collections: Object.keys(platform.collections),
      switches: platform.switches.values(),
    })),
    faultKinds,
    clock: { offsetSeconds: clock.offsetSeconds, now: clock.now().toISOString() },
  }));
  app.post('/_sandbox/reset', ({ body }) => {
    const { seed, sizes } = checked(resetOptions, json(body) ?? {}, 'reset');
    reset({ ...(seed === undefined ? {} : { seed }), ...(sizes === undefined ? {} : { sizes }) });
    return { reset: true };
  });
  app.put('/_sandbox/clock', ({ body }) => {
    clock.offsetSeconds = checked(clockSetting, json(body), 'clock').offsetSeconds;
    return { offsetSeconds: clock.offsetSeconds, now: clock.now().toISOString() };
  });
}

function registerState(app: FastifyInstance, { platforms }: ControlParts): void {
  const path = '/_sandbox/state/:platform/:collection';
  type Params = { Params: { platform: string; collection: string } };
  const find = ({ platform, collection }: Params['Params']) =>
    named(platformNamed(platforms, platform).collections, collection, `collection of ${platform}`);
  app.get<Params>(path, ({ params, query }) => {
    const collection = find(params);
    const { count } = checked(stateFilter, query, 'filter');
    return count === undefined ? collection.list() : { rows: collection.count() };
  });
  app.put<Params>(path, ({ params, body }) => {
    const rows = checked(z.array(z.unknown()), json(body), 'rows');
    orBadInput(() => find(params).replace(rows));
    return { rows: rows.length };
  });
}

function registerFaults(app: FastifyInstance, { platforms, faults }: ControlParts): void {
  const names = platforms.map(({ name }) => name);
  app.get('/_sandbox/faults', () => faults.list());
  app.post('/_sandbox/faults', ({ body }) => readFaults(json(body), names).map((fault) => faults.add(fault)));
  app.delete('/_sandbox/faults', () => {
    faults.clear();
    return faults.list();
  });
  app.delete<{ Params: { id: string } }>('/_sandbox/faults/:id', ({ params }) => {
    faults.remove(params.id);
    return faults.list();
  });
}

function registerJournal(app: FastifyInstance, { journal }: ControlParts): void {
  app.get('/_sandbox/requests', ({ query }) => journal.list(checked(requestFilter, query, 'filter')));
  app.delete('/_sandbox/requests', () => {
    journal.clear();
    return journal.list();
  });
}

function registerSwitches(app: FastifyInstance, { platforms }: ControlParts): void {
  const path = '/_sandbox/switches/:platform';
  type Params = { Params: { platform: string } };
  app.get<Params>(path, ({ params }) => platformNamed(platforms, params.platform).switches.values());
  app.put<Params>(path, ({ params, body }) => {
    const { switches } = platformNamed(platforms, params.platform);
    orBadInput(() => switches.set(checked(changes, json(body), 'switches')));
    return switches.values();
  });
}

function platformNamed(platforms: readonly Platform[], name: string): Platform {
  return named(Object.fromEntries(platforms.map((platform) => [platform.name, platform])), name, 'platform');
}

/** A body as JSON whatever its content type says; undefined when there is none. */
function json(body: unknown): unknown {
  const text = Buffer.isBuffer(body) ? body.toString().trim() : '';
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadInput(`The body is not JSON: ${(error as Error).message}`);
  }
}

/** What a platform says against rows or switches is the caller's fault. */
function orBadInput(change: () => void): void {
  try {
    change();
  } catch (error) {
    throw new BadInput((error as Error).message);
  }
}

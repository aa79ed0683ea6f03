import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BadInput, checked } from './input';
import type { Operation } from './platform';

const milliseconds = z.int().min(0);
const httpStatus = z.int().min(200).max(599);
const body = z.unknown();
const after = z.boolean().default(false);

/** The kinds of fault, each with its own settings. `after: true` means: after the platform has committed. */
const kinds = {
  latency: { milliseconds },
  'session-expiry': {},
  'token-expiry': {},
  'timeout-before-commit': { milliseconds: milliseconds.optional() },
  'timeout-after-commit': { milliseconds: milliseconds.optional() },
  'reset-before-commit': {},
  'reset-after-commit': {},
  status: { status: httpStatus, body: body.optional(), after },
  answer: { body, status: httpStatus.default(200), contentType: z.string().optional(), after },
  throttle: {},
  'half-body': {},
  'slow-body': { milliseconds },
};

/** Every kind of fault, for the sandbox's description. */
export const faultKinds = Object.keys(kinds);

const scope = {
  platform: z.string(),
  operation: z.string().optional(),
  times: z.int().min(1).optional(),
  share: z.number().gt(0).max(1).optional(),
  skip: z.int().min(0).default(0),
  seed: z.int().default(1),
  holds: z.string().min(1).optional(),
};

function kind<K extends keyof typeof kinds>(name: K) {
  return z.strictObject({ ...scope, kind: z.literal(name), ...kinds[name] });
}

const faultSchema = z
  .discriminatedUnion('kind', [
    kind('latency'),
    kind('session-expiry'),
    kind('token-expiry'),
    kind('timeout-before-commit'),
    kind('timeout-after-commit'),
    kind('reset-before-commit'),
    kind('reset-after-commit'),
    kind('status'),
    kind('answer'),
    kind('throttle'),
    kind('half-body'),
    kind('slow-body'),
  ])
  .refine((fault) => fault.times === undefined || fault.share === undefined, 'give times or share, not both');

/** A fault as it was ordered; without `times` and `share` it strikes every matching call until it is removed. */
export type Fault = z.infer<typeof faultSchema>;
/** A fault that decides how the call ends; the other kinds let it go its way. */
export type EndingFault = Exclude<Fault, { kind: 'latency' | 'session-expiry' | 'token-expiry' }>;
/** A fault on order, under the id by which it is removed; `times` and `skip` count down. */
export type OrderedFault = Fault & { readonly id: string };

/** Reads one fault or an array of them. Throws BadInput for an unknown platform, kind or setting. */
export function readFaults(input: unknown, platforms: readonly string[]): Fault[] {
  const faults = checked(z.array(faultSchema), Array.isArray(input) ? input : [input], 'faults');
  const stranger = faults.find(({ platform }) => !platforms.includes(platform));
  if (stranger)
    throw new BadInput(`faults: no platform "${stranger.platform}": use one of ${platforms.join(', ')}`);
  return faults;
}

/** Whether the call goes on after this fault: it was only delayed, or its session was taken away. */
export function letsPass(fault: Fault): fault is Exclude<Fault, EndingFault> {
  return ['latency', 'session-expiry', 'token-expiry'].includes(fault.kind);
}

/** The faults on order. A call is struck by every matching one up to the first that ends it. */
export class FaultBook {
  #orders: { fault: OrderedFault; calls: number }[] = [];
  #ids = 0;

  /** Puts a fault on order, behind those that are there. */
  add(fault: Fault): OrderedFault {
    const ordered = { ...fault, id: String(++this.#ids) };
    this.#orders.push({ fault: ordered, calls: 0 });
    return ordered;
  }

  /** What is still on order. */
  list(): readonly OrderedFault[] {
    return this.#orders.map(({ fault }) => fault);
  }

  /** Removes one fault. Throws BadInput when it is not, or no longer, on order. */
  remove(id: string): void {
    const left = this.#orders.filter(({ fault }) => fault.id !== id);
    if (left.length === this.#orders.length)
      throw new BadInput(`No fault "${id}" on order: used up, or never there`);
    this.#orders = left;
  }

  /** Removes all faults. */
  clear(): void {
    this.#orders = [];
  }

  /** The faults that strike this call, in order; counts them as used. */
  strike(operation: Operation, body: () => string): Fault[] {
    const struck: Fault[] = [];
    for (const order of this.#orders) {
      if (!concerns(order.fault, operation, body) || !falls(order)) continue;
      struck.push(order.fault);
      if (!letsPass(order.fault)) break;
    }
    this.#orders = this.#orders.filter(({ fault }) => fault.times !== 0);
    return struck;
  }
}

function concerns(fault: Fault, { platform, operation }: Operation, body: () => string): boolean {
  if (fault.platform !== platform || (fault.operation ?? operation) !== operation) return false;
  return fault.holds === undefined || body().includes(fault.holds);
}

function falls(order: { fault: OrderedFault; calls: number }): boolean {
  const { fault } = order;
  if (fault.skip > 0) {
    fault.skip -= 1;
    return false;
  }
  order.calls += 1;
  if (fault.times !== undefined) fault.times -= 1;
  return fault.share === undefined || chance(fault.seed, order.calls) < fault.share;
}

/** The n-th draw of a seed, in [0, 1): the same on every machine and every run. */
function chance(seed: number, n: number): number {
  return createHash('sha256').update(`${seed}:${n}`).digest().readUInt32BE() / 2 ** 32;
}

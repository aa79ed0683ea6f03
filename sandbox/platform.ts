import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What a simulated platform is to the frame: routes, stateful collections, switches and demo data. */
export interface Platform {
  /** `jushuitan`, `kingdee` … as in control addresses. */
  readonly name: string;
  /** Rows by collection in the platform's own wire shape, for `GET|PUT /_sandbox/state/<platform>/<collection>`. */
  readonly collections: Readonly<Record<string, Collection>>;
  /** Behaviours that the vendor does not document, as switches: `GET|PUT /_sandbox/switches/<platform>`. */
  readonly switches: SwitchBoard;
  /**
   * Adds the platform's own routes; every call goes through `gate.answer`.
   * `request.body` is always a Buffer with the bytes that came. Called once, before the first `reset`.
   */
  register(app: FastifyInstance, gate: Gate): void;
  /** Back to seeded default data, default switches, no sessions. */
  reset(seed: SeedOptions): void;
  /** Ends all sessions, or makes all tokens expired: the fault kinds `session-expiry` and `token-expiry`. */
  expireSessions(): void;
  /** The platform's throttle answer to that call, for the fault kind `throttle`. */
  throttleAnswer(operation?: Operation): Answer;
  /** Addresses and (public, made-up) credentials under which clients reach it. */
  describe(baseUrl: string): Record<string, string | number>;
}

/** A list of rows that people and tests read and replace over the control address. */
export interface Collection {
  /** All rows, wire shape. */
  list(): readonly unknown[];
  /** How many there are. */
  count(): number;
  /** Replaces all rows. Throws an Error with one clear line for a row that cannot be held. */
  replace(rows: readonly unknown[]): void;
}

/** Named switches with default values; unknown names and values are refused with one clear line. */
export interface SwitchBoard {
  values(): Readonly<Record<string, SwitchValue>>;
  set(changes: Readonly<Record<string, unknown>>): void;
  reset(): void;
}
export type SwitchValue = string | number | boolean;

/** Size and seed of the default data, e.g. `{ seed: 7, sizes: { warehouses: 230 } }`. */
export interface SeedOptions {
  readonly seed: number;
  readonly sizes: Readonly<Record<string, number>>;
}

/** An answer as bytes on the wire. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Sent as it is when text; as compact JSON otherwise. */
  readonly body: unknown;
  /** For the journal: the platform refused the call (error envelope), though HTTP may say 200. */
  readonly refused?: boolean;
  /** For the journal: the refusal in the platform's own words. No secrets. */
  readonly reason?: string;
}

/** What the frame must know of a call before and after it is handled. */
export interface Operation {
  readonly platform: string;
  /** The platform's own name: `wms.partner.query`, `BatchSave`, `LoginByAppSecret`. */
  readonly operation: string;
  /** Whether the call may change documents (saves, submits, audits); reads and logins are not writes. */
  readonly write: boolean;
  /** Facts for the journal: page number, form, document numbers. No secrets. */
  readonly summary: Readonly<Record<string, unknown>>;
}

/** The one door of all platform calls: applies faults, runs the handler (the commit), journals, answers. */
export interface Gate {
  answer(
    request: FastifyRequest,
    reply: FastifyReply,
    operation: Operation,
    handle: () => Answer | Promise<Answer>,
  ): Promise<void>;
  /** The sandbox's clock: real time, plus an offset that the control address can set. */
  now(): Date;
}

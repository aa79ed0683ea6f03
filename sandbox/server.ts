import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { BadInput } from './input';
import { Clock } from './clock';
import { registerControl } from './control';
import { FaultBook } from './faults';
import { createGate } from './gate';
import { greatoncePlatform } from './greatonce';
import { guanyiPlatform } from './guanyi';
import { Journal } from './journal';
import { jushuitanPlatform } from './jushuitan';
import { kingdeePlatform } from './kingdee';
import type { Platform, SeedOptions } from './platform';
import { qimenPlatform } from './qimen';

/** How to start a sandbox; every part has a default. */
export interface SandboxOptions extends Partial<SeedOptions> {
  /** Address to listen on; default 127.0.0.1. */
  readonly host?: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Longest request body in bytes; default 32 MB. */
  readonly bodyLimit?: number;
  /** Default: all platforms there are. */
  readonly platforms?: readonly Platform[];
}

/** A sandbox that listens. */
export interface RunningSandbox {
  /** Base address, without a slash at its end. */
  readonly url: string;
  /** `control` and, by platform, the addresses and made-up credentials under which clients reach it. */
  readonly description: Readonly<Record<string, unknown>>;
  /** Stops listening and cuts all open connections, also those that a fault holds. */
  close(): Promise<void>;
}

/** Every platform the sandbox can simulate, with no data yet. */
export async function allPlatforms(): Promise<Platform[]> {
  return [
    await jushuitanPlatform(),
    await kingdeePlatform(),
    await qimenPlatform(),
    await guanyiPlatform(),
    await greatoncePlatform(),
  ];
}

/** Starts a sandbox with seeded data. Throws BadInput for an unknown size, and the system's error for a busy port. */
export async function createSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const { host = '127.0.0.1', port = 0, bodyLimit = 32 * 1024 * 1024 } = options;
  const platforms = options.platforms ?? (await allPlatforms());
  const app = createServer(bodyLimit);
  const closing = new AbortController();
  const describe = () => describeAll(platforms, baseUrl(app, host));
  assemble(app, platforms, options, { closing: closing.signal, describe });
  await app.listen({ host, port });
  return {
    url: baseUrl(app, host),
    description: describe(),
    async close() {
      closing.abort();
      await app.close();
    },
  };
}

/** HTTP/1.1, paths in any case, bodies of any content type kept as the bytes that came (signatures are over them). */
function createServer(bodyLimit: number): FastifyInstance {
  const app = Fastify({ bodyLimit, forceCloseConnections: true, routerOptions: { caseSensitive: false } });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', ({ headers }, _reply, done) => {
    // Fastify refuses what is not type/subtype, but published clients send such things.
    if (!/^[\w.+-]+\/[\w.+-]+/.test(headers['content-type'] ?? '')) delete headers['content-type'];
    done();
  });
  app.addHook('preHandler', (request, _reply, done) => {
    request.body ??= Buffer.alloc(0);
    done();
  });
  app.setErrorHandler(({ statusCode = 500, message }: FastifyError, _request, reply) =>
    reply.code(statusCode).send({ error: message }),
  );
  app.setNotFoundHandler(({ method, url }, reply) =>
    reply.code(404).send({ error: `Nothing answers ${method} ${url.split('?')[0]} in this sandbox` }),
  );
  return app;
}

function assemble(
  app: FastifyInstance,
  platforms: readonly Platform[],
  start: SandboxOptions,
  { closing, describe }: { closing: AbortSignal; describe: () => Record<string, unknown> },
): void {
  const [faults, journal, clock] = [new FaultBook(), new Journal(), new Clock()];
  const gate = createGate({ platforms, faults, journal, clock, closing });
  const reset = ({ seed = start.seed ?? 1, sizes = {} }: Partial<SeedOptions>) => {
    const wanted = { seed, sizes: knownSizes({ ...start.sizes, ...sizes }, platforms) };
    faults.clear();
    journal.clear();
    clock.offsetSeconds = 0;
    for (const platform of platforms) platform.reset(wanted);
  };
  for (const platform of platforms) platform.register(app, gate);
  registerControl(app, { platforms, faults, journal, clock, describe, reset });
  reset({});
}

/** Sizes are named like the collections they fill: a misspelt one would leave the default size unnoticed. */
function knownSizes(sizes: SeedOptions['sizes'], platforms: readonly Platform[]): SeedOptions['sizes'] {
  const known = platforms.flatMap(({ collections }) => Object.keys(collections));
  const stranger = Object.keys(sizes).find((name) => !known.includes(name));
  if (stranger !== undefined)
    throw new BadInput(`Unknown size "${stranger}": use one of ${known.join(', ')}`);
  return sizes;
}

function describeAll(platforms: readonly Platform[], url: string): Record<string, unknown> {
  return { control: url, ...Object.fromEntries(platforms.map((one) => [one.name, one.describe(url)])) };
}

/** Where a client on this machine reaches the server, also when it listens on all addresses. */
function baseUrl(app: FastifyInstance, host: string): string {
  const { port } = app.server.address() as AddressInfo;
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

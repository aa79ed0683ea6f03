import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpSettings } from '../config/config';

/** Thrown when the address of `worker.http` cannot be listened on. */
export class CannotListen extends Error {
  /** `host:port`. */
  readonly address: string;
  /** The system's code. */
  readonly code: string;

  constructor({ host, port }: HttpSettings, cause: NodeJS.ErrnoException) {
    super(`worker.http: cannot listen on ${host}:${port} (${cause.code})`, { cause });
    this.name = 'CannotListen';
    this.address = `${host}:${port}`;
    this.code = String(cause.code);
  }
}

/** What a path answers. */
export interface Page {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** A running server. */
export interface PageServer {
  /** `http://host:port`. */
  readonly url: string;
  /** Ends all connections. */
  close(): Promise<void>;
}

/** Takes what went wrong while operators were answered, and why. */
export type ReportTrouble = (what: string, error: unknown) => void;

/** Serves pages by path, to GET and HEAD. @throws CannotListen */
export async function servePages(
  settings: HttpSettings,
  pages: Readonly<Record<string, () => Promise<Page>>>,
  report: ReportTrouble,
): Promise<PageServer> {
  const server = createServer((asked, answer) => {
    void pageOf(pages, report, asked.method, asked.url).then(({ status, type, text }) => {
      answer.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
      answer.end(asked.method === 'HEAD' ? undefined : text);
    });
  });
  await listen(server, settings);
  const { port } = server.address() as AddressInfo;
  return { url: `http://${inUrl(settings.host)}:${port}`, close: () => close(server) };
}

async function pageOf(
  pages: Readonly<Record<string, () => Promise<Page>>>,
  report: ReportTrouble,
  method = '',
  url = '',
): Promise<Page> {
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'only GET and HEAD');
  const [path = ''] = url.split('?');
  if (!Object.hasOwn(pages, path)) return plain(404, `there is ${Object.keys(pages).join(', ')}`);
  try {
    return await pages[path]!();
  } catch (error) {
    report(`${path} could not be answered`, error);
    return plain(500, 'failed');
  }
}

/** A page of one line. */
export function plain(status: number, line: string): Page {
  return { status, type: 'text/plain; charset=utf-8', text: `${line}\n` };
}

async function listen(server: Server, settings: HttpSettings): Promise<void> {
  const { host, port } = settings;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new CannotListen(settings, error)));
    server.listen({ host, port }, resolve);
  });
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

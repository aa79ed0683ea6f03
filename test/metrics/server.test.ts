import { types } from 'node:util';
import { request } from 'undici';
import { plain, type PageServer, servePages } from '../../src/metrics/server';

describe('the HTTP server of a worker', () => {
  let server: PageServer;
  const told: unknown[][] = [];
  const report = (...trouble: unknown[]) => void told.push(trouble);
  beforeAll(async () => {
    server = await servePages(
      { host: '127.0.0.1', port: 0 },
      {
        '/one': async () => plain(200, 'first'),
        '/broken': async () => {
          throw new Error('a secret');
        },
      },
      report,
    );
  });
  afterAll(() => server.close());

  const ask = async (method: 'GET' | 'HEAD' | 'POST', path: string) => {
    const { statusCode, body } = await request(`${server.url}${path}`, { method });
    return { status: statusCode, text: await body.text() };
  };

  it.each([
    ['GET', '/one?x=1', 200, 'first\n'],
    ['HEAD', '/one', 200, ''],
    ['POST', '/one', 405, 'only GET and HEAD\n'],
    ['GET', '/two', 404, 'there is /one, /broken\n'],
    ['GET', '/constructor', 404, 'there is /one, /broken\n'],
    ['GET', '/broken', 500, 'failed\n'],
  ] as const)('answers %s %s with %i', async (method, path, status, text) => {
    expect(await ask(method, path)).toEqual({ status, text });
  });

  it('tells its log why a page could not be answered', async () => {
    await ask('GET', '/broken');
    expect(told.at(-1)).toEqual(['/broken could not be answered', new Error('a secret')]);
  });

  it('says in one line that its port is taken, and what to do', async () => {
    const port = Number(new URL(server.url).port);
    await expect(servePages({ host: '127.0.0.1', port }, {}, report)).rejects.toThrow(
      `worker.http: cannot listen on 127.0.0.1:${port} (EADDRINUSE)`,
    );
  });

  it('ends connections that are kept open when it closes', async () => {
    const other = await servePages(
      { host: '127.0.0.1', port: 0 },
      { '/never': () => new Promise(() => undefined) },
      report,
    );
    const asked = request(`${other.url}/never`).catch((error: Error) => error);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await other.close();
    // It may come from Node.js, whose Error is another than the one of a test.
    expect(types.isNativeError(await asked)).toBe(true);
  });
});

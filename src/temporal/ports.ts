import { createServer } from 'node:net';

/** The preferred port when nobody listens on it at 127.0.0.1, otherwise any free one. */
export async function freePort(preferred = 0): Promise<number> {
  return (await bind(preferred)) ?? (await bind(0)) ?? 0;
}

/** Binds and lets go again; `undefined` when the port is taken. */
async function bind(port: number): Promise<number | undefined> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(undefined) : reject(error),
    );
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

import type { DevServer } from '../../dev/server/devServer';

/** Stops the server that `globalSetup` started. */
export default async function globalTeardown(): Promise<void> {
  await (globalThis as { temporalServer?: DevServer }).temporalServer?.stop();
}

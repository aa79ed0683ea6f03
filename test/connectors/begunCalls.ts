import { subscribe, unsubscribe } from 'node:diagnostics_channel';

const CHANNEL = 'undici:request:create';

/**
 * Calls that the HTTP client begins on an address while the work is done, by the second that holds most of them. When they
 * arrive depends on how busy the host is; when they begin depends on the budget alone.
 */
export async function mostBegunInASecond(address: string, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  const note = (message: unknown) => {
    const { request } = message as { readonly request: { readonly origin: string; readonly path: string } };
    const isCall = new URL(address).origin === request.origin && !request.path.startsWith('/_sandbox');
    if (isCall) times.push(performance.now());
  };
  subscribe(CHANNEL, note);
  try {
    await work();
  } finally {
    unsubscribe(CHANNEL, note);
  }
  return Math.max(
    ...times.map((begin) => times.filter((time) => time >= begin && time < begin + 1_000).length),
  );
}

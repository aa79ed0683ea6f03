import { NativeConnection } from '@temporalio/worker';
import { CONNECT_TIMEOUT_MS } from '../contract/policies';
import { orUnreachable } from './connect';
import type { TemporalTarget } from './target';

/** A connection for workers. @throws TemporalUnreachable within a few seconds */
export async function connectNative(target: TemporalTarget): Promise<NativeConnection> {
  return orUnreachable(target, withinPatience(NativeConnection.connect(target.connectionOptions)));
}

/** The native side keeps trying for longer than a person wants to wait. */
async function withinPatience<T extends { close(): Promise<void> }>(connecting: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer within ${CONNECT_TIMEOUT_MS} ms`)),
      CONNECT_TIMEOUT_MS,
    );
  });
  try {
    return await Promise.race([connecting, late]);
  } catch (error) {
    connecting.then((connection) => connection.close()).catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

import { exitCodes } from '../shared/exit';

/** Listens for Ctrl-C and `kill`. */
export interface StopSignal {
  /** Aborts at the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** Resolves then. */
  readonly stopped: Promise<void>;
}

/** Turns the first SIGINT or SIGTERM into a clean stop; the second ends the process at once. */
export function onStopSignal(): StopSignal {
  const controller = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    const stop = () => {
      if (controller.signal.aborted) process.exit(exitCodes.interrupted);
      controller.abort();
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
  return { signal: controller.signal, stopped };
}

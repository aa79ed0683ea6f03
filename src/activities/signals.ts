import { cancellationSignal } from '@temporalio/activity';
import { CancelledFailure } from '@temporalio/common';

/**
 * Signal for writes of the current activity: as the activity's own, but deaf to a cancel of the run. A write that is
 * under way is finished and reported, since an aborted one would be in doubt; a dying worker or a lost heartbeat ends it.
 */
export function writeSignal(): AbortSignal {
  const own = cancellationSignal();
  const controller = new AbortController();
  const follow = (): void => {
    if (!isCancelOfRun(own.reason)) controller.abort(own.reason);
  };
  if (own.aborted) follow();
  else own.addEventListener('abort', follow, { once: true });
  return controller.signal;
}

function isCancelOfRun(reason: unknown): boolean {
  return reason instanceof CancelledFailure && reason.message === 'CANCELLED';
}

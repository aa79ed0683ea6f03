import type { Context } from '@temporalio/activity';
import type {
  ActivityExecuteInput,
  ActivityInboundCallsInterceptor,
  ActivityInterceptors,
  Next,
} from '@temporalio/worker';
import { toFailure, type KeepAnswer } from './failures';

type Execute = Next<ActivityInboundCallsInterceptor, 'execute'>;

/**
 * Around every activity: heartbeats that say "alive", at a third of the heartbeat time-out, and translation of
 * connector errors. So activities hold neither a timer nor a `try`.
 */
export function activityInterceptor(keepAnswer: KeepAnswer) {
  return (context: Context): ActivityInterceptors => ({
    inbound: {
      async execute(input: ActivityExecuteInput, next: Execute): Promise<unknown> {
        const stop = beat(context);
        try {
          return await next(input);
        } catch (error) {
          throw await toFailure(error, keepAnswer, context.info.attempt);
        } finally {
          stop();
        }
      },
    },
  });
}

function beat(context: Context): () => void {
  const timeout = context.info.heartbeatTimeoutMs;
  if (!timeout) return () => undefined;
  const timer = setInterval(() => context.heartbeat(), timeout / 3);
  return () => clearInterval(timer);
}

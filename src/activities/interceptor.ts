import type { Context } from '@temporalio/activity';
import type {
  ActivityExecuteInput,
  ActivityInboundCallsInterceptor,
  ActivityInterceptors,
  Next,
} from '@temporalio/worker';
import { z } from 'zod';
import type { EngineActivities } from '../contract/run';
import type { AlertActivities } from '../contract/alerts';
import type { ReconcileActivities } from '../contract/reconcile';
import type { RepairActivities } from '../contract/repair';
import { toFailure, type KeepAnswer } from './failures';

type Execute = Next<ActivityInboundCallsInterceptor, 'execute'>;

/**
 * Around every activity: heartbeats that say "alive", at a third of the heartbeat time-out; translation of connector errors;
 * scheme, page and slice on every log line, the SDK's lines about failures among them; and one line with the counts of each
 * page that was done. So activities hold neither a timer nor a `try`.
 */
export function activityInterceptor(keepAnswer: KeepAnswer) {
  return (context: Context): ActivityInterceptors => {
    const { activityType, attempt } = context.info;
    let attributes: LogAttributes = {};
    return {
      inbound: {
        async execute(input: ActivityExecuteInput, next: Execute): Promise<unknown> {
          attributes = logAttributesOf(activityType, input.args[0]);
          const stop = beat(context);
          try {
            const answer = await next(input);
            logCounts(context, answer);
            return answer;
          } catch (error) {
            throw await toFailure(error, keepAnswer, attempt);
          } finally {
            stop();
          }
        },
      },
      outbound: { getLogAttributes: (given, next) => next({ ...given, ...attributes }) },
    };
  };
}

function beat(context: Context): () => void {
  const timeout = context.info.heartbeatTimeoutMs;
  if (!timeout) return () => undefined;
  const timer = setInterval(() => context.heartbeat(), timeout / 3);
  return () => clearInterval(timer);
}

/** What log lines of an activity say beside the SDK's own attributes; never a key, a row or a parameter. */
export interface LogAttributes {
  readonly scheme?: string;
  /** Number of the page. */
  readonly page?: number;
  /** Beginning of the slice that the page belongs to, or `changed` for what changed while the slices were read. */
  readonly slice?: string;
}

/** Handmade tasks may give anything for a name. */
const scheme = z.string().transform((name) => name.slice(0, 100));

const ofScheme = z.object({ scheme });

const ofPage = ofScheme
  .extend({
    page: z.object({ number: z.number() }),
    values: z.object({ 'WINDOW_FROM|datetime': z.string().optional() }).optional(),
    changed: z.unknown().optional(),
  })
  .transform(({ scheme: name, page, values, changed }): LogAttributes => {
    const slice = changed === undefined ? values?.['WINDOW_FROM|datetime'] : 'changed';
    return { scheme: name, page: page.number, ...(slice === undefined ? {} : { slice }) };
  });

const withPage = z.object({ page: ofPage }).transform(({ page }) => page);

/** A message may be about several schemes. */
const ofMessage = z
  .object({ notifications: z.array(ofScheme) })
  .transform(({ notifications }): LogAttributes => {
    const [first, ...others] = [...new Set(notifications.map((one) => one.scheme))];
    return first === undefined || others.length > 0 ? {} : { scheme: first };
  });

const named = scheme.transform((name): LogAttributes => ({ scheme: name }));

type Activity = keyof (EngineActivities & ReconcileActivities & RepairActivities & AlertActivities);

/** What of an activity's first argument its log lines say; the compiler asks for every activity. */
const logged: Readonly<Record<Activity, z.ZodType<LogAttributes>>> = {
  planRun: named,
  countPages: ofPage,
  syncPage: ofPage,
  auditPage: ofScheme,
  openRepairs: withPage,
  wakeRepairs: ofScheme,
  countFailure: ofScheme,
  planReconciliation: named,
  compareSlice: withPage,
  syncRecord: withPage,
  checkRecord: withPage,
  reportAlert: ofScheme,
  watchSchedules: z.unknown().transform(() => ({})),
  sendAlert: ofMessage,
};

/** Scheme, page and slice of an activity's task; nothing of a task that has another shape. */
export function logAttributesOf(activity: string, task: unknown): LogAttributes {
  const shape = Object.entries(logged).find(([name]) => name === activity)?.[1];
  return shape?.safeParse(task).data ?? {};
}

/** The counts of a page that was done: numbers as they are, lists as their length, and nothing else. */
function logCounts({ info, log }: Context, answer: unknown): void {
  if (typeof answer !== 'object' || answer === null) return;
  const counts = Object.entries(answer).flatMap(([name, value]: [string, unknown]): [string, number][] => {
    if (typeof value === 'number') return [[name, value]];
    return Array.isArray(value) ? [[name, value.length]] : [];
  });
  if (info.activityType === 'syncPage') log.info('page synced', Object.fromEntries(counts));
  if (info.activityType === 'auditPage') log.info('page audited', Object.fromEntries(counts));
}

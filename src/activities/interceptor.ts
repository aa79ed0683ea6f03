import type { Context } from '@temporalio/activity';
import type {
  ActivityExecuteInput,
  ActivityInboundCallsInterceptor,
  ActivityInterceptors,
  Next,
} from '@temporalio/worker';
import { toFailure, type KeepAnswer } from './failures';
import type { PageAudited, PageSynced } from '../contract/page';

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

/** What log lines of an activity say beside the SDK's own attributes; never a key, a row or a parameter. */
export interface About {
  readonly scheme?: string;
  /** Number of the page. */
  readonly page?: number;
  /** Beginning of the slice that the page belongs to, or `changed` for what changed while the slices were read. */
  readonly slice?: string;
}

/** Characters of a scheme's name: handmade tasks may give anything for one. */
const MOST_NAME = 100;

/**
 * Adds scheme, page and slice to every log line of an activity, the SDK's lines about its failures among them, and writes one
 * line with the counts of each page that was done.
 */
export function logInterceptor(context: Context): ActivityInterceptors {
  let about: About = {};
  return {
    inbound: {
      async execute(input, next) {
        about = aboutTask(input.args[0]);
        const answer = await next(input);
        writeLine(context, answer);
        return answer;
      },
    },
    outbound: {
      getLogAttributes: (attributes, next) => next({ ...attributes, ...about }),
    },
  };
}

/** Scheme, page and slice of an activity's first argument: a scheme's name, a task, or a page or a report inside it. */
export function aboutTask(task: unknown): About {
  if (typeof task === 'string') return { scheme: task.slice(0, MOST_NAME) };
  const { scheme, page, report, notifications, ...rest } = (task ?? {}) as Record<string, unknown>;
  if (report !== undefined) return aboutTask(report);
  if (Array.isArray(notifications))
    return new Set(notifications.map(schemeOf)).size === 1 ? aboutTask(notifications[0]) : {};
  if (typeof scheme === 'string') return { scheme, ...pageNumber(page), ...sliceOf(rest) };
  return page === undefined ? {} : aboutTask(page);
}

function schemeOf({ scheme }: { readonly scheme?: unknown }): unknown {
  return scheme;
}

function pageNumber(page: unknown): Pick<About, 'page'> {
  const { number } = (page ?? {}) as { readonly number?: unknown };
  return typeof number === 'number' ? { page: number } : {};
}

function sliceOf({ values, changed }: Record<string, unknown>): Pick<About, 'slice'> {
  if (changed !== undefined) return { slice: 'changed' };
  const { 'WINDOW_FROM|datetime': slice } = (values ?? {}) as Readonly<Record<string, unknown>>;
  return typeof slice === 'string' ? { slice } : {};
}

function writeLine({ info, log }: Context, answer: unknown): void {
  if (info.activityType === 'syncPage') log.info('page moved', countsOf(answer as PageSynced));
  if (info.activityType === 'auditPage') log.info('page audited', countsOf(answer as PageAudited));
}

/** Numbers as they are, lists as their length, and nothing else. */
function countsOf(answer: PageSynced | PageAudited): Record<string, number> {
  const counts = Object.entries(answer).flatMap(([name, value]): [string, number][] => {
    if (typeof value === 'number') return [[name, value]];
    return Array.isArray(value) ? [[name, value.length]] : [];
  });
  return Object.fromEntries(counts);
}

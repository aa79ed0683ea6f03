import { type ActivateInput, type WorkflowInterceptorsFactory, workflowInfo } from '@temporalio/workflow';
import {
  reportSignal,
  pauseSignal,
  resumeSignal,
  checkSignal,
  discardSignal,
  rejectedSignal,
  retrySignal,
  retryWithSignal,
} from './definitions';
import { schemes } from './catalogue';

type Job = NonNullable<ActivateInput['activation']['jobs']>[number];
type Signal = NonNullable<Job['signalWorkflow']>;

/** Names that are Temporal's own; the SDK fails the whole task of a workflow that hears of one which it does not know. */
const RESERVED = '__temporal_';

/**
 * Signals of one task that are handled one by one. Each costs the SDK more than a millisecond, and a task that takes five
 * seconds ends the worker process.
 */
const MOST_ALONE = 100;

/** Names that some workflow listens to. */
const known: ReadonlySet<string> = new Set(
  [
    pauseSignal,
    resumeSignal,
    reportSignal,
    rejectedSignal,
    retrySignal,
    retryWithSignal,
    checkSignal,
    discardSignal,
  ].map(({ name }) => name),
);

/**
 * What surrounds every workflow: signals are gathered before the SDK sees them, and log lines of a workflow that is about one
 * scheme name it. The SDK's line about the start of a workflow comes before its argument is known.
 */
export const interceptors: WorkflowInterceptorsFactory = () => {
  let scheme = schemeOf(workflowInfo().workflowType, undefined);
  return {
    internals: [
      {
        activate({ activation, ...input }, next) {
          const { jobs } = activation;
          return next({ ...input, activation: Object.assign(activation, jobs && { jobs: gathered(jobs) }) });
        },
      },
    ],
    inbound: [
      {
        execute(input, next) {
          scheme = schemeOf(workflowInfo().workflowType, input.args[0]);
          return next(input);
        },
      },
    ],
    outbound: [
      {
        getLogAttributes: (attributes, next) =>
          next(scheme === undefined ? attributes : { ...attributes, scheme }),
      },
    ],
  };
};

/**
 * Leaves out signals of reserved names, and of those of one name without an input all but the last. Of more than a task can
 * bear, those of one name come as one, in the place of the last, with all their inputs as its arguments; and of names that
 * no workflow listens to only the last, which is enough to say so.
 */
export function gathered(jobs: readonly Job[]): Job[] {
  const isFlood = jobs.filter(({ signalWorkflow }) => signalWorkflow).length > MOST_ALONE;
  const last = new Map<string, Signal>();
  const kept = jobs.toReversed().filter(({ signalWorkflow: signal }) => {
    if (!signal) return true;
    const name = signal.signalName ?? '';
    if (name.startsWith(RESERVED)) return false;
    const [input] = signal.input ?? [];
    // Handlers take an argument for the input of another signal.
    if (input) signal.input = [input];
    if (input && !isFlood) return true;
    const of = `${input ? 'with' : 'without'} ${known.has(name) || !isFlood ? name : ''}`;
    const later = last.get(of);
    if (later && input && known.has(name)) later.input?.push(input);
    if (!later) last.set(of, signal);
    return !later;
  });
  // They were gathered from the last one on.
  for (const signal of last.values()) signal.input?.reverse();
  return kept.toReversed();
}

/** A scheme's own runs are of its type; what is about one scheme names it in its first argument, and so does a message. */
export function schemeOf(workflowType: string, argument: unknown): string | undefined {
  if (Object.hasOwn(schemes, workflowType)) return workflowType;
  const { scheme, notifications = [] } = (argument ?? {}) as {
    readonly scheme?: unknown;
    readonly notifications?: readonly { readonly scheme: string }[];
  };
  if (typeof scheme === 'string') return scheme;
  const [first, ...others] = new Set(notifications.map((one) => one.scheme));
  return others.length === 0 ? first : undefined;
}

import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** Names that are Temporal's own; the SDK fails the whole task of a workflow that hears of one which it does not know. */
const RESERVED = '__temporal_';

/**
 * What a task brings of signals, before the SDK sees it: none of a reserved name, and of those of one name without an input the last. Each
 * costs the SDK milliseconds, so that a few hundred in one task outlast it, and thousands end the worker process.
 */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  internals: [
    {
      activate({ activation, ...input }, next) {
        const seen = new Set<string>();
        const jobs = activation.jobs?.toReversed().filter(({ signalWorkflow: signal }) => {
          if (!signal) return true;
          if (signal.signalName?.startsWith(RESERVED)) return false;
          if (signal.input?.length) return true;
          const name = signal.signalName ?? '';
          const isLast = !seen.has(name);
          seen.add(name);
          return isLast;
        });
        return next({ ...input, activation: Object.assign(activation, jobs && { jobs: jobs.toReversed() }) });
      },
    },
  ],
});

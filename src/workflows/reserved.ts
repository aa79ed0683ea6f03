import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** Names that are Temporal's own; the SDK fails the whole task of a workflow that hears of one which it does not know. */
const RESERVED = '__temporal_';

/** Leaves out signals of reserved names, so that nobody stops a workflow with one. */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  internals: [
    {
      activate({ activation, ...input }, next) {
        const jobs = activation.jobs?.filter(
          ({ signalWorkflow }) => !signalWorkflow?.signalName?.startsWith(RESERVED),
        );
        return next({ ...input, activation: Object.assign(activation, jobs && { jobs }) });
      },
    },
  ],
});

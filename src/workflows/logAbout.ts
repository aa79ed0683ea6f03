import { workflowInfo, type WorkflowInterceptorsFactory } from '@temporalio/workflow';
import { schemes } from './catalogue';

/**
 * Adds the scheme to every log line of a workflow that is about one, the SDK's lines about its end among them. The SDK's line
 * about its start comes before its argument is known.
 */
export const interceptors: WorkflowInterceptorsFactory = () => {
  let scheme = schemeOf(workflowInfo().workflowType, undefined);
  return {
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

/** A scheme's own runs are of its type; what is about one scheme names it in its first argument, and so does a message. */
export function schemeOf(workflowType: string, argument: unknown): string | undefined {
  if (Object.hasOwn(schemes, workflowType)) return workflowType;
  const { scheme, told = [] } = (argument ?? {}) as {
    readonly scheme?: unknown;
    readonly told?: readonly { readonly scheme: string }[];
  };
  if (typeof scheme === 'string') return scheme;
  const [first, ...others] = new Set(told.map((one) => one.scheme));
  return others.length === 0 ? first : undefined;
}

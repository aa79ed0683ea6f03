import { z } from 'zod';

const text = z.string();

const platform = z.record(z.string(), z.union([text, z.number()]));

/** The sandbox's ready line: the address of its control, and by platform its addresses and its made-up credentials. */
export const sandboxDescription = z.object({ control: text }).catchall(platform);

/** See {@link sandboxDescription}. */
export type SandboxDescription = z.infer<typeof sandboxDescription>;

/** The ready line of `jinqiao worker --json`, as far as the stack reads it. */
export const workerReady = z.object({ url: text.optional() });

/** What `jinqiao dev --json` prints when everything is ready. */
export interface StackDescription {
  readonly temporal: {
    /** `host:port` of the gRPC front end. */
    readonly address: string;
    /** URL of the Temporal UI. */
    readonly ui: string;
    readonly namespace: string;
    readonly taskQueue: string;
  };
  readonly sandbox: SandboxDescription;
  /** Where the worker's configuration has an address for metrics and health. */
  readonly worker?: { readonly url: string };
}

/** The stack as environment variables: what `jinqiao.example.yml` refers to. */
export function stackEnvironment(
  { temporal, sandbox }: Pick<StackDescription, 'temporal' | 'sandbox'>,
  configPath: string,
): Record<string, string> {
  const { control: _control, ...platforms } = sandbox;
  return {
    JINQIAO_CONFIG: configPath,
    JINQIAO_TASK_QUEUE: temporal.taskQueue,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    TEMPORAL_UI_URL: temporal.ui,
    ...Object.fromEntries(Object.entries(platforms).flatMap(([name, members]) => variablesOf(name, members))),
  };
}

/** A platform's members as variables: `kingdee` and `acctId` are `KINGDEE_ACCT_ID`. */
function variablesOf(name: string, members: unknown): [string, string][] {
  return Object.entries(members as Record<string, string | number>).map(([member, value]) => [
    `${name}_${member.replaceAll(/[A-Z]/g, '_$&')}`.toUpperCase(),
    String(value),
  ]);
}

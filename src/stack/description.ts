import { z } from 'zod';

const text = z.string();

/** The sandbox's ready line: its addresses and its made-up credentials. */
export const sandboxDescription = z.looseObject({
  control: text,
  jushuitan: z.looseObject({
    url: text,
    gatewayUrl: text,
    appKey: text,
    appSecret: text,
    accessToken: text,
    refreshToken: text,
    partnerId: text,
    partnerKey: text,
    token: text,
  }),
  kingdee: z.looseObject({
    url: text,
    acctId: text,
    userName: text,
    password: text,
    appId: text,
    appSecret: text,
    lcid: z.number(),
    orgNum: z.union([text, z.number()]),
  }),
});

/** See {@link sandboxDescription}. */
export type SandboxDescription = z.infer<typeof sandboxDescription>;

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
}

/** The stack as environment variables: what `jinqiao.example.yml` refers to. */
export function stackEnvironment(
  { temporal, sandbox }: StackDescription,
  configPath: string,
): Record<string, string> {
  const { jushuitan, kingdee } = sandbox;
  return {
    JINQIAO_CONFIG: configPath,
    JINQIAO_TASK_QUEUE: temporal.taskQueue,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    TEMPORAL_UI_URL: temporal.ui,
    JUSHUITAN_URL: jushuitan.url,
    JUSHUITAN_GATEWAY_URL: jushuitan.gatewayUrl,
    JUSHUITAN_APP_KEY: jushuitan.appKey,
    JUSHUITAN_APP_SECRET: jushuitan.appSecret,
    JUSHUITAN_ACCESS_TOKEN: jushuitan.accessToken,
    JUSHUITAN_REFRESH_TOKEN: jushuitan.refreshToken,
    JUSHUITAN_PARTNER_ID: jushuitan.partnerId,
    JUSHUITAN_PARTNER_KEY: jushuitan.partnerKey,
    JUSHUITAN_TOKEN: jushuitan.token,
    KINGDEE_URL: kingdee.url,
    KINGDEE_ACCT_ID: kingdee.acctId,
    KINGDEE_USER_NAME: kingdee.userName,
    KINGDEE_PASSWORD: kingdee.password,
    KINGDEE_APP_ID: kingdee.appId,
    KINGDEE_APP_SECRET: kingdee.appSecret,
  };
}

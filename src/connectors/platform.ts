import type { z } from 'zod';
import type { Budget, BudgetLimits } from './budget';
import type { SourceConnector, TargetConnector, Warn } from './connector';

/** What the settings of every connection have. */
export interface PlatformSettings {
  readonly platform: string;
  /** Address of the platform. */
  readonly url: string;
}

/**
 * Everything the program knows of a platform before it connects to it. A platform's folder exports one such object, and
 * configuration, runtime, call budgets, documents and tests walk the list of them in `index.ts`.
 */
export interface Platform<Settings extends PlatformSettings = PlatformSettings> {
  /** Name by which connections and schemes refer to it. */
  readonly name: Settings['platform'];
  /** Roles that each connection to it plays. */
  readonly roles: readonly ('source' | 'target')[];
  /** Schema of a connection's settings; a secret in it is marked with `secret`. */
  readonly settings: z.ZodType<Settings>;
  /** The account on which the platform counts a connection's calls; absent where no limit of calls is kept here. */
  account?(settings: Settings): Account;
  /** Makes the connectors of a connection; nothing is sent before their first call. */
  connect(settings: Settings, context: ConnectionContext): PlatformConnection;
  /** How a connection to the platform's simulator is configured. */
  readonly sandbox: SandboxConnection;
}

/** An account of a platform and the limits that its connections keep to. */
export interface Account {
  /** What tells it from other accounts of the platform; never a secret. */
  readonly identity: readonly string[];
  readonly budget: BudgetLimits & {
    /** Whether all workers keep to the limits together; default yes. */
    readonly shared?: boolean | undefined;
    /** Name for connections that the platform counts as one account. */
    readonly account?: string | undefined;
  };
}

/** What a connection is given from outside. */
export interface ConnectionContext {
  /** Turns of the account's calls: `read` for those that are safe to repeat, `write` for others; by default the connection's own. */
  readonly budget?: { readonly read: Budget; readonly write: Budget } | undefined;
  /** Takes what operators should know; by default it is a warning of the process. */
  readonly warn?: Warn | undefined;
}

/** The roles that a connection plays; one connector may play both, and so share a session. */
export interface PlatformConnection {
  readonly source?: SourceConnector;
  readonly target?: TargetConnector;
  /** Ends all connections; calls in flight fail. */
  close(): Promise<void>;
}

/** Settings of a connection to a simulator, without its platform. */
export interface SandboxConnection {
  /** Settings that are written out. */
  readonly fixed: Readonly<Record<string, string>>;
  /** Settings that the development stack gives as environment variables: `acctId` of kingdee is `KINGDEE_ACCT_ID`. */
  readonly variables: readonly string[];
}

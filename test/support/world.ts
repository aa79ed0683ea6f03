import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection, type WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { openSandbox, type OpenedSandbox } from './sandbox';
import type { Program } from '../../dev/stack/program';
import { startWorker, type WorkerProgram } from './worker';
import { readComposeFile } from '../../dev/stack/composeFile';
import { addMissingSearchAttributes } from '../../src/temporal/searchAttributes';
import { stackEnvironment } from '../../dev/stack/description';
import { type PlatformName, platforms } from '../../src/connectors';
import { schemes } from '../../src/workflows/catalogue';
import type { RunInput, RunReport } from '../../src/contract/run';
import { Control, type JournalEntry } from './control';

const defaultScheme = 'jushuitanWarehousesToKingdeeStocks';

type SchemeWorkflow = (input?: RunInput) => Promise<RunReport>;

/** What differs from the defaults of a worker. */
export interface WorkerOptions {
  /** Command line of another build. */
  readonly jinqiao?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether its process is to have done nothing before, for tests that measure it. */
  readonly isFresh?: boolean;
}

/** What differs from the defaults of a test world; under a platform's name settings of its connection. */
export interface WorldOptions extends Readonly<Partial<Record<PlatformName, object>>> {
  /** HTTP settings of all connections. */
  readonly http?: object;
  /** Settings of every scheme. */
  readonly scheme?: object;
  /** Settings by scheme, on top of these. */
  readonly schemes?: Readonly<Record<string, object>>;
  /** Level of the workers' logs; `info` by default. */
  readonly logLevel?: string;
  /** The `worker` part of the configuration. */
  readonly worker?: object;
  /** Part `alerts` of the configuration. */
  readonly alerts?: object;
  /** A sandbox process of its own with so many rows; by default an empty one in this process. */
  readonly sandboxSizes?: Readonly<Record<string, number>>;
  /** The Temporal server; by default the one that all tests share, in a namespace of the world's own. */
  readonly temporal?: { readonly address: string; readonly namespace: string };
}

/**
 * The product as a user has it, on real sockets: the sandbox, worker processes started by the command line, and a
 * client of the run's Temporal server, on a task queue of its own.
 */
export class World {
  readonly control: Control;
  private isStopped = false;
  private readonly workers: WorkerProgram[] = [];
  private runs = 0;

  private constructor(
    private readonly sandbox: OpenedSandbox,
    private readonly connection: Connection,
    private readonly folder: string,
    /** Name of the world's task queue, and of its namespace: repairs of other worlds have the same ids. */
    readonly taskQueue: string,
    private readonly environment: Readonly<Record<string, string>>,
    private readonly namespace: string,
  ) {
    this.control = new Control(`${sandbox.description.control}/_sandbox`);
  }

  /** Starts sandbox and client; workers are started by the test. */
  static async start(options: WorldOptions = {}): Promise<World> {
    const folder = await mkdtemp(path.join(tmpdir(), 'jinqiao-world-'));
    const sandbox = await openSandbox(folder, options.sandboxSizes);
    const taskQueue = path.basename(folder);
    const configPath = path.join(folder, 'jinqiao.yml');
    const address = options.temporal?.address ?? process.env.JINQIAO_TEST_TEMPORAL ?? '';
    const namespace = options.temporal?.namespace ?? taskQueue;
    const environment = stackEnvironment(
      {
        temporal: { address, ui: '', namespace, taskQueue },
        sandbox: sandbox.description,
      },
      configPath,
    );
    const connection = await Connection.connect({ address });
    if (!options.temporal) await makeNamespace(connection, namespace);
    const world = new World(sandbox, connection, folder, taskQueue, environment, namespace);
    await world.configure(options);
    await world.withoutRates();
    return world;
  }

  /** The sandbox back at its start, without rates. */
  async fresh(options?: object): Promise<void> {
    await this.control.reset(options);
    await this.withoutRates();
  }

  /** Writes the configuration anew; workers started from now on go by it. */
  async configure(options: WorldOptions): Promise<void> {
    await writeFile(
      path.join(this.folder, 'jinqiao.yml'),
      JSON.stringify(configuration(this.environment, options)),
    );
  }

  /** Rates are a matter of their own tests; a reset of the sandbox brings them back. */
  async withoutRates(): Promise<void> {
    for (const platform of ['jushuitan', 'qimen']) {
      await this.control.switches(platform, { ratePerSecond: 0, ratePerMinute: 0 });
    }
  }

  /** What a worker has logged, line by line. */
  async logOf(worker: WorkerProgram): Promise<Record<string, unknown>[]> {
    const text = await worker.log();
    const lines = text.split('\n').filter((line) => line.startsWith('{'));
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** Sets how long the world's namespace keeps closed workflows. */
  async keepClosed(days: number): Promise<void> {
    const config = { workflowExecutionRetentionTtl: msToTs(days * 86_400_000) };
    await this.connection.workflowService.updateNamespace({ namespace: this.namespace, config });
  }

  get client(): Client {
    return new Client({ connection: this.connection, namespace: this.namespace });
  }

  /** Environment of `jinqiao` commands in this world. */
  get env(): Readonly<Record<string, string>> {
    return this.environment;
  }

  /** Starts a worker process, of another build or in another environment if asked, and waits until it polls. */
  async startWorker({ env = {}, ...options }: WorkerOptions = {}): Promise<WorkerProgram> {
    const worker = startWorker({
      ...options,
      name: `worker-${this.workers.length + 1}`,
      env: { ...this.environment, ...env },
      logFolder: this.folder,
    });
    this.workers.push(worker);
    await worker.firstLine;
    return worker;
  }

  /** Ends a worker as a power cut does, and waits until it is gone. */
  async killWorker(worker: Program): Promise<void> {
    await worker.kill();
  }

  /** Starts the scheme as the Temporal UI does: type, task queue and, if any, the input. */
  async startRun(
    input?: RunInput,
    scheme = defaultScheme,
  ): Promise<WorkflowHandleWithFirstExecutionRunId<SchemeWorkflow>> {
    return this.client.workflow.start<SchemeWorkflow>(scheme, {
      taskQueue: this.taskQueue,
      workflowId: `${this.taskQueue}/${scheme}/${Date.now()}-${(this.runs += 1)}`,
      args: input ? [input] : [],
    });
  }

  /** Runs the scheme to its end. */
  async run(input?: RunInput, scheme?: string): Promise<RunReport> {
    return (await this.startRun(input, scheme)).result();
  }

  /** Calls that the sandbox has taken and not answered: it holds them, or a fault does. */
  async held(): Promise<JournalEntry[]> {
    return (await this.control.requests()).filter(({ outcome }) => outcome === 'pending' || isHeld(outcome));
  }

  /** Waits until something is so; the test's own time-out is the limit, and the world's end. */
  async until(isSo: () => Promise<boolean>): Promise<void> {
    while (!this.isStopped && !(await isSo().catch(() => false))) await delay(100);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.workers.map((worker) => worker.stop()));
    await this.connection.close();
    await this.sandbox.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function makeNamespace(connection: Connection, namespace: string): Promise<void> {
  const workflowExecutionRetentionPeriod = msToTs('1 day');
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
  await addMissingSearchAttributes(connection, namespace, readComposeFile().searchAttributes);
}

function isHeld(outcome: string): boolean {
  return outcome.startsWith('fault:timeout');
}

function configuration(env: Readonly<Record<string, string>>, options: WorldOptions): object {
  // A worker that waits a minute for an answer that never comes is right in production and slow in a test.
  const http = { headersTimeoutMs: 3_000, bodyTimeoutMs: 3_000, ...options.http };
  const budget = { perSecond: 0, perMinute: 0 };
  return {
    temporal: {
      address: env.TEMPORAL_ADDRESS,
      namespace: env.TEMPORAL_NAMESPACE,
      taskQueue: env.JINQIAO_TASK_QUEUE,
    },
    connections: Object.fromEntries(
      platforms.map(({ name: platform, sandbox, account }) => [
        platform,
        {
          platform,
          ...sandbox.fixed,
          ...fromEnvironment(platform.toUpperCase(), sandbox.variables),
          http,
          ...(account ? { budget } : {}),
          ...options[platform],
        },
      ]),
    ),
    schemes: Object.fromEntries(
      Object.entries(schemes).map(([name, { source, target }]) => [
        name,
        { source: source.platform, target: target.platform, ...options.scheme, ...options.schemes?.[name] },
      ]),
    ),
    ...(options.alerts ? { alerts: options.alerts } : {}),
    worker: options.worker ?? {},
    log: { level: options.logLevel ?? 'info' },
  };
}

/** Settings by reference to the variables that the development stack sets. */
function fromEnvironment(prefix: string, members: readonly string[]): object {
  const variable = (member: string) => `${prefix}_${member.replaceAll(/[A-Z]/g, '_$&').toUpperCase()}`;
  return Object.fromEntries(members.map((member) => [member, { env: variable(member) }]));
}

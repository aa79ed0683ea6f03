import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import type { Config } from '../../config/config';
import { root } from '../../root';
import { connectClient } from '../../temporal/connect';
import { type TemporalTarget, temporalTarget } from '../../temporal/target';
import { platformQueue } from '../../contract/queues';
import { schemes } from '../../workflows/catalogue';
import { alertsLine, alertsWorkflowLine } from './alerts';
import { checkPart, type CheckStep } from '../check/part';
import { checkTemporal } from '../check/temporal';
import { type DoctorLine, type DoctorName, line } from './line';
import { schedulesLine } from './schedules';
import { workflowsLine } from './workflows';
import { messages } from '../../messages';

const DAY_S = 86_400;
/** Days under which closed runs are forgotten too soon for production, and the days that we advise: docs/operations.md, Retention. */
const RETENTION_DAYS = { least: 30, advised: 45 };

/** A worker asks a queue for work at least so often; the server notes when. */
const LONGEST_POLL_S = 70;

type Settings = Pick<Config, 'temporal' | 'schemes' | 'alerts'>;

/** One who asks a queue for work. */
export interface Poller {
  readonly identity: string;
  /** Absent where the worker does not texts. */
  readonly buildId?: string;
  /** When it last asked, by the server's clock, milliseconds. */
  readonly lastAccess: number;
}

/** What the Temporal server and its workers are like: reachable and as it must be, version, retention, build, clock. */
export async function* serverLines(settings: Settings): AsyncGenerator<DoctorLine> {
  const target = temporalTarget(settings.temporal);
  const { steps } = await checkPart('temporal', 'temporal', checkTemporal(settings));
  yield* steps.map(stepLine);
  if (!steps.some(({ step, ok }) => step === 'namespace' && ok)) return;
  const client = await connectClient(target);
  try {
    yield await versionLine(client);
    yield await retentionLine(client, target).catch(() =>
      line('retention', 'warn', messages().doctor.retention.unknown),
    );
    const { taskQueue } = settings.temporal;
    const pollers = await pollersOf(client, target, settings);
    yield* workerLines(pollers);
    yield await workflowsLine(client, taskQueue);
    yield await schedulesLine(client, settings);
    // Without a worker nobody answers for the alerts either, and that none is there is said before.
    if (settings.alerts && pollers.workflows.length > 0) yield await alertsWorkflowLine(client, taskQueue);
    if (settings.alerts) yield await alertsLine(client, taskQueue);
  } finally {
    await client.connection.close();
  }
}

/** The steps of `jinqiao check` are named as its lines are, but for the first. */
function stepLine({ step, ok, detail, advice }: CheckStep): DoctorLine {
  const name = step === 'reachable' ? 'server' : (step as DoctorName);
  return line(name, ok ? 'ok' : 'fail', detail, advice);
}

async function versionLine(client: Client): Promise<DoctorLine> {
  const { serverVersion } = await client.workflowService.getSystemInfo({});
  return line('server version', 'ok', serverVersion ?? '');
}

async function retentionLine(client: Client, { namespace }: TemporalTarget): Promise<DoctorLine> {
  const { config } = await client.workflowService.describeNamespace({ namespace });
  const days = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / DAY_S;
  const texts = messages().doctor.retention;
  const command = `temporal operator namespace update --namespace ${namespace} --retention ${RETENTION_DAYS.advised}d`;
  const detail = texts.days(String(Math.round(days * 10) / 10));
  const advice = texts.advice(RETENTION_DAYS.least, command);
  return line('retention', days < RETENTION_DAYS.least ? 'warn' : 'ok', detail, advice);
}

/** Everyone who asks one of our queues for work, the workflows' queue first. */
async function pollersOf(
  client: Client,
  { namespace }: TemporalTarget,
  { temporal: { taskQueue }, schemes: configured }: Settings,
): Promise<{ readonly workflows: Poller[]; readonly all: Poller[] }> {
  const platforms = new Set(
    Object.keys(configured).flatMap((name) => {
      const table = schemes[name];
      return table ? [table.source.platform, table.target.platform] : [];
    }),
  );
  const workflows = await pollers(client, namespace, taskQueue, 1);
  const queues = [...platforms].map((platform) => platformQueue(taskQueue, platform));
  const others = await Promise.all(queues.map((queue) => pollers(client, namespace, queue, 2)));
  return { workflows, all: [...workflows, ...others.flat()] };
}

/** @param taskQueueType 1 for workflows, 2 for activities: temporal/api/enums/v1/task_queue.proto */
async function pollers(
  client: Client,
  namespace: string,
  name: string,
  taskQueueType: number,
): Promise<Poller[]> {
  const answer = await client.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name },
    taskQueueType,
  });
  return (answer.pollers ?? []).map(
    ({ identity, lastAccessTime, deploymentOptions, workerVersionCapabilities }) => {
      const buildId = deploymentOptions?.buildId || workerVersionCapabilities?.buildId;
      const lastAccess = Number(lastAccessTime?.seconds ?? 0) * 1_000 + (lastAccessTime?.nanos ?? 0) / 1e6;
      return { identity: identity ?? '', ...(buildId ? { buildId } : {}), lastAccess };
    },
  );
}

/** Without a worker there is nobody to tell a build or the server's time; that none is there is said before. */
function* workerLines(found: {
  readonly workflows: readonly Poller[];
  readonly all: readonly Poller[];
}): Generator<DoctorLine> {
  if (found.workflows.length > 0) yield buildLine(found.workflows, localBuild());
  if (found.all.length > 0) yield clockLine(found.all, Date.now());
}

/** Whether the workers run the workflows of this checkout. @param local SHA-256 of its bundle; absent before it is built */
export function buildLine(workers: readonly Poller[], local: string | undefined): DoctorLine {
  const texts = messages().doctor.worker;
  const names = workers.map(({ identity, buildId }) => `${identity} ${shortBuild(buildId)}`.trim());
  const others = workers.flatMap(({ buildId }) => (isOther(buildId, local) ? [shortBuild(buildId)] : []));
  if (others.length === 0) return line('worker build', 'ok', texts.build([...new Set(names)].join(', ')));
  return line('worker build', 'warn', texts.other([...new Set(others)].join(', ')), texts.advice);
}

/** The SDK names a build by its own version and the digest of the workflows' bundle. */
function isOther(buildId: string | undefined, local: string | undefined): boolean {
  const digest = buildId?.split('+')[1];
  return digest !== undefined && local !== undefined && digest !== local;
}

function shortBuild(buildId = ''): string {
  return buildId.replace(/\+([0-9a-f]{12})[0-9a-f]+$/, '+$1');
}

function localBuild(): string | undefined {
  try {
    const bundle = readFileSync(path.join(root, 'dist', 'workflow-bundle.js'), 'utf8');
    return createHash('sha256').update(bundle).digest('hex');
  } catch {
    return undefined;
  }
}

/**
 * How far this host's clock is from the server's, as far as the times at which workers asked for work tell: the newest of
 * them is at most {@link LONGEST_POLL_S} old.
 */
export function clockLine(workers: readonly Poller[], now: number): DoctorLine {
  const texts = messages().doctor.clock;
  const age = (now - Math.max(...workers.map(({ lastAccess }) => lastAccess))) / 1_000;
  if (age < -1) return line('clock', 'warn', texts.behind(Math.ceil(-age)), texts.advice);
  if (age > LONGEST_POLL_S)
    return line('clock', 'warn', texts.ahead(Math.floor(age - LONGEST_POLL_S)), texts.advice);
  return line('clock', 'ok', texts.agrees(LONGEST_POLL_S));
}

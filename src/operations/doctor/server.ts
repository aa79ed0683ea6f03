import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Client, isGrpcServiceError } from '@temporalio/client';
import type { Config } from '../../config/config';
import { type Bilingual, joined, untranslated } from '../../contract/bilingual';
import { DELIVERY_STUCK_MS } from '../../contract/policies';
import { platformQueue } from '../../contract/queues';
import { onQueue } from '../../contract/searchAttributes';
import { doctor } from '../../messages/doctor';
import { schedules as scheduleSentences } from '../../messages/installation';
import { root } from '../../root';
import { scheduleDefinitions, scheduleChanges } from '../../temporal/schedules/definition';
import { heldSchedule, ScheduleStore } from '../../temporal/schedules/store';
import { connectClient } from '../../temporal/connect';
import { temporalTarget } from '../../temporal/target';
import { alertsState, stuckWorkflows } from '../../temporal/workflows';
import { schemes } from '../../workflows/catalogue';
import { checkPart, type CheckStep, checkTemporal } from '../check';
import { type DoctorLine, type DoctorName, line } from './line';

const DAY_S = 86_400;
/** Days under which closed runs are forgotten too soon for production, and the days that we advise: docs/operations.md, Retention. */
const RETENTION_DAYS = { least: 30, advised: 45 };

/** A worker asks a queue for work at least so often; the server notes when. */
const LONGEST_POLL_S = 70;

type Settings = Pick<Config, 'temporal' | 'schemes' | 'alerts'>;

/** One who asks a queue for work. */
export interface Poller {
  readonly identity: string;
  /** Absent where the worker does not say. */
  readonly buildId?: string;
  /** When it last asked, by the server's clock, milliseconds. */
  readonly lastAccess: number;
}

/** What the Temporal server and its workers are like: reachable and as it must be, version, retention, build, clock. */
export async function* serverLines(settings: Settings): AsyncGenerator<DoctorLine> {
  const { steps } = await checkPart('temporal', 'temporal', checkTemporal(settings));
  yield* steps.map(stepLine);
  if (!steps.some(({ step, ok }) => step === 'namespace' && ok)) return;
  const client = await connectClient(temporalTarget(settings.temporal));
  try {
    yield* linesOfNamespace(client, settings);
  } finally {
    await client.connection.close();
  }
}

async function* linesOfNamespace(client: Client, settings: Settings): AsyncGenerator<DoctorLine> {
  const { taskQueue } = settings.temporal;
  yield await versionLine(client);
  yield await retentionLine(client);
  const pollers = await pollersOf(client, settings);
  yield* workerLines(pollers);
  yield await workflowsLine(client, taskQueue);
  yield await schedulesLine(client, settings);
  // Without a worker nobody answers for the alerts either, and that none is there is said before.
  if (settings.alerts && pollers.workflows.length > 0) yield await alertsWorkflowLine(client, taskQueue);
  if (settings.alerts) yield await alertsLine(client, taskQueue);
}

/** The steps of `jinqiao check` are named as its lines are, but for the first. */
function stepLine({ step, ok, detail, advice }: CheckStep): DoctorLine {
  const name = step === 'reachable' ? 'server' : (step as DoctorName);
  return line(name, ok ? 'ok' : 'fail', detail, advice);
}

async function versionLine(client: Client): Promise<DoctorLine> {
  const { serverVersion } = await client.workflowService.getSystemInfo({});
  return line('server version', 'ok', untranslated(serverVersion ?? ''));
}

/** Some hosted servers do not let everybody read a namespace. */
async function retentionLine(client: Client): Promise<DoctorLine> {
  const { namespace } = client.options;
  const { days: inDays, advice, unknown } = doctor.retention;
  try {
    const { config } = await client.workflowService.describeNamespace({ namespace });
    const days = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / DAY_S;
    const command = `temporal operator namespace update --namespace ${namespace} --retention ${RETENTION_DAYS.advised}d`;
    const state = days < RETENTION_DAYS.least ? 'warn' : 'ok';
    return line(
      'retention',
      state,
      inDays(String(Math.round(days * 10) / 10)),
      advice(RETENTION_DAYS.least, command),
    );
  } catch (error) {
    if (isGrpcServiceError(error)) return line('retention', 'warn', unknown);
    throw error;
  }
}

/** Everyone who asks one of our queues for work, the workflows' queue first. */
async function pollersOf(
  client: Client,
  { temporal: { taskQueue }, schemes: configured }: Settings,
): Promise<{ readonly workflows: Poller[]; readonly all: Poller[] }> {
  const platforms = new Set(
    Object.keys(configured).flatMap((name) => {
      const table = schemes[name];
      return table ? [table.source.platform, table.target.platform] : [];
    }),
  );
  const workflows = await pollers(client, taskQueue, 1);
  const queues = [...platforms].map((platform) => platformQueue(taskQueue, platform));
  const others = await Promise.all(queues.map((queue) => pollers(client, queue, 2)));
  return { workflows, all: [...workflows, ...others.flat()] };
}

/** @param taskQueueType 1 for workflows, 2 for activities: temporal/api/enums/v1/task_queue.proto */
async function pollers(client: Client, name: string, taskQueueType: number): Promise<Poller[]> {
  const answer = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
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
  const sentences = doctor.worker;
  const names = workers.map(({ identity, buildId }) => `${identity} ${shortBuild(buildId)}`.trim());
  const others = workers.flatMap(({ buildId }) => (isOther(buildId, local) ? [shortBuild(buildId)] : []));
  if (others.length === 0) return line('worker build', 'ok', sentences.build([...new Set(names)].join(', ')));
  return line('worker build', 'warn', sentences.other([...new Set(others)].join(', ')), sentences.advice);
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
  const sentences = doctor.clock;
  const age = (now - Math.max(...workers.map(({ lastAccess }) => lastAccess))) / 1_000;
  if (age < -1) return line('clock', 'warn', sentences.behind(Math.ceil(-age)), sentences.advice);
  if (age > LONGEST_POLL_S)
    return line('clock', 'warn', sentences.ahead(Math.floor(age - LONGEST_POLL_S)), sentences.advice);
  return line('clock', 'ok', sentences.agrees(LONGEST_POLL_S));
}

/** Workflows that are looked at one by one, and ids that are named. */
const [MOST_LOOKED_AT, MOST_NAMED] = [200, 5];

/** Whether every workflow goes on: one whose tasks fail stands still, and Temporal calls it running all the same. */
async function workflowsLine(client: Client, taskQueue: string): Promise<DoctorLine> {
  const sentences = doctor.workflows;
  const stuck = await stuckWorkflows(client, taskQueue, MOST_LOOKED_AT);
  if (stuck.length === 0) return line('workflows', 'ok', sentences.ok);
  const named = stuck.slice(0, MOST_NAMED).join(', ');
  return line('workflows', 'fail', sentences.stuck(stuck.length, named), sentences.advice);
}

/** Whether the Schedules stand as configured and run: which are paused, missing, edited elsewhere or left over. */
async function schedulesLine(
  client: Client,
  settings: Pick<Config, 'temporal' | 'schemes'>,
): Promise<DoctorLine> {
  const sentences = doctor.schedules;
  const held = await new ScheduleStore(client, settings.temporal.taskQueue, schemes).list();
  const paused = held.filter(({ state }) => state.paused).map(({ scheduleId }) => scheduleId);
  const changes = scheduleChanges(scheduleDefinitions(settings, schemes), held.map(heldSchedule));
  const differing = changes.filter(({ kind }) => kind !== 'unchanged');
  const troubles = [
    ...(paused.length > 0 ? [sentences.paused(paused.join(', '))] : []),
    ...differing.map(({ id, kind }) => changeOf(id, scheduleSentences.kind[kind])),
  ];
  if (troubles.length === 0) return line('schedules', 'ok', sentences.asConfigured(held.length));
  return line('schedules', 'warn', joined(troubles, '; '), sentences.advice);
}

/** Messages given up are named for so long, ms. */
const RECENT = 24 * 3_600_000;
/** Deliveries that are looked at, newest first. */
const MOST_DELIVERIES = 500;

/** Whether the chat groups take their messages: by channel, how many are tried again and how many were given up in a day. */
async function alertsLine(client: Client, taskQueue: string, now = Date.now()): Promise<DoctorLine> {
  const sentences = doctor.alerts;
  const troubles = new Map<string, { tried: number; lost: number }>();
  const query = `WorkflowType="deliverAlert" AND ${onQueue(taskQueue)} AND ExecutionStatus IN ("Running", "Failed")`;
  let seen = 0;
  for await (const { workflowId, status, startTime, closeTime } of client.workflow.list({ query })) {
    if ((seen += 1) > MOST_DELIVERIES) break;
    const isTried = status.name === 'RUNNING' && now - startTime.getTime() > DELIVERY_STUCK_MS;
    const isLost = status.name === 'FAILED' && now - (closeTime ?? startTime).getTime() < RECENT;
    if (!isTried && !isLost) continue;
    const channel = channelOf(workflowId);
    const { tried, lost } = troubles.get(channel) ?? { tried: 0, lost: 0 };
    troubles.set(channel, { tried: tried + Number(isTried), lost: lost + Number(isLost) });
  }
  if (troubles.size === 0) return line('alerts', 'ok', sentences.taken);
  const each = [...troubles].map(([channel, { tried, lost }]) => sentences.trouble(channel, tried, lost));
  return line('alerts', 'warn', joined(each, '; '), sentences.advice);
}

function changeOf(id: string, { en, zh }: Bilingual): Bilingual {
  return { en: `${id}: ${en}`, zh: `${id}: ${zh}` };
}

/** Whether the workflow that tells of alerts is there and answers: without it nothing is told, and runs go on. */
async function alertsWorkflowLine(client: Client, taskQueue: string): Promise<DoctorLine> {
  const { state: sentences, advice } = doctor.alertsWorkflow;
  const state = await alertsState(client, taskQueue);
  return line('alerts workflow', state === 'answers' ? 'ok' : 'fail', sentences[state], advice);
}

/** Of `<task queue>/alerts/<channel>/<unique>`. */
function channelOf(workflowId: string): string {
  return workflowId.split('/').at(-2) ?? workflowId;
}

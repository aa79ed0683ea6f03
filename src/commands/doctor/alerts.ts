import type { Client } from '@temporalio/client';
import { alertsState } from '../../temporal/stuck';
import { onQueue } from '../../contract/searchAttributes';
import { type DoctorLine, line } from './line';
import { messages } from '../../messages';

/** A message that is still under way after so long was refused at least twice, ms. */
const STUCK = 30_000;
/** Messages given up are named for so long, ms. */
const RECENT = 24 * 3_600_000;
/** Deliveries that are looked at, newest first. */
const MOST = 500;

/** Whether the chat groups take their messages: by channel, how many are tried again and how many were given up in a day. */
export async function alertsLine(client: Client, taskQueue: string, now = Date.now()): Promise<DoctorLine> {
  const texts = messages().doctor.alerts;
  const troubles = new Map<string, { tried: number; lost: number }>();
  const query = `WorkflowType="deliverAlert" AND ${onQueue(taskQueue)} AND ExecutionStatus IN ("Running", "Failed")`;
  let seen = 0;
  for await (const { workflowId, status, startTime, closeTime } of client.workflow.list({ query })) {
    if ((seen += 1) > MOST) break;
    const isTried = status.name === 'RUNNING' && now - startTime.getTime() > STUCK;
    const isLost = status.name === 'FAILED' && now - (closeTime ?? startTime).getTime() < RECENT;
    if (!isTried && !isLost) continue;
    const channel = channelOf(workflowId);
    const { tried, lost } = troubles.get(channel) ?? { tried: 0, lost: 0 };
    troubles.set(channel, { tried: tried + Number(isTried), lost: lost + Number(isLost) });
  }
  if (troubles.size === 0) return line('alerts', 'ok', texts.taken);
  const each = [...troubles].map(([channel, { tried, lost }]) => texts.trouble(channel, tried, lost));
  return line('alerts', 'warn', each.join('; '), texts.advice);
}

/** Whether the workflow that tells of alerts is there and answers: without it nothing is told, and runs go on. */
export async function alertsWorkflowLine(client: Client, taskQueue: string): Promise<DoctorLine> {
  const { state: texts, advice } = messages().doctor.alertsWorkflow;
  const state = await alertsState(client, taskQueue);
  return line('alerts workflow', state === 'answers' ? 'ok' : 'fail', texts[state], advice);
}

/** Of `<task queue>/alerts/<channel>/<unique>`. */
function channelOf(workflowId: string): string {
  return workflowId.split('/').at(-2) ?? workflowId;
}

import { randomUUID } from 'node:crypto';
import { msgCode, Refusal } from '../envelopes/refusal';
import { texts } from '../envelopes/texts';
import type { World } from '../world';
import type { Body } from './body';
import type { Data } from './data';

const notPositional = -1;

/** A finished task as QueryAsyncResult prints it. */
export interface Task {
  readonly task: { readonly Status: 2; readonly TaskId: string; readonly Result: unknown };
}

/** Query-task mode: the official SDK asks for it in the body of a long BatchSave and then polls. */
export function isTask(body: Body): boolean {
  return body.text('beginmethod', notPositional) === 'BeginQueryImpl';
}

/** The work is done at once, but the client sees a pending task first (Status 0 Pending, 2 Complete). */
export function startTask(result: unknown, { tasks }: World): object {
  const id = randomUUID();
  tasks.set(id, result);
  return { Status: 0, TaskId: id, Result: null };
}

/** The finished task that QueryAsyncResult asks for with `{"TaskId":…,"Cancelled":false}`. */
export function finishedTask(info: Data, { tasks }: World): Task {
  const id = info.text('TaskId');
  if (!tasks.has(id)) throw Refusal.of(msgCode.parameter, texts.taskMissing(id));
  return { task: { Status: 2, TaskId: id, Result: tasks.get(id) } };
}

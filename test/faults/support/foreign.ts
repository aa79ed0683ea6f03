import { defaultPayloadConverter, SearchAttributeType, defineSearchAttributeKey } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { scheduleId } from '../../../src/temporal/schedules/definition';
import { alertsId, idOf, repairId } from '../../../src/contract/ids';
import { onQueue } from '../../../src/contract/searchAttributes';
import type { ScriptedServer } from '../../connectors/scripted-server';
import type { World } from '../../support/world';
import type { SchemeCase } from './cases';
import type { Reference } from './reference';
import { scheduleOf } from './schedule';

/** Keys of the scheme's documents of which the other installation has refused records too. */
const MOST_KEYS = 3;

const { COMMAND_TYPE_COMPLETE_WORKFLOW_EXECUTION: COMPLETE } = temporal.api.enums.v1.CommandType;

const keyword = (name: string, value: string) => ({
  key: defineSearchAttributeKey(name, SearchAttributeType.KEYWORD),
  value,
});
const through = (value: Date) => ({
  key: defineSearchAttributeKey('SyncedThrough', SearchAttributeType.DATETIME),
  value,
});

/** Another installation in a world's namespace, on a task queue that no worker listens on. */
export class Foreign {
  readonly taskQueue: string;
  private left = '';
  private started = 0;

  private constructor(
    private readonly world: World,
    private readonly one: SchemeCase,
  ) {
    this.taskQueue = `${world.taskQueue}-of-others`;
  }

  /**
   * Leaves what it has of this very scheme: watermarks of now and of tomorrow, a run under way, open repairs of the same
   * keys, alerts, and a Schedule of the same times.
   */
  static async leave(world: World, one: SchemeCase, reference: Reference): Promise<Foreign> {
    const foreign = new Foreign(world, one);
    const selection = reference.report.selection ?? '';
    // Whoever polls a queue is given any of its workflows: these are completed before the others are there.
    for (const ahead of [0, 86_400_000]) await foreign.complete(selection, Date.now() + ahead);
    await foreign.startOthers(keysOf(reference));
    await scheduleOf(world, one.scheme, foreign.taskQueue);
    await world.until(async () => (await foreign.workflows()).length === foreign.started);
    foreign.left = await foreign.state();
    return foreign;
  }

  /** Fails where anything of it was touched, anything came to it, or a chat group of the world was told of it. */
  async expectUntouched(group: ScriptedServer): Promise<void> {
    expect(await this.state()).toBe(this.left);
    for (const { body } of group.seen) expect(body).not.toContain(this.taskQueue);
  }

  private async complete(selection: string, moment: number): Promise<void> {
    const { scheme } = this.one;
    const workflowId = idOf(this.taskQueue, scheme, `marked-${moment}`);
    await this.start(scheme, workflowId, [], [through(new Date(moment))]);
    const { client } = this.world;
    const by = { namespace: client.options.namespace, identity: 'others' };
    const task = await client.withDeadline(Date.now() + 20_000, () =>
      client.workflowService.pollWorkflowTaskQueue({ ...by, taskQueue: { name: this.taskQueue } }),
    );
    const result = { selection, syncedThrough: new Date(moment).toISOString() };
    const payloads = [defaultPayloadConverter.toPayload(result)];
    const completeWorkflowExecutionCommandAttributes = { result: { payloads } };
    await client.workflowService.respondWorkflowTaskCompleted({
      ...by,
      taskToken: task.taskToken,
      commands: [{ commandType: COMPLETE, completeWorkflowExecutionCommandAttributes }],
    });
  }

  private async startOthers(keys: readonly string[]): Promise<void> {
    const { taskQueue } = this;
    const { scheme } = this.one;
    await this.start(scheme, idOf(taskQueue, scheme, 'live'));
    await this.start('alerts', alertsId(taskQueue));
    for (const key of keys)
      await this.start(
        'repairRecord',
        repairId(taskQueue, scheme, key),
        [{}],
        [
          keyword('SchemeId', scheme),
          keyword('RecordKey', key),
          keyword('Outcome', 'rejected'),
          keyword('Cause', 'number-changed'),
        ],
      );
  }

  private async start(
    type: string,
    workflowId: string,
    args: readonly object[] = [],
    attributes: readonly (ReturnType<typeof keyword> | ReturnType<typeof through>)[] = [],
  ): Promise<void> {
    this.started += 1;
    await this.world.client.workflow.start(type, {
      taskQueue: this.taskQueue,
      workflowId,
      args: [...args],
      typedSearchAttributes: [...attributes] as ReturnType<typeof keyword>[],
    });
  }

  /** What it has, as text: its workflows with the lengths of their histories, and its Schedule. */
  private async state(): Promise<string> {
    const { scheme } = this.one;
    const handle = this.world.client.schedule.getHandle(scheduleId(this.taskQueue, scheme));
    const { state, info } = await handle.describe();
    const schedule = JSON.stringify({ state, actions: info.numActionsTaken });
    return [...(await this.workflows()), schedule].join('\n');
  }

  private async workflows(): Promise<string[]> {
    const { workflow } = this.world.client;
    const held: string[] = [];
    for await (const { workflowId, runId, status } of workflow.list({ query: onQueue(this.taskQueue) })) {
      const { events } = await workflow.getHandle(workflowId, runId).fetchHistory();
      held.push(`${workflowId} ${status.name} ${events?.length}`);
    }
    return held.sort();
  }
}

function keysOf({ target }: Reference): string[] {
  const keys = target.map(({ FBillNo, FNumber, distributorCode }) => FBillNo ?? FNumber ?? distributorCode);
  return keys.slice(0, MOST_KEYS).map(String);
}

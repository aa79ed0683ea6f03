import type { ScheduleDescription } from '@temporalio/client';
import { bills } from './data';
import type { Desk } from './desk';
import { printed, type Step, type Story } from './story';

const described = ({ world }: Desk, scheme: string): Promise<ScheduleDescription> =>
  world.client.schedule.getHandle(`${world.taskQueue}/${scheme}`).describe();

const isPaused =
  (scheme: string, paused: boolean, note?: string): Step['sees'] =>
  async (desk) => {
    const { state } = await described(desk, scheme);
    expect(state).toMatchObject({ paused, ...(note ? { note } : {}) });
  };

/** Its newest run has come to its end. */
const hasRun =
  (scheme: string): Step['sees'] =>
  async (desk) => {
    await desk.world.until(async () => {
      const { info } = await described(desk, scheme);
      return info.numActionsTaken > 0 && info.runningActions.length === 0;
    });
    const { recentActions } = (await described(desk, scheme)).info;
    const { workflowId } = recentActions[0]!.action.workflow;
    await desk.reaches(workflowId, { status: 'COMPLETED' });
  };

/** Nothing is under way that a Schedule's run would wait for, and the platforms answer. */
async function endRuns({ world }: Desk): Promise<void> {
  await world.control.clearFaults();
  for await (const { workflowId } of world.client.workflow.list({
    query: `WorkflowType="${bills.name}" AND ExecutionStatus="Running"`,
  }))
    await world.client.workflow.getHandle(workflowId).terminate();
}

/** Schedules, from the plan to the last pause. */
export const schedules: Story = {
  'jinqiao schedules plan': { sees: printed('create', bills.name) },
  'jinqiao schedules apply': { sees: isPaused(bills.name, false) },
  'jinqiao schedules list': { sees: printed(`${bills.name}/late`) },
  "jinqiao schedules pause qimenSaleoutsToKingdeeOutstocks --note 'stock-taking'": {
    sees: isPaused(bills.name, true, 'stock-taking'),
  },
  'jinqiao schedules resume qimenSaleoutsToKingdeeOutstocks': { sees: isPaused(bills.name, false) },
  'jinqiao schedules trigger qimenSaleoutsToKingdeeOutstocks': {
    before: endRuns,
    sees: hasRun(bills.name),
  },
  'jinqiao schedules trigger qimenSaleoutsToKingdeeOutstocks/late': { sees: hasRun(`${bills.name}/late`) },
  'jinqiao schedules pause kingdeeOutstocksToAudited': { sees: isPaused('kingdeeOutstocksToAudited', true) },
  'jinqiao schedules pause --all': { sees: isPaused(bills.name, true) },
};

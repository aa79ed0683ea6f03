import type { Finished } from '../../commands/jinqiao';
import { bills, stocks } from './data';
import { type Desk, tctlBinary } from './desk';
import { printed, type Story } from './story';

const LIVE = 'jinqiao/qimenSaleoutsToKingdeeOutstocks/qimen/live';
const FULL = 'jinqiao/jushuitanWarehousesToKingdeeStocks/jushuitan/full';

const held = (desk: Desk) => desk.heldRun(bills);

/** Both schemes under way. */
async function bothHeld(desk: Desk): Promise<void> {
  await desk.heldRun(bills);
  await desk.heldRun(stocks);
}

const isNow =
  (outcome: string, ...workflowIds: readonly string[]) =>
  async (desk: Desk) => {
    for (const id of workflowIds) await desk.reaches(id, { status: 'RUNNING', outcome });
    await desk.batchesDone();
  };

/** A run between two pages ends at once when it is cancelled. */
const ready = (scheme: { readonly name: string }, workflowId: string) => (desk: Desk) =>
  desk.pausedRun(scheme.name, workflowId);
const cancelled = (workflowId: string) => (desk: Desk) =>
  desk.reaches(workflowId, { status: 'CANCELLED', outcome: 'cancelled' });
/** It could not say so. */
const terminated = (desk: Desk) => desk.reaches(LIVE, { status: 'TERMINATED', outcome: 'paused' });

const answersProgress = (_: Desk, { stdout }: Finished) => expect(stdout).toMatch(/"state": ?"running"/);

const QUERY_RUNNING = `'TaskQueue="jinqiao" AND SchemeId IS NOT NULL AND WorkflowType!="repairRecord" AND ExecutionStatus="Running"'`;
const QUERY_PAUSED = `'TaskQueue="jinqiao" AND WorkflowType!="repairRecord" AND Outcome="paused" AND ExecutionStatus="Running"'`;

/** Pausing, resuming, cancelling and terminating runs that are under way, by each of the command lines. */
const steps: Story = {
  'jinqiao pause qimenSaleoutsToKingdeeOutstocks': { before: held, sees: isNow('paused', LIVE) },
  'jinqiao runs --state paused': { sees: printed(LIVE.slice('jinqiao'.length)) },
  'jinqiao show qimenSaleoutsToKingdeeOutstocks': { code: 4, sees: printed('paused') },
  'jinqiao resume qimenSaleoutsToKingdeeOutstocks': { sees: isNow('running', LIVE) },
  'jinqiao pause --all': { before: bothHeld, sees: isNow('paused', LIVE, FULL) },
  'jinqiao resume --all': { sees: isNow('running', LIVE, FULL) },
  'jinqiao cancel qimenSaleoutsToKingdeeOutstocks': { before: ready(bills, LIVE), sees: cancelled(LIVE) },
  'jinqiao cancel jinqiao/jushuitanWarehousesToKingdeeStocks/jushuitan/full': {
    before: ready(stocks, FULL),
    sees: cancelled(FULL),
  },
  'temporal workflow start --type jushuitanWarehousesToKingdeeStocks --task-queue jinqiao --workflow-id warehouses':
    {
      before: ({ world }) => world.control.fault({ platform: 'jushuitan', kind: 'status', status: 503 }),
      sees: isNow('running', 'warehouses'),
    },
  'temporal workflow signal --workflow-id warehouses --name pause': { sees: isNow('paused', 'warehouses') },
  'temporal workflow signal --workflow-id warehouses --name resume': { sees: isNow('running', 'warehouses') },
  'temporal workflow query --workflow-id warehouses --type progress': { sees: answersProgress },
  'temporal workflow query --workflow-id warehouses --type rejected': { sees: printed('QueryResult') },
  'temporal workflow cancel --workflow-id warehouses': {
    before: ready(stocks, 'warehouses'),
    sees: cancelled('warehouses'),
  },
  [`temporal workflow signal --workflow-id '${LIVE}' --name pause`]: {
    before: held,
    sees: isNow('paused', LIVE),
  },
  [`temporal workflow query --workflow-id '${LIVE}' --type progress`]: {
    sees: printed(/"state": ?"paused"/),
  },
  [`temporal workflow query --workflow-id '${LIVE}' --type rejected`]: { sees: printed('QueryResult') },
  [`temporal workflow cancel --workflow-id '${LIVE}'`]: { before: ready(bills, LIVE), sees: cancelled(LIVE) },
  [`temporal workflow terminate --workflow-id '${LIVE}' --reason 'stuck'`]: {
    before: ready(bills, LIVE),
    sees: terminated,
  },
  [`temporal workflow signal --name pause --reason 'Kingdee maintenance' --query ${QUERY_RUNNING}`]: {
    before: bothHeld,
    stdin: 'y\n',
    sees: isNow('paused', LIVE, FULL),
  },
  [`temporal workflow signal --name resume --reason 'maintenance is over' --query ${QUERY_PAUSED}`]: {
    stdin: 'y\n',
    sees: isNow('running', LIVE, FULL),
  },
};

/** `tctl` does not read Temporal's own variables. */
const first = 'export TEMPORAL_CLI_ADDRESS=temporal.example.com:7233 TEMPORAL_CLI_NAMESPACE=jinqiao';

/** The same by `tctl`, whose options are its own. */
const tctlSteps: Story = {
  [first]: { after: 'tctl workflow list --print_json', sees: printed('"workflowId"') },
  [`tctl workflow signal --workflow_id '${LIVE}' --name pause`]: {
    first,
    before: held,
    sees: isNow('paused', LIVE),
  },
  [`tctl workflow signal --workflow_id '${LIVE}' --name resume`]: { first, sees: isNow('running', LIVE) },
  [`tctl workflow query --workflow_id '${LIVE}' --query_type progress`]: { first, sees: answersProgress },
  [`tctl workflow signal --yes --name pause --reason 'Kingdee maintenance' --query ${QUERY_RUNNING}`]: {
    first,
    before: bothHeld,
    sees: isNow('paused', LIVE, FULL),
  },
  [`tctl workflow signal --yes --name resume --reason 'maintenance is over' --query ${QUERY_PAUSED}`]: {
    first,
    sees: isNow('running', LIVE, FULL),
  },
  [`tctl workflow cancel --workflow_id '${LIVE}'`]: {
    first,
    before: ready(bills, LIVE),
    sees: cancelled(LIVE),
  },
  [`tctl workflow terminate --workflow_id '${LIVE}' --reason 'stuck'`]: {
    first,
    before: ready(bills, LIVE),
    sees: terminated,
  },
};

export const steering: Story = { ...steps, ...(tctlBinary() === undefined ? {} : tctlSteps) };

/** What is not carried out where there is no `tctl`, and why. */
export const withoutTctl: Readonly<Record<string, string>> = Object.fromEntries(
  tctlBinary() === undefined
    ? Object.keys(tctlSteps).map((command) => [command, 'there is no tctl here; name one with TCTL'])
    : [],
);

import { getClient } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { Call, TargetConnector } from '../../connectors/connector';
import { NumberChanged } from '../../connectors/errors';
import { type Bilingual, inBothLanguages } from '../../contract/bilingual';
import { repairId } from '../../contract/ids';
import type { FailedRecord } from '../../contract/page';
import { openRepairsQuery } from '../../contract/searchAttributes';
import { forEachConcurrent } from '../concurrent';
import { type ActivityDeps, find } from '../deps';
import { newestRepair } from '../repair/newestRepair';
import type { PageTask } from '../tasks';

/** Cause of a record whose document the target has numbered otherwise. */
export const NUMBER_CHANGED = 'number-changed';

/** Forms of targets for which this process has seen that sent numbers are kept. */
const proven = new WeakMap<TargetConnector, Set<string>>();

type Task = Pick<PageTask, 'scheme' | 'target'>;

/** Rejections of records whose documents the target has numbered otherwise. */
export function recordsOfChangedNumbers({ changed, keys, details }: NumberChanged): FailedRecord[] {
  return changed.map(({ id, sent, got }, position) => ({
    key: keys[position] ?? sent,
    cause: NUMBER_CHANGED,
    message: `sent as ${sent}, saved as ${got} (id ${id})`,
    document: { id },
    ...(details.advice === undefined ? {} : { advice: details.advice }),
  }));
}

/** Notes what a save has shown of the numbers of a form. */
export function noteNumbersKept(
  { targets }: Pick<ActivityDeps, 'targets'>,
  { target }: Task,
  areKept: boolean,
): void {
  const connector = find(targets, target.connection, 'target connection');
  const forms = proven.get(connector) ?? new Set();
  if (areKept) forms.add(target.form);
  else forms.delete(target.form);
  proven.set(connector, forms);
}

/**
 * Asked before records are saved that no look-up has found. A document under another number is not found either, so the
 * open repairs of these records tell whether an earlier run has saved them; deleted documents count no more.
 * @throws NumberChanged, and nothing is saved, while one of them is there
 */
export async function assertNumbersKept(
  deps: ActivityDeps,
  task: Task,
  keys: readonly string[],
  call: Call,
): Promise<void> {
  const { connection, form } = task.target;
  const target = find(deps.targets, connection, 'target connection');
  const client = getClient();
  if (proven.get(target)?.has(form) && !(await hasChangedNumbers(client, deps.taskQueue, task.scheme)))
    return;
  const ids: string[] = [];
  let unnamed = 0;
  await forEachConcurrent(keys, async (key) => {
    const repair = await newestRepair(client, repairId(deps.taskQueue, task.scheme, key));
    if (!repair?.isOpen || repair.cause !== NUMBER_CHANGED) return;
    const id = repair.state?.document?.id;
    if (id === undefined) unnamed += 1;
    else ids.push(id);
  });
  if (ids.length + unnamed === 0) return;
  const standing = ids.length === 0 ? [] : await target.lookUpIds(form, ids, call);
  if (standing.length + unnamed === 0) return;
  const named = standing.slice(0, 5).map(({ id, number }) => `${number} (id ${id})`);
  throw new NumberChanged(
    `an earlier run was given other numbers by the target: ${named.join(', ')}; nothing is saved while these documents stand: ${inBothLanguages(advice)}`,
    { platform: target.platform, operation: form, advice },
    [],
  );
}

const advice: Bilingual = {
  en: 'let numbers stand in the coding rule (编码规则) of the form, delete these documents or give them the numbers of their records, then run again; `jinqiao failures` names the records',
  zh: '请在该单据的编码规则中允许手工编码，删除这些单据或将其编码改为记录的编码，然后重新运行；jinqiao failures 会列出相关记录',
};

async function hasChangedNumbers(client: Client, taskQueue: string, scheme: string): Promise<boolean> {
  const query = `${openRepairsQuery(taskQueue, scheme)} AND Cause="${NUMBER_CHANGED}"`;
  return (await client.workflow.count(query)).count > 0;
}

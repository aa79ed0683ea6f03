import { setCurrentDetails } from '@temporalio/workflow';
import { inert } from '../../contract/visible';
import { callout, fitted, keysOf, table } from '../engine/markdown';
import { type Comparison, DIFFERENCE_KINDS, DIFFERENCE_NAMES, type Side } from '../../contract/reconcile';

/** Keys of a kind that are for a glance; the report has more. */
const KEYS = 8;

/** How far a reconciliation is. */
export interface Compared {
  readonly done: number;
  readonly slices: number;
  /** Days, or `full`. */
  readonly window: string;
}

/** Puts what was found so far on the page of a reconciliation in the Temporal UI. */
export function showComparison(
  { done, slices, window }: Compared,
  { source, target, counts, found }: Comparison,
  notices: readonly string[],
): void {
  const names = ['same', ...DIFFERENCE_KINDS] as const;
  const head = ['source 源', 'target 目标', ...names.map((name) => `${name} ${DIFFERENCE_NAMES[name].zh}`)];
  const wrong = DIFFERENCE_KINDS.filter((kind) => counts[kind] > 0);
  setCurrentDetails(
    fitted([
      [`slices ${done} / ${slices}`],
      ['', `window 时间段 ${window}`],
      callout([...notices.map(inert), ...(wrong.length > 0 ? [WHAT_TO_DO] : [])]),
      ['', ...table(head, [[shown(source), shown(target), ...names.map((name) => counts[name])]]), ''],
      ...wrong.map((kind) => [
        `- **${counts[kind]} ${kind} ${DIFFERENCE_NAMES[kind].zh}** · ${keysOf(
          found[kind].map(({ key }) => key),
          KEYS,
          counts[kind],
        )}`,
      ]),
    ]),
  );
}

const WHAT_TO_DO =
  '`jinqiao reconcile … --repair` brings what is missing or not audited; what differs is for a person to decide / 缺失和未审核的可用 --repair 补传，不一致的需人工判断';

function shown({ records, quantity, amount }: Side): string {
  return amount === undefined ? String(records) : `${records} · ${quantity} · ${amount}`;
}

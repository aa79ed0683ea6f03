import { setCurrentDetails } from '@temporalio/workflow';
import { type Comparison, KINDS, type Side } from './report';

/** Puts what was found so far on the page of a reconciliation in the Temporal UI. */
export function showComparison(
  slicesDone: number,
  slices: number,
  { source, target, counts }: Comparison,
): void {
  const names = ['same', ...KINDS] as const;
  setCurrentDetails(
    [
      `slices ${slicesDone} / ${slices}`,
      '',
      '| source 源 | target 目标 | same 一致 | missing 缺失 | doubled 重复 | unfinished 未审核 | different 不一致 | refused 拒绝 | extra 多余 |',
      '|---|---|---|---|---|---|---|---|---|',
      `| ${[shown(source), shown(target), ...names.map((name) => counts[name])].join(' | ')} |`,
    ].join('\n'),
  );
}

function shown({ records, quantity, amount }: Side): string {
  return amount === undefined ? String(records) : `${records} · ${quantity} · ${amount}`;
}

import { pageName } from '../../contract/page';
import { setCurrentDetails, upsertMemo, upsertSearchAttributes } from '@temporalio/workflow';
import { inert } from '../../contract/visible';
import { searchAttributes } from '../../contract/searchAttributes';
import { shanghaiTime } from '../../contract/time';
import { callout, table } from '../engine/markdown';
import type { RepairState, Occurrence } from '../../contract/repair';

/** Shows a repair where people look: search attributes and memo for lists, details for its page in the Temporal UI. */
export function showRepair(state: RepairState, before: RepairState | undefined): void {
  if (before?.outcome !== state.outcome || before.cause !== state.cause)
    upsertSearchAttributes([
      { key: searchAttributes.outcome, value: state.outcome },
      { key: searchAttributes.cause, value: state.cause },
    ]);
  upsertMemo({ repair: state });
  setCurrentDetails(detailsOf(state));
}

function detailsOf(state: RepairState): string {
  const isOpen = state.outcome === 'rejected' || state.outcome === 'in-doubt';
  const next = state.next === undefined ? undefined : shanghaiTime(Date.parse(state.next));
  const rows: readonly (readonly [string, string | number | undefined])[] = [
    ['cause 原因', state.cause],
    ['field 字段', state.field && inert(state.field)],
    ['message 信息', inert(state.message)],
    ['first seen 首次', occurrenceText(state.first)],
    ['last seen 最近', occurrenceText(state.last)],
    ['attempts 尝试', state.attempts],
    ['next 下次', isOpen ? (next ?? 'waits for a person or a later run 等待人工处理或后续运行') : undefined],
    ['last 最近动作', state.note && inert(state.note)],
  ];
  const shown = rows.filter((row): row is [string, string | number] => row[1] !== undefined && row[1] !== '');
  const { advice } = state;
  return [
    `**${state.outcome} ${outcomeWords[state.outcome]}** · ${state.scheme} · \`${inert(state.key)}\``,
    ...(isOpen && advice ? callout([advice.en, advice.zh]) : []),
    '',
    ...table(['', ''], shown),
    ...(isOpen ? ['', ...table(['signal 信号', 'does 作用'], SIGNALS)] : []),
  ].join('\n');
}

const outcomeWords: Readonly<Record<RepairState['outcome'], string>> = {
  rejected: '已拒绝',
  'in-doubt': '待核实',
  repaired: '已修复',
  discarded: '已放弃',
};

const SIGNALS = [
  ['`retry`', 'reads the row again, maps it, writes and audits it 重新读取、映射、写入并审核'],
  ['`check`', 'looks whether it is done meanwhile, writes nothing 仅查询是否已完成'],
  ['`discard` `{"reason": "…", "who": "…"}`', 'ends without a write; later runs skip it 放弃，后续运行跳过'],
  [
    '`retryWith` `{"document": {…}, "who": "…", "why": "…"}`',
    'writes this document instead 写入修改后的单据',
  ],
];

function occurrenceText({ at, workflowId, ...page }: Occurrence): string {
  return `${shanghaiTime(Date.parse(at))} · ${pageName(page)} · ${workflowId}`;
}

import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { setCurrentDetails, upsertMemo, upsertSearchAttributes } from '@temporalio/workflow';
import { pageName } from '../engine/pageName';
import { cell } from '../engine/view';
import type { RepairState, Seen } from './state';

const outcomeKey = defineSearchAttributeKey('Outcome', SearchAttributeType.KEYWORD);
const causeKey = defineSearchAttributeKey('Cause', SearchAttributeType.KEYWORD);

/** Shows a repair where people look: search attributes and memo for lists, details for its page in the Temporal UI. */
export function showRepair(state: RepairState, before: RepairState | undefined): void {
  if (before?.outcome !== state.outcome || before.cause !== state.cause)
    upsertSearchAttributes([
      { key: outcomeKey, value: state.outcome },
      { key: causeKey, value: state.cause },
    ]);
  upsertMemo({ repair: state });
  setCurrentDetails(detailsOf(state));
}

function detailsOf(state: RepairState): string {
  const rows: readonly (readonly [string, string | number | undefined])[] = [
    ['cause 原因', state.cause],
    ['field 字段', state.field],
    ['message 信息', state.message],
    ['advice', state.advice?.en],
    ['建议', state.advice?.zh],
    ['first seen 首次', seen(state.first)],
    ['last seen 最近', seen(state.last)],
    ['attempts 尝试', state.attempts],
    ['next 下次', state.next ?? 'waits for a person or a later run 等待人工处理或后续运行'],
    ['last 最近动作', state.note],
  ];
  const shown = rows.filter(([, value]) => value !== undefined && value !== '');
  return [
    `**${state.outcome}** · ${state.scheme} · \`${state.key}\``,
    '',
    '| | |',
    '|---|---|',
    ...shown.map(([name, value]) => `| ${name} | ${cell(value ?? '')} |`),
    ...(state.outcome === 'rejected' || state.outcome === 'in-doubt' ? SIGNALS : []),
  ].join('\n');
}

const SIGNALS = [
  '',
  '| signal 信号 | does 作用 |',
  '|---|---|',
  '| `retry` | reads the row again, maps it, writes and audits it 重新读取、映射、写入并审核 |',
  '| `check` | looks whether it is done meanwhile, writes nothing 仅查询是否已完成 |',
  '| `discard` `{"reason": "…", "who": "…"}` | ends without a write; later runs skip it 放弃，后续运行跳过 |',
  '| `retryWith` `{"document": {…}, "who": "…", "why": "…"}` | writes this document instead 写入修改后的单据 |',
];

function seen({ at, workflowId, ...page }: Seen): string {
  return `${at} · ${pageName(page)} · ${workflowId}`;
}

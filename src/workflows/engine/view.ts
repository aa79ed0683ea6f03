import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Progress, RejectedRecord } from './report';

const schemeId = defineSearchAttributeKey('SchemeId', SearchAttributeType.KEYWORD);
const outcomeKey = defineSearchAttributeKey('Outcome', SearchAttributeType.KEYWORD);
const rejectedCount = defineSearchAttributeKey('RejectedCount', SearchAttributeType.INT);

/** What a person sees of a run in the Temporal UI's list. */
export type ShownOutcome = 'running' | 'paused' | 'clean' | 'attention' | 'failed' | 'cancelled';

/** Puts scheme, outcome and the number of refused records into the run's search attributes. */
export function showOutcome(scheme: string, outcome: ShownOutcome, rejected: number): void {
  upsertSearchAttributes([
    { key: schemeId, value: scheme },
    { key: outcomeKey, value: outcome },
    { key: rejectedCount, value: rejected },
  ]);
}

/** Puts a table of counts, and the first refused records, on the run's page in the Temporal UI. */
export function showDetails(progress: Progress, rejected: readonly RejectedRecord[]): void {
  setCurrentDetails([countsTable(progress), ...rejectedTable(rejected)].join('\n'));
}

function countsTable(progress: Progress): string {
  const { counts } = progress;
  return [
    `**${progress.state}** · ${progress.source} → ${progress.target} · pages ${progress.pagesDone}`,
    ...(progress.pausedBecause === undefined ? [] : ['', `⏸ ${progress.pausedBecause}`]),
    '',
    '| read 读取 | created 新增 | unchanged 未变 | audited 补审核 | skipped 跳过 | rejected 拒绝 | in doubt 待核实 |',
    '|---|---|---|---|---|---|---|',
    `| ${[progress.read, counts.created, counts.unchanged, counts.audited, counts.skipped, counts.rejected, counts.inDoubt].join(' | ')} |`,
  ].join('\n');
}

function rejectedTable(rejected: readonly RejectedRecord[]): string[] {
  if (rejected.length === 0) return [];
  const rows = rejected
    .slice(0, 10)
    .map(
      ({ key, page, field, message, advice }) =>
        `| ${[key, page, field ?? '', message, advice?.zh ?? ''].map(cell).join(' | ')} |`,
    );
  return [
    '',
    '| key 编码 | page 页 | field 字段 | reason 原因 | advice 建议 |',
    '|---|---|---|---|---|',
    ...rows,
  ];
}

/** Text for a cell of a Markdown table: a bar or a line end in a platform's words would break the table. */
export function cell(text: string | number): string {
  return String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
}

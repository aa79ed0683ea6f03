import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { pageCell, pageName } from './pageName';
import type { ChangedRecord, Progress, RejectedRecord } from './report';

const schemeId = defineSearchAttributeKey('SchemeId', SearchAttributeType.KEYWORD);
const outcomeKey = defineSearchAttributeKey('Outcome', SearchAttributeType.KEYWORD);
const syncedThroughKey = defineSearchAttributeKey('SyncedThrough', SearchAttributeType.DATETIME);
const rejectedCount = defineSearchAttributeKey('RejectedCount', SearchAttributeType.INT);

/** What a person sees of a run in the Temporal UI's list. */
export type ShownOutcome = 'running' | 'paused' | 'clean' | 'attention' | 'failed' | 'cancelled';

/**
 * Puts scheme, outcome and the number of refused records into the run's search attributes.
 * @param syncedThrough the watermark that the run set, ISO
 */
export function showOutcome(
  scheme: string,
  outcome: ShownOutcome,
  rejected: number,
  syncedThrough?: string,
): void {
  upsertSearchAttributes([
    { key: schemeId, value: scheme },
    { key: outcomeKey, value: outcome },
    { key: rejectedCount, value: rejected },
    ...(syncedThrough === undefined ? [] : [{ key: syncedThroughKey, value: new Date(syncedThrough) }]),
  ]);
}

/** Puts a table of counts, and the first refused and changed records, on the run's page in the Temporal UI. */
export function showDetails(
  progress: Progress,
  records: {
    readonly rejected: readonly RejectedRecord[];
    readonly changedRecords: readonly ChangedRecord[];
  },
): void {
  const tables = [...rejectedTable(records.rejected), ...changedTable(records.changedRecords, progress)];
  setCurrentDetails([countsTable(progress), ...tables].join('\n'));
}

function countsTable(progress: Progress): string {
  const { counts } = progress;
  return [
    `**${progress.state}** · ${progress.source} → ${progress.target} · pages ${progress.pagesDone}`,
    ...windowLines(progress),
    ...(progress.pausedBecause === undefined ? [] : ['', `⏸ ${progress.pausedBecause}`]),
    '',
    '| read 读取 | created 新增 | unchanged 未变 | audited 补审核 | skipped 跳过 | rejected 拒绝 | in doubt 待核实 |',
    '|---|---|---|---|---|---|---|',
    `| ${[progress.read, counts.created, counts.unchanged, counts.audited, counts.skipped, counts.rejected, counts.inDoubt].join(' | ')} |`,
  ].join('\n');
}

function windowLines({ window, slices, expectedAt }: Progress): string[] {
  if (!window || !slices) return [];
  const sliced = slices.total > 1 ? ` · slices ${slices.done} of ${slices.total}` : '';
  const now = (slices.reading ?? []).map(({ slice, nextPage, inFlight: [page = nextPage] }) =>
    pageName({ slice, page }),
  );
  const expected = expectedAt === undefined ? '' : ` · expected to end ${expectedAt}`;
  const line = `window 时间段 ${window.from || '…'} — ${window.to}${sliced}${expected}`;
  return ['', line, ...(now.length > 0 ? ['', `reading 正在读取 ${now.join(', ')}`] : [])];
}

function rejectedTable(rejected: readonly RejectedRecord[]): string[] {
  if (rejected.length === 0) return [];
  const rows = rejected
    .slice(0, 10)
    .map(
      ({ key, field, message, advice, ...page }) =>
        `| ${[key, pageCell(page), field ?? '', message, advice?.zh ?? ''].map(cell).join(' | ')} |`,
    );
  return [
    '',
    '| key 编码 | page 页 | field 字段 | reason 原因 | advice 建议 |',
    '|---|---|---|---|---|',
    ...rows,
  ];
}

/** Ten records, five fields each: the details are for a glance, the report has more. */
function changedTable(records: readonly ChangedRecord[], { changed }: Progress): string[] {
  if (records.length === 0) return [];
  const rows = records.slice(0, 10).map(({ key, fields, further = 0, ...page }) => {
    const left = further + Math.max(0, fields.length - 5);
    const shown = [...fields.slice(0, 5), ...(left > 0 ? [`… +${left}`] : [])].join(', ');
    return `| ${[key, pageCell(page), shown].map(cell).join(' | ')} |`;
  });
  return ['', `| changed 有差异 (${changed}) | page 页 | fields 字段 |`, '|---|---|---|', ...rows];
}

/** Text for a cell of a Markdown table: a bar or a line end in a platform's words would break the table. */
export function cell(text: string | number): string {
  return String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
}

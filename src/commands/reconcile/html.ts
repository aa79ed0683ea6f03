import escapeHtml from 'escape-html';
import {
  type Difference,
  type DifferenceKind,
  DIFFERENCE_KINDS,
  DIFFERENCE_NAMES,
  type Reconciliation,
  type Side,
} from '../../contract/reconcile';
import { visible } from '../../contract/visible';
import { isJudged, notJudged, sayings } from './report';
import { type Repair, daysText } from '../../operations/reconcile';

const style = `
body { font: 15px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #222; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; } h3 { font-size: 1rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
th, td { border: 1px solid #ccc; padding: .3rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #f3f3f3; } td.number { text-align: right; font-variant-numeric: tabular-nums; }
.clean { color: #0a6b2b; } .attention { color: #b00020; } .note { color: #666; }
@media print { body { margin: 0; max-width: none; } }
`;

/** A reconciliation as one HTML page without any outside resource: labels in Chinese and English, every text escaped. */
export function reconciliationHtml(report: Reconciliation, repair?: Repair): string {
  const title = `对账 Reconciliation · ${report.scheme} · ${daysText(report)}`;
  const parts = repair
    ? [...part('修复前 before the repair', report), ...part('修复后 after the repair', repair.after)]
    : part('结果 result', report);
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>${escaped(title)}</title><style>${style}</style></head>
<body>
<h1>${escaped(title)}</h1>
${parts.join('\n')}
</body>
</html>
`;
}

function part(heading: string, report: Reconciliation): string[] {
  const { outcome, sourceName, targetName, finishedAt, counts, judged } = report;
  const word = outcome === 'clean' ? '一致 clean' : '需要处理 attention';
  const shown = (kind: DifferenceKind) =>
    isJudged(kind, judged) ? String(counts[kind]) : '未判断 not judged';
  return [
    `<h2>${escaped(heading)}: <span class="${outcome}">${word}</span></h2>`,
    `<p class="note">${escaped(`${sourceName} → ${targetName} · ${finishedAt}`)}</p>`,
    sides(report),
    grid(
      (['same', ...DIFFERENCE_KINDS] as const).map(titleOf),
      [[String(counts.same), ...DIFFERENCE_KINDS.map(shown)]],
      true,
    ),
    ...notJudged(judged).map((line) => `<p class="note">${escaped(line)}</p>`),
    ...DIFFERENCE_KINDS.flatMap((kind) => findings(kind, report)),
  ];
}

function sides({ source, target, difference }: Reconciliation): string {
  const head = ['', '记录 records', ...(difference ? ['数量 quantity', '金额 amount'] : [])];
  const row = (name: string, { records, quantity = '0', amount = '0' }: Side) => [
    name,
    String(records),
    ...(difference ? [quantity, amount] : []),
  ];
  const less = difference
    ? [
        [
          '差异 target − source',
          String(target.records - source.records),
          difference.quantity,
          difference.amount,
        ],
      ]
    : [];
  return grid(head, [row('源 source', source), row('目标 target', target), ...less], true);
}

function findings(kind: DifferenceKind, { found, counts }: Reconciliation): string[] {
  if (counts[kind] === 0) return [];
  const listed = found[kind];
  const rest = counts[kind] - listed.length;
  const rows = listed.map((finding: Difference) => [finding.key, sayings(finding)]);
  return [
    `<h3>${titleOf(kind)} (${counts[kind]})</h3>`,
    grid(['编码 key', '字段、原因 fields, reason'], rows),
    ...(rest > 0 ? [`<p class="note">另有 ${rest} 条未列出 ${rest} more are not listed</p>`] : []),
  ];
}

function grid(head: readonly string[], rows: readonly (readonly string[])[], numbers = false): string {
  const cells = (row: readonly string[]) =>
    row.map((text, index) => cell(text, numbers && index > 0)).join('');
  const titlesRow = head.map((text) => `<th>${escaped(text)}</th>`).join('');
  return `<table><thead><tr>${titlesRow}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table>`;
}

function cell(text: string, isNumber: boolean): string {
  return isNumber ? `<td class="number">${escaped(text)}</td>` : `<td>${escaped(text)}</td>`;
}

function escaped(text: string): string {
  return escapeHtml(visible(text));
}

function titleOf(kind: DifferenceKind | 'same'): string {
  const { en, zh } = DIFFERENCE_NAMES[kind];
  return `${zh} ${en}`;
}

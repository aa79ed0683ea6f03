import { table } from '../../scripts/schemeDocs/markdown';
import type { Machine, Results } from '../results';
import { counted, number } from './format';
import { tables, type ReportTable } from './tables';

const none = 'Not measured.';

/**
 * The page with every `<!-- bench name -->` … `<!-- /bench name -->` filled anew; what stands around them is kept.
 * @param pictures names of the tables that a plot stands above
 * @throws Error when the page lacks one of the marks
 */
export function filledPage(
  page: string,
  results: Results | undefined,
  pictures: readonly string[] = [],
): string {
  const sections = Object.entries(tables(results?.sections ?? {})).map(
    ([name, part]) => [name, section(part, pictures.includes(name) ? name : undefined)] as const,
  );
  const parts = [['machine', results === undefined ? none : setting(results)] as const, ...sections];
  return parts.reduce((text, [name, content]) => filled(text, name, content), page);
}

function filled(page: string, name: string, content: string): string {
  const [head, tail] = [`<!-- bench ${name} -->`, `<!-- /bench ${name} -->`];
  const [from, to] = [page.indexOf(head), page.indexOf(tail)];
  if (from < 0 || to < from)
    throw new Error(`docs/performance.md: put ${head} and ${tail} where the command shall write`);
  return `${page.slice(0, from)}${head}\n${content}\n${page.slice(to)}`;
}

function section({ title, head, rows }: ReportTable, picture: string | undefined): string {
  if (rows.length === 0) return none;
  const plot = picture === undefined ? [] : [`![${title}](performance/${picture}.svg)`];
  return [...plot, table(head, rows)].join('\n\n');
}

/** The sentence about where the figures come from. */
export function setting({ machine }: Results): string {
  return `${onWhat(machine)}, ${machine.date}.`;
}

function onWhat({ cores, memoryGiB, node, temporal }: Machine): string {
  return `${counted(cores, 'core')}, ${number(memoryGiB, 1)} GiB of memory, Node.js ${node}, Temporal server ${temporal}`;
}

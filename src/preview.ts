import { mapPage, readPage } from './activities/readPage';
import { find } from './activities/find';
import { planRun } from './activities/plan';
import type { Rejection } from './connectors/connector';
import type { AnyMapping } from './mappings/apply';
import type { MappingSettings } from './mappings/context';
import { describedCells, valuesAt } from './mappings/describe';
import type { Runtime } from './runtime';
import type { SchemeTable } from './workflows/engine/scheme';
import { pageTask } from './workflows/engine/task';

/** A target field of a preview: what the document would hold and where it comes from. */
export interface PreviewField {
  /** The form's field key. */
  readonly key: string;
  readonly label: string;
  /** The cell's template or constant. */
  readonly from: string;
  /** Value in the document's wire shape; absent when the field would be left out. */
  readonly value?: unknown;
}

/** A source row beside the document that a run would write. */
export interface PreviewRow {
  readonly key: string;
  readonly source: Readonly<Record<string, unknown>>;
  readonly fields: readonly PreviewField[];
  /** Why the row would be refused. */
  readonly rejection?: Rejection;
}

/** Answer of `previewScheme`. */
export interface Preview {
  readonly scheme: string;
  readonly rows: readonly PreviewRow[];
}

/**
 * Reads the first rows of a scheme's source and maps them as a run would; writes nothing.
 * @param limit rows at most
 * @throws connector errors of the source
 */
export async function previewScheme(
  runtime: Runtime,
  table: SchemeTable,
  limit: number,
  signal: AbortSignal,
): Promise<Preview> {
  const { schemes, sources } = runtime;
  const plan = await planRun(table, {}, { settings: schemes[table.name], sources, dueAt: Date.now() });
  const mapping = find(runtime.mappings, table.name, 'mapping');
  const source = find(runtime.sources, plan.source, 'source connection');
  const rows: PreviewRow[] = [];
  for (let number = 1, hasNext = true; hasNext && rows.length < limit; number += 1) {
    const page = await readPage(source, pageTask(table, plan, number), { signal });
    const sources = new Map(page.rows.map((row, index) => [row.key ?? `row ${index + 1}`, row.row ?? {}]));
    const { mapped, rejected } = mapPage(mapping, page.rows, {
      parameters: plan.parameters,
      ...codeTablesOf(runtime, table),
    });
    rows.push(
      ...mapped.map(({ key, row, document }) => ({ key, source: row, fields: fieldsOf(mapping, document) })),
    );
    rows.push(
      ...rejected.map(({ key, ...rejection }) => ({
        key,
        source: sources.get(key) ?? {},
        fields: fieldsOf(mapping, {}),
        rejection,
      })),
    );
    hasNext = page.hasNext && page.rows.length > 0;
  }
  return { scheme: table.name, rows: rows.slice(0, limit) };
}

function codeTablesOf(runtime: Runtime, table: SchemeTable): Pick<MappingSettings, 'codeTables'> {
  const { codeTables } = runtime.schemes[table.name] ?? {};
  return codeTables ? { codeTables } : {};
}

function fieldsOf(mapping: AnyMapping, document: Readonly<Record<string, unknown>>): PreviewField[] {
  const cells = describedCells(mapping).filter(({ holds }) => holds === 'value');
  return cells.map(({ key, label, from }) => {
    const values = valuesAt(document, key);
    const value = values.length > 1 ? values : values[0];
    return { key, label, from, ...(value === undefined ? {} : { value }) };
  });
}

import { mapPage } from '../activities/page/map';
import type { SchemeTable } from '../contract/scheme';
import { mappingSettings, find } from '../activities/deps';
import { readPage } from '../activities/page/read';
import { pageTask } from '../activities/tasks';
import { planRun } from '../activities/plan/run';
import type { Rejection, SourceRow } from '../connectors/connector';
import { shown } from '../connectors/record';
import type { AnyMapping } from '../mappings/mapping';
import type { MappingSettings, CellNote } from '../mappings/cell';
import { describedCells, notedCells, valuesAt } from '../mappings/describe';
import type { Runtime } from '../runtime';
import { forwards } from '../contract/listReading';
import { countSlices } from '../workflows/engine/slices';
import { pageReference } from '../workflows/engine/activities';

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

/** What is odd about a target field and kept as published. */
export type PreviewNote = Pick<PreviewField, 'key' | 'label'> & Pick<CellNote, 'en' | 'zh'>;

/** Answer of `previewScheme`. */
export interface Preview {
  readonly scheme: string;
  /** Oddities that hold with the scheme's parameters. */
  readonly notes: readonly PreviewNote[];
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
  const settings = mappingSettings(runtime, { scheme: table.name, parameters: plan.parameters });
  const rows: PreviewRow[] = [];
  for (let slice = 0; slice < countSlices(plan) && rows.length < limit; slice += 1) {
    const list = forwards(plan);
    while (list.goesOn() && rows.length < limit) {
      const after = list.cursor;
      const number = list.take();
      const page = await readPage(
        source,
        pageTask(table, pageReference(table, plan, number, { slice, after })),
        { signal },
      );
      rows.push(...rowsOf(mapping, page.rows, settings));
      list.returned(number, page.evidence);
    }
  }
  return { scheme: table.name, notes: notesOf(mapping, plan.parameters), rows: rows.slice(0, limit) };
}

/** A page's rows in the order of the source, the refused ones among them. */
function rowsOf(mapping: AnyMapping, page: readonly SourceRow[], settings: MappingSettings): PreviewRow[] {
  const sources = new Map(page.map((row, index) => [row.key ?? `row ${index + 1}`, shown(row.row ?? {})]));
  const { mapped, rejected } = mapPage(mapping, page, settings);
  const rows: PreviewRow[] = [
    ...mapped.map(({ key, row, document }) => ({
      key,
      source: shown(row),
      fields: fieldsOf(mapping, document),
    })),
    ...rejected.map(({ key, ...rejection }) => ({
      key,
      source: sources.get(key) ?? {},
      fields: fieldsOf(mapping, {}),
      rejection,
    })),
  ];
  const place = new Map([...sources.keys()].map((key, index) => [key, index]));
  return rows.sort((a, b) => (place.get(a.key) ?? 0) - (place.get(b.key) ?? 0));
}

function notesOf(mapping: AnyMapping, parameters: Readonly<Record<string, string>>): PreviewNote[] {
  return notedCells(mapping, parameters).map(({ key, label, note: { en, zh } }) => ({ key, label, en, zh }));
}

function fieldsOf(mapping: AnyMapping, document: Readonly<Record<string, unknown>>): PreviewField[] {
  const cells = describedCells(mapping).filter(({ holds }) => holds === 'value');
  return cells.map(({ key, label, from }) => {
    const values = valuesAt(document, key);
    const value = values.length > 1 ? values : values[0];
    return { key, label, from, ...(value === undefined ? {} : { value }) };
  });
}

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { mapPage } from '../../src/activities/readPage';
import type { SourceRow } from '../../src/connectors/connector';
import { methods } from '../../src/connectors/jushuitan/model';
import { readPage } from '../../src/connectors/jushuitan/page';
import { mappings } from '../../src/mappings';
import { schemes } from '../../src/workflows/catalogue';
import * as workflows from '../../src/workflows';

/** Reads wire rows with the platform's own model, as its connector does. */
const readers: Record<string, (method: string, rows: unknown[]) => readonly SourceRow[]> = {
  jushuitan(name, rows) {
    const method = methods.get(name)!;
    return readPage(method, { rawAnswer: '' } as never, { has_next: false, [method.list]: rows }).rows;
  },
};

const fixtureOf = (scheme: string) => path.join(__dirname, '..', 'fixtures', 'schemes', `${scheme}.json`);

describe.each(Object.entries(schemes))('%s', (name, table) => {
  it('is whole: workflow type, mapping, parameters and fixture', () => {
    expect(table.name).toBe(name);
    expect(Object.keys(workflows)).toContain(name);
    expect(Object.keys(mappings)).toContain(name);
    expect(Object.keys(readers)).toContain(table.source.platform);
    expect(existsSync(fixtureOf(name))).toBe(true);
  });

  it('maps its golden rows to exactly its golden documents', () => {
    const golden = JSON.parse(readFileSync(fixtureOf(name), 'utf8'));
    const rows = readers[table.source.platform]!(table.source.method, golden.rows);
    const { mapped, rejected, skipped } = mapPage(mappings[name]!, rows, golden.parameters);
    const documents = mapped.map(({ document }) => document);
    expect({ documents, rejected, skipped }).toEqual({
      documents: golden.documents,
      rejected: golden.rejected,
      skipped: golden.skipped,
    });
    expect(documents.length + rejected.length + skipped).toBe(golden.rows.length);
  });
});

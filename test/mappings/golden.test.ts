import { mapPage } from '../../src/activities/page/map';
import type { SchemeTable } from '../../src/contract/scheme';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SourceRow } from '../../src/connectors/connector';
import { methods as guanyiMethods } from '../../src/connectors/guanyi/model';
import { methods as jushuitanMethods } from '../../src/connectors/jushuitan/model';
import { methods as qimenMethods } from '../../src/connectors/qimen/model';
import { readRow, type RowModel } from '../../src/connectors/rows';
import { mappings } from '../../src/mappings';
import { schemes } from '../../src/workflows/catalogue';
import * as workflows from '../../src/workflows';
import { readBills } from './billRows';

type Reader = (method: string, rows: never[]) => readonly SourceRow[] | Promise<readonly SourceRow[]>;

/** Reads rows as the platform sends them, with its own model, as its connector does. */
const wire =
  (methods: ReadonlyMap<string, RowModel>): Reader =>
  (method, rows) =>
    rows.map((row) => readRow(methods.get(method)!, row));

const readers: Record<string, Reader> = {
  guanyi: wire(guanyiMethods),
  jushuitan: wire(jushuitanMethods),
  kingdee: readBills,
  qimen: wire(qimenMethods),
};

const defaultsOf = ({ parameters }: SchemeTable) =>
  Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, parameter.default]));

const fixtureOf = (scheme: string) => path.join(__dirname, '..', 'fixtures', 'schemes', `${scheme}.json`);

describe.each(Object.entries(schemes))('%s', (name, table) => {
  it('is whole: workflow type, mapping, parameters and fixture', () => {
    expect(table.name).toBe(name);
    expect(Object.keys(workflows)).toContain(name);
    expect(Object.keys(mappings)).toContain(name);
    expect(Object.keys(readers)).toContain(table.source.platform);
    expect(existsSync(fixtureOf(name))).toBe(true);
  });

  it('maps its golden rows to exactly its golden documents', async () => {
    const golden = JSON.parse(readFileSync(fixtureOf(name), 'utf8'));
    const rows = await readers[table.source.platform]!(table.source.method, golden.rows);
    const { mapped, rejected, skipped } = mapPage(mappings[name]!, rows, {
      parameters: { ...defaultsOf(table), ...golden.parameters },
      codeTables: golden.codeTables,
    });
    const documents = mapped.map(({ document }) => document);
    const reasons = rejected.map(({ advice: _advice, ...reason }) => reason);
    expect(rejected.filter(({ advice }) => !advice?.en || !advice.zh)).toEqual([]);
    expect({ documents, rejected: reasons, skipped }).toEqual({
      documents: golden.documents,
      rejected: golden.rejected,
      skipped: golden.skipped,
    });
    expect(documents.length + rejected.length + skipped).toBe(golden.read ?? golden.rows.length);
  });
});

import { createSandbox } from '../../sandbox/server';
import { schemes } from '../../src/workflows/catalogue';
import { blocksUnder, blockUnder, documents, tableUnder, textOf } from './documents';

const quotes = documents.flatMap((document) =>
  blocksUnder(/from (\S+)/, document).map(({ name, block }) => ({ document, source: name, block })),
);

test('code is quoted', () => {
  expect(quotes.length).toBeGreaterThanOrEqual(6);
});

test.each(quotes)('what $document quotes from $source is still there', ({ source, block }) => {
  expect(textOf(source)).toContain(block);
});

const readmes = ['README.md', 'README.zh-CN.md'];

test.each(readmes)('%s says of every scheme whether it runs', (file) => {
  const running = tableUnder('schemes', file).filter(([, , , state]) => state === 'yes' || state === '可用');
  expect(running.map(([name]) => name)).toEqual(Object.keys(schemes));
});

test.each(readmes)('%s shows the documents that the demonstration makes', async (file) => {
  const shown = blockUnder('demo', file);
  const sandbox = await createSandbox({ sizes: { warehouses: 230 } });
  try {
    const answer = await fetch(`${sandbox.url}/_sandbox/state/jushuitan/warehouses`);
    const rows = (await answer.json()) as { wms_co_id: number; name: string }[];
    const sorted = rows.toSorted((a, b) => String(a.wms_co_id).localeCompare(String(b.wms_co_id)));
    expect(shown).toContain(`${rows.length} stocks in Kingdee`);
    for (const { wms_co_id, name } of [...sorted.slice(0, 2), ...sorted.slice(-2)])
      expect(shown).toContain(`│ ${wms_co_id} │ ${name} `);
    expect(Object.keys(schemes).filter((scheme) => !shown.includes(`│ ${scheme} `))).toEqual([]);
  } finally {
    await sandbox.close();
  }
});

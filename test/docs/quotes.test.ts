import { createSandbox } from '../../sandbox/server';
import { demo } from '../../src/messages/development';
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

/** A line of the demonstration without what differs from run to run: numbers, ports, and how wide its columns are. */
const shape = (line: string) =>
  line
    .replaceAll(/\d+(?:\.\d+)?/g, '0')
    .replaceAll(/ {2,}/g, ' ')
    .trim();

describe.each([
  ['README.md', 'docs/tour.md', 'en'],
  ['README.zh-CN.md', 'docs/tour.zh-CN.md', 'zh'],
] as const)('the demonstration in %s and %s', (readme, tour, language) => {
  const shown = blockUnder('demo', tour);

  test('is told in the words of the program', () => {
    const { opening, chapter, book, bad, more, ...lines } = demo;
    const sample = [opening, more, ...Object.values(chapter), ...Object.values(book)];
    for (const text of sample) expect(shown).toContain(text[language]);
    expect(shown).not.toContain(bad[language]);
    const shapes = shown.split('\n').map(shape);
    const { ready, kill, dead, next, moved, movedByDead, writes, refused, good } = lines;
    const said = [
      ready(0, 'http://0.0.0.0:0'),
      kill(0, 0),
      dead(0, 0),
      next('RUNNING', 0),
      moved(0, 0),
      movedByDead(0, 0),
      writes(0),
      refused(0),
      good('0'),
    ];
    expect(said.map((text) => shape(text[language])).filter((text) => !shapes.includes(text))).toEqual([]);
  });

  test('runs every scheme twice over what the sandbox holds', async () => {
    const sandbox = await createSandbox({ sizes: { warehouses: 230, shops: 60 } });
    try {
      const count = async (collection: string) =>
        ((await (await fetch(`${sandbox.url}/_sandbox/state/${collection}`)).json()) as unknown[]).length;
      const { step } = demo;
      const line = (scheme: string, read: number) => step(scheme, read, '', '')[language].split(' · ')[0];
      const warehouses = await count('jushuitan/warehouses');
      const shops = await count('guanyi/shops');
      expect(shown.split(line('jushuitanWarehousesToKingdeeStocks', warehouses) ?? '')).toHaveLength(3);
      expect(shown.split(line('guanyiShopsToKingdeeCustomers', shops) ?? '')).toHaveLength(3);
    } finally {
      await sandbox.close();
    }
    for (const scheme of Object.keys(schemes)) expect(shown.split(scheme).length).toBeGreaterThan(2);
  });

  test('has eight of its lines in the short form', () => {
    const short = blockUnder('demo', readme).split('\n');
    expect(short).toHaveLength(8);
    expect(short.filter((line) => !shown.split('\n').includes(line))).toEqual([]);
  });
});

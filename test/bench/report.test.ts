import { DOMParser, onWarningStopParsing, type Document } from '@xmldom/xmldom';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filledPage } from '../../bench/report/page';
import { plots, plotted } from '../../bench/report/plots';
import { tables } from '../../bench/report/tables';
import { writeReport } from '../../bench/report/write';
import { readResults, resultsFolder, writeResults, type Results } from '../../bench/results';
import { textOf } from '../docs/documents';
import { measurement, plainCell } from './measurement';

const marks = ['machine', ...Object.keys(tables({}))];
const empty = marks.map((name) => `## About ${name}\n\n<!-- bench ${name} -->\n<!-- /bench ${name} -->\n`);
const page = `# Words\n\n${empty.join('\nWords between.\n')}\nWords at the end.\n`;

/** Text between a mark and its end. */
function between(name: string, text: string): string {
  const [, rest = ''] = text.split(`<!-- bench ${name} -->\n`);
  return rest.split(`<!-- /bench ${name} -->`)[0]!;
}

test('docs/performance.md and its plots are what the kept figures give', () => {
  const results = readResults();
  const drawn = plots(results?.sections ?? {});
  const text = textOf('docs/performance.md');
  expect(filledPage(text, results, Object.keys(drawn))).toBe(text);
  for (const name of plotted) {
    const file = path.join(resultsFolder, `${name}.svg`);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : undefined).toBe(drawn[name]);
  }
});

test('words around the marks are kept, and filling twice is filling once', () => {
  const once = filledPage(page, measurement, ['plain']);
  const words = (text: string) => text.replaceAll(/(<!-- bench \w+ -->\n)[^]*?(<!-- \/bench)/g, '$1$2');
  expect(words(once)).toBe(page);
  expect(filledPage(once, measurement, ['plain'])).toBe(once);
});

test('another measurement replaces the one before it', () => {
  const before = filledPage(page, measurement, ['plain']);
  expect(filledPage(before, undefined)).toBe(filledPage(page, undefined));
});

test.each(marks)('a page without the mark %s is refused, with what to put there', (name) => {
  const without = page.replace(`<!-- bench ${name} -->\n`, '');
  expect(() => filledPage(without, measurement)).toThrow(
    `docs/performance.md: put <!-- bench ${name} --> and <!-- /bench ${name} -->`,
  );
});

test('a plot stands above its table only where it was drawn', () => {
  const text = filledPage(page, measurement, ['plain']);
  expect(between('plain', text)).toMatch(
    /^!\[Against a plain script]\(performance\/plain\.svg\)\n\n\| scheme \|/,
  );
  expect(between('growth', text)).toMatch(/^\| rows \|/);
});

test('what was not measured says so', () => {
  const text = filledPage(page, { ...measurement, sections: {} });
  expect(between('plain', text)).toBe('Not measured.\n');
  expect(between('targets', text)).toContain('| not measured |');
});

test('figures are shown as medians with their spread', () => {
  const text = filledPage(page, measurement);
  const cells = between('plain', text).split('\n')[2];
  expect(cells).toBe(
    '| guanyiShopsToKingdeeCustomers | 0 ms | 3 KB | 1 | 2,000 | 1.00 | 1.10 | 1,818 | 1.030 (1.010–1.100) |',
  );
  expect(between('recovery', text)).toContain('| worker stopped | 3 | 1.5 (1.4–1.6) | 0 |');
  expect(between('machine', text)).toBe(
    '2 cores, 7.8 GiB of memory, Node.js 20.20.2, Temporal server 1.32.0, 2026-11-27.\n',
  );
});

test('a table has a cell under every title', () => {
  const uneven = Object.entries(tables(measurement.sections)).filter(
    ([, { head, rows }]) => rows.length === 0 || rows.some((row) => row.length !== head.length),
  );
  expect(uneven).toEqual([]);
});

const drawings = Object.entries(plots(measurement.sections));

/** @throws ParseError with anything that is not well-formed */
function parsed(svg: string): Document {
  return new DOMParser({ onError: onWarningStopParsing }).parseFromString(svg, 'image/svg+xml');
}

function elements(document: Document) {
  return [...document.getElementsByTagName('*')];
}

test('every plot is drawn', () => {
  expect(drawings.map(([name]) => name)).toEqual(plotted);
});

test.each(drawings)('the plot %s is one well-formed SVG that needs nothing else', (_, svg) => {
  const document = parsed(svg);
  expect(document.documentElement?.namespaceURI).toBe('http://www.w3.org/2000/svg');
  const allowed = ['svg', 'title', 'style', 'rect', 'path', 'text', 'g', 'defs', 'clipPath', 'polyline'];
  const names = new Set(elements(document).map(({ tagName }) => tagName));
  expect([...names].filter((name) => !allowed.includes(name))).toEqual([]);
  const attributes = elements(document).flatMap((element) => [...element.attributes].map(({ name }) => name));
  expect(attributes.filter((name) => /^on|href$|^class$|^ecmeta/.test(name))).toEqual([]);
});

test.each(drawings)('what the plot %s refers to is in it', (_, svg) => {
  const ids = elements(parsed(svg)).flatMap((element) => element.getAttribute('id') ?? []);
  const wanted = [...svg.matchAll(/url\(([^)]*)\)/g)].map(([, target = '']) => target);
  expect(wanted.filter((target) => !ids.includes(target.slice(1)))).toEqual([]);
});

test.each(drawings)('text of the plot %s can be read on a light and a dark ground', (_, svg) => {
  const texts = [...parsed(svg).getElementsByTagName('text')];
  expect(texts.filter((text) => text.getAttribute('fill') !== 'currentColor')).toEqual([]);
  expect(texts.filter((text) => !text.getAttribute('style')?.includes('font-family:sans-serif'))).toEqual([]);
  expect(svg).toMatch(/:root\{color:#1f2328;background:#ffffff\}@media\(prefers-color-scheme:dark\)/);
});

const axes = {
  plain: ['time ÷ plain script in the same round'],
  growth: ['part of the rows moved (%)', 'pace (rows/s)', "worker's memory (MiB)"],
  budget: ['time since the first call (s)', 'calls in the last second', 'calls in the last minute'],
  recovery: ['time to the next page written (s)'],
};

test.each(drawings)('the axes of the plot %s say what and in which unit', (name, svg) => {
  const texts = [...parsed(svg).getElementsByTagName('text')].map(({ textContent }) => textContent);
  expect(texts).toEqual(expect.arrayContaining(axes[name as keyof typeof axes]));
});

test('the same figures give the same bytes, whatever was drawn before', () => {
  const again = JSON.parse(JSON.stringify(measurement)) as Results;
  expect(plots(again.sections)).toEqual(Object.fromEntries(drawings));
});

test('other figures give another picture', () => {
  const { plain } = plots({
    plain: measurement.sections.plain!.map((cell) => ({ ...cell, schemeMs: [1, 1, 1] })),
  });
  expect(plain).not.toBe(plots(measurement.sections).plain);
});

test('with several schemes, each dot has the name of its own', () => {
  const { plain = '' } = plots({
    plain: [plainCell({}), plainCell({ scheme: 'kingdeeOutstocksToAudited' })],
  });
  expect(plain).toContain('>guanyiShopsToKingdeeCustomers<');
  expect(plain).toContain('>kingdeeOutstocksToAudited<');
});

test('calls without latency are no picture', () => {
  expect(plots({ plain: [plainCell({ latencyMs: 0 })] })).toEqual({});
});

describe('on the disk', () => {
  const place = mkdtempSync(path.join(tmpdir(), 'jinqiao-bench-'));
  const folder = path.join(place, 'performance');
  afterAll(() => rmSync(place, { recursive: true }));
  beforeEach(() => writeFileSync(`${folder}.md`, page));

  test('there is nothing before the first measurement; then it is read as it was written', () => {
    expect(readResults(folder)).toBeUndefined();
    writeResults(measurement, folder);
    expect(readResults(folder)).toEqual(measurement);
  });

  test('a plot of something that was not measured this time is taken away', () => {
    const svgs = () => readdirSync(folder).filter((name) => name.endsWith('.svg'));
    writeReport(measurement, folder);
    expect(svgs().sort()).toEqual(plotted.map((name) => `${name}.svg`).sort());
    const { growth } = measurement.sections;
    writeReport({ ...measurement, sections: { growth: growth! } }, folder);
    expect(svgs()).toEqual(['growth.svg']);
    expect(readFileSync(`${folder}.md`, 'utf8').match(/performance\/\w+\.svg/g)).toEqual([
      'performance/growth.svg',
    ]);
  });
});

import { pageEvidence } from '../../../src/activities/page/read';
import { ProtocolViolation } from '../../../src/connectors/errors';
import { ListReading } from '../../../src/contract/listReading';
import { rejectionOf } from '../calls';
import { keysOf, type SourceBench } from './source-bench';

/** Pages of a list that stands still. */
export function pages(site: SourceBench): void {
  const { largest } = site.subject;

  test('first page, last page', async () => {
    await site.fill(10);
    const connector = site.connect();
    const first = await site.read(connector, 1, 4);
    expect(keysOf(first.rows)).toEqual(site.keys(0, 4));
    expect(first.hasNext).toBe(true);
    const second = await site.read(connector, 2, 4, first.cursor);
    const last = await site.read(connector, 3, 4, second.cursor);
    expect(keysOf(last.rows)).toEqual(site.keys(8, 10));
    // With paging by key a short page is no end, since a site may cap its answers: only an empty one is.
    const end = last.hasNext ? await site.read(connector, 4, 4, last.cursor) : last;
    expect(end.hasNext).toBe(false);
    expect(end.rows.length).toBe(last.hasNext ? 0 : 2);
  });

  test('an empty list', async () => {
    await site.fill(0);
    const page = await site.read(site.connect(), 1, 4);
    expect(page).toMatchObject({ rows: [], hasNext: false });
    expect(page.cursor).toBeUndefined();
  });

  test.each([
    ['a short last page', 10],
    ['a full last page', 8],
    ['one page', 3],
  ])('every row once, in order: %s', async (_name, count) => {
    await site.fill(count);
    expect(keysOf(await site.walk(site.connect(), 4))).toEqual(site.keys(0, count));
  });

  test('the largest page, and one row beyond it', async () => {
    await site.fill(largest.size + 1);
    const connector = site.connect(largest.changes);
    const page = await site.read(connector, 1, largest.size);
    expect(keysOf(page.rows)).toEqual(site.keys(0, largest.size));
    expect(page.hasNext).toBe(true);
    expect(await site.walk(connector, largest.size)).toHaveLength(largest.size + 1);
  });

  test(`a page that is too large: ${largest.beyond}`, async () => {
    await site.fill(largest.size + 10);
    const rows = site.walk(site.connect(largest.changes), largest.size + 5);
    if (largest.beyond === 'clamped') expect(keysOf(await rows)).toEqual(site.keys(0, largest.size + 10));
    else expect((await rejectionOf(rows)).name).toBe(largest.beyond);
  });
}

/** Pages that are asked for again, that come again, and that move. */
export function movingPages(site: SourceBench): void {
  const { subject } = site;

  test('a page that is read again is the same', async () => {
    await site.fill(10);
    const connector = site.connect();
    const first = await site.read(connector, 1, 4);
    const second = await site.read(connector, 2, 4, first.cursor);
    expect(await site.read(connector, 2, 4, first.cursor)).toEqual(second);
  });

  if (subject.repeats === undefined) pageAgain(site);
  else cursorAgain(site, subject.repeats);
  if (subject.paging === 'number') sideBySide(site);
  else rowsThatLeave(site);
}

/** The platform ignores the page number: the list's reader sees it by the keys that the connector hands on. */
function pageAgain(site: SourceBench): void {
  test('a page that repeats is a contradiction, not an endless loop', async () => {
    await site.fill(10);
    const first = await site.read(site.connect(), 1, 4);
    const list = new ListReading({ paging: 'number', size: 4 });
    for (let asked = 0; asked < 5 && list.goesOn(); asked += 1)
      list.returned(list.take(), pageEvidence(first, { number: asked + 1, size: 4 }));
    expect(list.goesOn()).toBe(false);
    expect(list.contradiction).toEqual({ kind: 'repeated', page: 4 });
  });
}

function cursorAgain(site: SourceBench, body: unknown): void {
  test('a cursor that repeats is an error, not an endless loop', async () => {
    await site.fill(10);
    const connector = site.connect();
    const first = await site.read(connector, 1, 4);
    await site.fault('answer', { body });
    const error = await rejectionOf(site.read(connector, 2, 4, first.cursor));
    expect(error).toBeInstanceOf(ProtocolViolation);
    expect(error.message).toMatch(/does not page on/);
  });
}

function rowsThatLeave(site: SourceBench): void {
  test('rows that leave a moving list take no others along', async () => {
    const { collection } = site.subject;
    await site.fill(14);
    const connector = site.connect();
    const read = await site.walk(connector, 4, async () => {
      const rows = await site.bench.state(collection);
      await site.bench.replace(collection, rows.slice(1));
    });
    const left = (await site.bench.state(collection)).length;
    expect(left).toBeLessThan(14);
    expect(keysOf(read)).toEqual(expect.arrayContaining(site.keys(14 - left, 14)));
  });
}

function sideBySide(site: SourceBench): void {
  test('pages that are read side by side hold every row', async () => {
    await site.fill(14);
    const connector = site.connect();
    const read = await Promise.all([3, 1, 4, 2].map((number) => site.read(connector, number, 4)));
    const keys = read.flatMap(({ rows }) => keysOf(rows));
    expect(keys).toHaveLength(14);
    expect(new Set(keys)).toEqual(new Set(site.keys(0, 14)));
  });
}

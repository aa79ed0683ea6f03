import type { PageSynced } from '../../../src/contract/page';
import { packRefs } from '../../../src/activities/page/history';
import { RunCounts } from '../../../src/workflows/engine/counts';

const page: PageSynced = {
  read: 5,
  evidence: { rows: 5, hasNext: false, keys: '' },
  written: packRefs([
    ['1', 'a'],
    ['2', 'b'],
  ]),
  pending: packRefs([]),
  created: 0,
  unchanged: 1,
  changed: 0,
  skipped: 1,
  adopted: 1,
  rejected: [{ key: 'e', cause: 'mapping', message: 'no name' }],
  inDoubt: [],
};
const audited = { created: 2, unchanged: 0, audited: 0, rejected: [], inDoubt: [] };

describe('RunCounts', () => {
  it('balances when every record is in one count', () => {
    const counts = new RunCounts();
    counts.add({ page: 1 }, page, audited);
    expect(() => counts.assertBalanced()).not.toThrow();
    expect(counts.snapshot()).toMatchObject({
      pages: 1,
      read: 5,
      adopted: 1,
      rejected: [{ key: 'e', page: 1 }],
    });
  });

  it('fails loudly when a record is lost on the way', () => {
    const counts = new RunCounts();
    counts.add({ page: 1 }, page, { ...audited, created: 1 });
    expect(() => counts.assertBalanced()).toThrow('5 read, 4 accounted for');
  });

  it('counts discarded records of a page as skipped, and still balances', () => {
    const counts = new RunCounts();
    counts.add({ page: 1 }, page, audited);
    counts.add({ page: 2 }, page, audited);
    counts.skip({ page: 2 }, ['e']);
    expect(() => counts.assertBalanced()).not.toThrow();
    expect(counts.snapshot()).toMatchObject({ counts: { rejected: 1, skipped: 3 }, rejected: [{ page: 1 }] });
  });

  it('tells pages of several slices apart by their slice', () => {
    const counts = new RunCounts();
    const [one, other] = ['2026-11-03', '2026-11-05'].map((slice) => ({ page: 1, slice }));
    counts.add(one!, { ...page, changed: 1, changedRecords: [{ key: 'a', fields: ['FName'] }] }, audited);
    counts.add(other!, page, audited);
    counts.skip(other!, ['e']);
    expect(counts.snapshot()).toMatchObject({
      rejected: [{ key: 'e', page: 1, slice: '2026-11-03' }],
      changedRecords: [{ key: 'a', page: 1, slice: '2026-11-03' }],
    });
    expect(counts.snapshot().rejected).toHaveLength(1);
  });

  it('goes on from a snapshot, and keeps at most 50 refused records by name', () => {
    const counts = new RunCounts();
    for (let number = 1; number <= 60; number += 1) counts.add({ page: number }, page, audited);
    const continued = new RunCounts(counts.snapshot());
    continued.add({ page: 61 }, page, audited);
    expect(continued.snapshot()).toMatchObject({ pages: 61, counts: { rejected: 61, created: 122 } });
    expect(continued.snapshot().rejected).toHaveLength(50);
  });

  it('counts only what is new when a list is read again', () => {
    const counts = new RunCounts();
    counts.add({ page: 1 }, page, audited);
    const carried = new RunCounts(JSON.parse(JSON.stringify(counts.snapshot())));
    const again: PageSynced = {
      ...page,
      read: 6,
      written: packRefs([['9', 'new']]),
      unchanged: 3,
      skipped: 0,
      adopted: 0,
      rejected: [...page.rejected, { key: 'f', cause: 'mapping', message: 'no name' }],
    };
    carried.add({ page: 1 }, again, { ...audited, created: 1 }, true);
    carried.assertBalanced();
    expect(carried.snapshot()).toMatchObject({
      read: 7,
      counts: { created: 3, unchanged: 1, skipped: 1, rejected: 2 },
      rejected: [{ key: 'e' }, { key: 'f' }],
    });
  });

  it('names the first 50 changed records with their page', () => {
    const counts = new RunCounts();
    const changedRecords = Array.from({ length: 20 }, (_, index) => ({
      key: `k${index}`,
      fields: ['FName'],
    }));
    counts.add({ page: 1 }, page, audited);
    for (let number = 2; number <= 4; number += 1)
      counts.add({ page: number }, { ...page, changed: 21, changedRecords }, audited);
    const snapshot = new RunCounts(counts.snapshot()).snapshot();
    expect(snapshot).toMatchObject({ changed: 63 });
    expect(snapshot.changedRecords).toHaveLength(50);
    expect(snapshot.changedRecords[49]).toEqual({ key: 'k9', page: 4, fields: ['FName'] });
  });

  it('is settled with repairs unless a refused row has no key to find it by', () => {
    const counts = new RunCounts();
    expect(counts.isSettled(false)).toBe(true);
    counts.add({ page: 1 }, page, audited);
    expect([counts.isSettled(false), counts.isSettled(true)]).toEqual([false, true]);
    const keyless = {
      ...page,
      rejected: [{ key: 'row 3', rowNumber: 3, cause: 'source-row', message: 'io_id: is empty' }],
    };
    counts.add({ page: 2 }, keyless, audited);
    expect(new RunCounts(counts.snapshot()).isSettled(true)).toBe(false);
  });
});

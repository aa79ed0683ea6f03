import { SliceCounts } from '../../../src/activities/reconcile/counts';

const sums = { lines: 'FEntity', quantity: 'FRealQty', amount: 'FAllAmount' };
const room = { missing: 2, doubled: 0, unfinished: 9, different: 9, refused: 9, extra: 9, unread: 9 };

test('every record is counted once; the first by key are named as far as there is room', () => {
  const counts = new SliceCounts(sums);
  for (const key of ['c', 'a', 'b']) counts.add('missing', { key });
  counts.add('doubled', { key: 'd', documents: 2 });
  counts.add('same', { key: 's' });
  counts.add('extra', { key: 'x' });
  counts.add('unread', { key: '2026-11-03' });
  counts.addSource({ quantity: '5', amount: '10.10' });
  counts.addTarget(2, { quantity: '2', amount: '4' });
  counts.addTarget(1, { quantity: '1', amount: '1' });
  expect(counts.close(room)).toEqual({
    source: { records: 5, quantity: '5', amount: '10.1' },
    target: { records: 3, quantity: '3', amount: '5' },
    counts: { same: 1, missing: 3, doubled: 1, unfinished: 0, different: 0, refused: 0, extra: 1, unread: 1 },
    found: {
      missing: [{ key: 'a' }, { key: 'b' }],
      doubled: [],
      unfinished: [],
      different: [],
      refused: [],
      extra: [{ key: 'x' }],
      unread: [{ key: '2026-11-03' }],
    },
  });
});

test('nothing is added up where nothing is to be', () => {
  const counts = new SliceCounts(undefined);
  expect(counts.close(room)).toMatchObject({ source: { records: 0 }, target: { records: 0 } });
  expect(counts.close(room).source).not.toHaveProperty('amount');
});

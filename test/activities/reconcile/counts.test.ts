import { SliceBooks } from '../../../src/activities/reconcile/counts';

const sums = { lines: 'FEntity', quantity: 'FRealQty', amount: 'FAllAmount' };
const room = { missing: 2, doubled: 0, unfinished: 9, different: 9, refused: 9, extra: 9, unread: 9 };

test('every record is counted once; the first by key are named as far as there is room', () => {
  const books = new SliceBooks(sums);
  for (const key of ['c', 'a', 'b']) books.book('missing', { key });
  books.book('doubled', { key: 'd', documents: 2 });
  books.book('same', { key: 's' });
  books.book('extra', { key: 'x' });
  books.book('unread', { key: '2026-11-03' });
  books.addSource({ quantity: '5', amount: '10.10' });
  books.addTarget(2, { quantity: '2', amount: '4' });
  books.addTarget(1, { quantity: '1', amount: '1' });
  expect(books.close(room)).toEqual({
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
  const books = new SliceBooks(undefined);
  expect(books.close(room)).toMatchObject({ source: { records: 0 }, target: { records: 0 } });
  expect(books.close(room).source).not.toHaveProperty('amount');
});

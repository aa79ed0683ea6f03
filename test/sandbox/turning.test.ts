import { shuffled, turned, type PageTurning } from '../../sandbox/turning';

const rows = Array.from({ length: 10 }, (_, at) => at + 1);

function pagesOf(turning: PageTurning, size: number): (readonly number[])[] {
  const pages = [1, 2, 3, 4].map((index) => turned(rows, { index, size }, turning));
  return pages.map((page) => page.rows);
}

test('pages as they are asked for', () => {
  expect(pagesOf('asked', 4)).toEqual([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10], []]);
  expect(turned(rows, { index: 1, size: 4 }, 'asked').counted).toBe(10);
});

test('the first page whatever is asked for, or each page twice', () => {
  for (const page of pagesOf('first', 4)) expect(page).toEqual([1, 2, 3, 4]);
  expect(pagesOf('twice', 4)).toEqual([
    [1, 2, 3, 4],
    [1, 2, 3, 4],
    [5, 6, 7, 8],
    [5, 6, 7, 8],
  ]);
});

test('pages with a hidden row each: all come, and more are counted', () => {
  expect(pagesOf('sparse', 4)).toEqual([[1, 2, 3], [4, 5, 6], [7, 8, 9], [10]]);
  expect(turned(rows, { index: 1, size: 4 }, 'sparse').counted).toBe(14);
  expect(turned(rows, { index: 3, size: 1 }, 'sparse')).toEqual({ rows: [3], counted: 10 });
});

test('an unstable order holds each row once, is another one each time, and the same for the same call', () => {
  const orders = [1, 2, 3].map((call) => shuffled(rows, call));
  for (const order of orders) expect(order.toSorted((a, b) => a - b)).toEqual(rows);
  expect(new Set(orders.map((order) => order.join())).size).toBe(3);
  expect(shuffled(rows, 2)).toEqual(orders[1]);
});

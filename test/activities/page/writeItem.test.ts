import { batchesOf } from '../../../src/activities/page/writeItem';

const outgoing = (...sizes: number[]) =>
  sizes.map((size, index) => ({ key: `k${index}`, document: { FName: '大'.repeat(size) } }));
const shape = (...args: Parameters<typeof batchesOf>) => batchesOf(...args).map((batch) => batch.length);

test('batches are cut by count', () => {
  expect(shape(outgoing(1, 1, 1, 1, 1), 2)).toEqual([2, 2, 1]);
  expect(shape([], 2)).toEqual([]);
});

test('batches are cut by bytes as they travel, a larger document goes alone and none is left out', () => {
  expect(shape(outgoing(100, 100, 100, 1, 1), 50, 700)).toEqual([2, 3]);
  expect(shape(outgoing(1, 1_000, 1), 50, 700)).toEqual([1, 1, 1]);
  expect(batchesOf(outgoing(3, 500, 3, 3), 3, 700).flat()).toHaveLength(4);
});

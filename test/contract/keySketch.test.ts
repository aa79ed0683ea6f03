import { createHash } from 'node:crypto';
import { DIGEST_LENGTH, KeySketch, levelFor, MOST_KEYS, rankOf } from '../../src/contract/keySketch';

const digestOf = (key: string) =>
  createHash('sha256').update(key).digest('base64url').slice(0, DIGEST_LENGTH);
const digests = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => digestOf(`key ${from + at}`));

test('zero bits at the beginning of a digest are counted', () => {
  expect(['_______', 'AAAAAAA', 'A_AAAAA', 'BAAAAAA', 'AB_____'].map(rankOf)).toEqual([0, 42, 6, 5, 11]);
});

test('each key of a list of two thousand that comes twice is found', () => {
  const sketch = new KeySketch(MOST_KEYS);
  for (let page = 0; page < 20; page += 1)
    expect(sketch.add(digests(page * 100, page * 100 + 100).join(''))).toBe(0);
  expect(sketch.add(digests(1_999, 2_001).join(''))).toBe(1);
});

test('of a list of a million rows as many keys are kept, and of what comes again some are found', () => {
  const sketch = new KeySketch(MOST_KEYS);
  const level = levelFor(1_000_000);
  const sampled = (from: number, to: number) =>
    digests(from, to)
      .filter((digest) => rankOf(digest) >= level)
      .join('');
  for (let page = 0; page < 100; page += 1) sketch.add(sampled(page * 2_000, page * 2_000 + 2_000), level);
  expect(sketch.add(sampled(200_000, 202_000), level)).toBe(0);
  expect(sketch.add(sampled(50_000, 60_000), level)).toBeGreaterThan(0);
  expect(JSON.stringify(sketch.snapshot()).length).toBeLessThan(15_000);
});

test('a sketch that has more keys than it keeps thins itself, and remembers that', () => {
  const sketch = new KeySketch(64);
  sketch.add(digests(0, 1_000).join(''));
  const later = new KeySketch(64, JSON.parse(JSON.stringify(sketch.snapshot())));
  expect(later.snapshot().digests.length / DIGEST_LENGTH).toBeLessThanOrEqual(64);
  expect(later.add(digests(1_000, 1_500).join(''))).toBe(0);
  expect(later.add(digests(0, 1_000).join(''))).toBeGreaterThan(20);
});

import type { Notification } from '../../../src/contract/alerts';
import { partsOf } from '../../../src/workflows/alerts/parts';

const told = (message: string, at = 0): Notification => ({
  kind: 'failed',
  at: '2026-11-01T00:00:00.000Z',
  since: '2026-11-01T00:00:00.000Z',
  scheme: 'shops',
  state: 'raised',
  subject: String(at),
  message,
});

test('what a few runs tell is one message, nothing is none', () => {
  const few = [told('a', 1), told('b', 2)];
  expect(partsOf(few)).toEqual([few]);
  expect(partsOf([])).toEqual([]);
});

test('thousands are divided: each is told once, in its order', () => {
  const all = Array.from({ length: 4_000 }, (_, at) => told('m', at));
  const parts = partsOf(all);
  expect(parts.map(({ length }) => length)).toEqual(Array.from({ length: 20 }, () => 200));
  expect(parts.flat()).toEqual(all);
});

test('long ones are divided by their bytes, of which Chinese has three a character', () => {
  const parts = partsOf(Array.from({ length: 30 }, (_, at) => told('错'.repeat(20_000), at)));
  expect(parts.map(({ length }) => length)).toEqual([6, 6, 6, 6, 6]);
  for (const part of parts) expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(500_000);
});

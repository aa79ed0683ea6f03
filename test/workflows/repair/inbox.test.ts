import { Inbox } from '../../../src/workflows/repair/inbox';
import type { Request } from '../../../src/workflows/repair/requests';

const edited = (text = ''): Request => ({
  kind: 'retryWith',
  given: { document: { FName: text }, who: 'x', why: 'y' },
});
const retry: Request = { kind: 'retry', how: 'retry' };

test('requests are done in the order in which they were made, those without an input once', () => {
  const inbox = new Inbox([edited('1')]);
  inbox.once(retry);
  inbox.once(retry);
  expect(inbox.add(edited('2'))).toBeUndefined();
  expect([inbox.take(), inbox.take(), inbox.take(), inbox.take()]).toEqual([
    edited('1'),
    retry,
    edited('2'),
    undefined,
  ]);
  expect(inbox.isEmpty).toBe(true);
});

test('ten are kept, more have to be made again', () => {
  const inbox = new Inbox();
  for (let made = 0; made < 10; made += 1) expect(inbox.add(edited())).toBeUndefined();
  expect(inbox.add(edited())).toMatch(/^retryWith refused: too much is asked already/);
  expect(inbox.snapshot()).toHaveLength(10);
});

test('large documents fill it sooner: what it hands on stays far below 2 MB', () => {
  const inbox = new Inbox();
  const refused = Array.from({ length: 10 }, () => inbox.add(edited('错'.repeat(75_000))));
  expect(refused.filter((fault) => fault === undefined)).toHaveLength(3);
  expect(Buffer.byteLength(JSON.stringify(inbox.snapshot()))).toBeLessThan(1_000_000);
});

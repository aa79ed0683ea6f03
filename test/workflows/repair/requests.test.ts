import {
  faultOfDiscard,
  faultOfRetryWith,
  Inbox,
  type Request,
} from '../../../src/workflows/repair/requests';

const document = { FNumber: '1' };

test('a complete retryWith is taken', () => {
  expect(faultOfRetryWith({ document, who: '张三', why: '补录' })).toBeUndefined();
});

test.each([
  [undefined, 'document, who, why missing'],
  ['text', 'document, who, why missing'],
  [{ document }, 'who, why missing'],
  [{ document: {}, who: 'a', why: 'b' }, 'document missing'],
  [{ document: [1], who: 'a', why: 'b' }, 'document missing'],
  [{ document, who: ' ', why: 'b' }, 'who missing'],
])('retryWith %j is refused with what is missing', (given, reason) => {
  expect(faultOfRetryWith(given)).toContain(reason);
});

test.each([undefined, null, 'text', {}, { reason: '' }, { reason: 3 }])(
  'discard %j needs a reason',
  (given) => {
    expect(faultOfDiscard(given)).toContain('reason missing');
  },
);

test('a discard with a reason is taken', () => {
  expect(faultOfDiscard({ reason: '测试' })).toBeUndefined();
});

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

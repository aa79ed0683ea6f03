import { faultOfDiscard, faultOfRetryWith } from '../../../src/workflows/repair/requests';

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

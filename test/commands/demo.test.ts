import { type DemoResult, isAsItMust } from '../../dev/demo/result';
import { schemes } from '../../src/workflows/catalogue';
import type { Counts, RunReport } from '../../src/contract/run';
import type { Reconciliation } from '../../src/contract/reconcile';
import { isAlive } from '../../src/config/environment';
import { demo } from '../../src/messages/development';
import { compare } from '../../dev/demo/books';
import type { Bilingual } from '../../src/contract/bilingual';
import stringWidth from 'string-width';
import { cleanEnvironment, jinqiaoInShell } from './jinqiao';

/** The scheme whose worker is killed. */
const killed = 'qimenSaleoutsToKingdeeOutstocks';

const done = (reports: readonly RunReport[], outcome: keyof Counts) =>
  Object.fromEntries(reports.map(({ scheme, counts }) => [scheme, counts[outcome]]));
const read = (reports: readonly RunReport[]) =>
  Object.fromEntries(reports.map((report) => [report.scheme, report.read]));
const widest = (text: string) => Math.max(...text.split('\n').map((line) => stringWidth(line)));
const nothing = Object.fromEntries(Object.keys(schemes).map((name) => [name, 0]));

test('the demonstration kills a worker half way; all is written once and nothing twice', async () => {
  const env = cleanEnvironment({ LANG: 'zh_CN.UTF-8' });
  const { code, stdout, stderr } = await jinqiaoInShell(['demo', '--json'], { env });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  // It is told in the language of the terminal.
  for (const { zh } of [...Object.values(demo.chapter), demo.more]) expect(stderr).toContain(zh);
  expect(widest(stderr)).toBeLessThanOrEqual(100);
  const { first, second, writesOfSecondRound, books, reconciled, interruption } = JSON.parse(
    stdout,
  ) as DemoResult;

  const last = 'kingdeeOutstocksToAudited';
  expect([...first, ...second].filter(({ outcome }) => outcome !== 'clean')).toEqual([]);
  const created = { ...read(first), [last]: 0 };
  expect({ ...done(first, 'created'), [killed]: 0 }).toEqual({ ...created, [killed]: 0 });
  expect({ ...done(first, 'audited'), [killed]: 0 }).toEqual({ ...nothing, [last]: 40 });
  expect(read(second)).toEqual({ ...read(first), [last]: 0 });
  expect(done(second, 'unchanged')).toEqual(read(second));
  expect(writesOfSecondRound.taken).toBe(0);
  expect(reconciled.map(({ scheme, outcome }) => [scheme, outcome])).toEqual(
    Object.keys(read(first))
      .filter((scheme) => scheme !== 'kingdeeCustomersToGreatonceDistributors')
      .map((scheme) => [scheme, 'clean']),
  );
  expect(reconciled.map(({ counts }) => counts.same)).toEqual([230, 60, books.saleouts, 0]);

  const workers = interruption.moved.map(({ worker }) => worker);
  expect(interruption.killed.signal).toBe('SIGKILL');
  expect(new Set(workers)).toEqual(new Set([interruption.killed.pid, interruption.next]));
  expect(isAlive(interruption.killed.pid)).toBe(false);
  // The worker died between a save and its answer: the next one found bills that no run had counted.
  expect(interruption.bills).toBeGreaterThan(interruption.records);
  expect(done(first, 'audited')[killed]).toBeGreaterThan(0);
  expect(books).toEqual({
    saleouts: read(first)[killed],
    bills: read(first)[killed],
    missing: 0,
    doubled: 0,
    unaudited: 0,
  });
  expect(books.saleouts).toBeGreaterThanOrEqual(500);
}, 240_000);

/** Sentences, with a number of five digits for each of their values. */
function sentencesOf(message: object): Bilingual[] {
  if (typeof message === 'function') {
    const values = Array.from({ length: message.length }, () => '12345');
    return [(message as (...values: string[]) => Bilingual)(...values)];
  }
  return 'en' in message ? [message as Bilingual] : Object.values(message).flatMap(sentencesOf);
}

test('no sentence of it is wider than 100 columns, in either language', () => {
  const sentences = sentencesOf(demo);
  expect(sentences.length).toBeGreaterThan(20);
  expect(sentences.filter(({ en, zh }) => widest(en) > 100 || widest(zh) > 100)).toEqual([]);
});

test('sale-outs and bills are compared one by one', () => {
  const saleouts = [1, 2, 3, 4].map((io_id) => ({ io_id }));
  const bill = (FBillNo: string, FDocumentStatus = 'C') => ({ FBillNo, FDocumentStatus });
  const bills = [bill('1'), bill('2'), bill('2'), bill('4', 'B'), bill('5')];
  expect(compare(saleouts, bills)).toEqual({ saleouts: 4, bills: 4, missing: 1, doubled: 1, unaudited: 1 });
});

describe('the demonstration fails', () => {
  const counts = { created: 0, unchanged: 0, audited: 0, skipped: 0, rejected: 0, inDoubt: 0 };
  const report = (changes: Partial<Counts>, outcome = 'clean') =>
    ({ outcome, counts: { ...counts, ...changes } }) as RunReport;
  const good: DemoResult = {
    first: [report({ created: 3 }), report({ audited: 2 })],
    second: [report({ unchanged: 3 }), report({})],
    writesOfSecondRound: { taken: 0, refused: 3 },
    reconciled: [{ outcome: 'clean' } as Reconciliation],
    books: { saleouts: 3, bills: 3, missing: 0, doubled: 0, unaudited: 0 },
    interruption: {
      pages: 1,
      records: 1,
      bills: 2,
      killed: { pid: 1, signal: 'SIGKILL' },
      next: 2,
      moved: [
        { worker: 1, pages: 1 },
        { worker: 2, pages: 1 },
      ],
    },
  };
  const { books, interruption } = good;

  test('not when all is clean and nothing was written twice', () => {
    expect(isAsItMust(good)).toBe(true);
  });

  test.each<[string, Partial<DemoResult>]>([
    ['a run of the first round is not clean', { first: [report({ rejected: 1 }, 'attention')] }],
    ['a run of the second round is not clean', { second: [report({ inDoubt: 1 }, 'attention')] }],
    ['the second round created something', { second: [report({ created: 1 })] }],
    ['the second round audited something', { second: [report({ audited: 1 })] }],
    ['the sides differ', { reconciled: [{ outcome: 'attention' } as Reconciliation] }],
    ['a bill is missing', { books: { ...books, bills: 2, missing: 1 } }],
    ['a bill is there twice', { books: { ...books, bills: 4, doubled: 1 } }],
    ['one is doubled and one is missing', { books: { ...books, missing: 1, doubled: 1 } }],
    ['a bill is not audited', { books: { ...books, unaudited: 1 } }],
    ['there were no bills', { books: { ...books, saleouts: 0, bills: 0 } }],
    [
      'the worker ended by itself',
      { interruption: { ...interruption, killed: { pid: 1, signal: 'code 0' } } },
    ],
    ['one worker did it all', { interruption: { ...interruption, moved: [{ worker: 2, pages: 2 }] } }],
    ['a platform took a write', { writesOfSecondRound: { taken: 1, refused: 0 } }],
  ])('when %s', (_, changes) => {
    expect(isAsItMust({ ...good, ...changes })).toBe(false);
  });
});

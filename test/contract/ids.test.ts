import { alertsId, budgetId, idOf, installationOf, repairId, shortKey } from '../../src/contract/ids';
import { onQueue, quoted } from '../../src/contract/searchAttributes';

test('every id begins with its installation', () => {
  expect(repairId('jinqiao', 'scheme', '10000008')).toBe('jinqiao/repair/scheme/10000008');
  expect(alertsId('jinqiao')).toBe('jinqiao/alerts');
  expect(budgetId('金桥', 'merchant')).toBe('金桥/budget/merchant');
  expect(idOf('jinqiao', 'scheme', 'erp', 'live')).toBe('jinqiao/scheme/erp/live');
});

test.each([
  [repairId('a', 'scheme', 'x/full'), idOf('a/repair', 'scheme', 'x', 'full')],
  [idOf('a/b', 'c'), idOf('a', 'b', 'c')],
  [idOf('a%2Fb', 'c'), idOf('a/b', 'c')],
  [alertsId('a'), alertsId('a/alerts')],
])('%s is not %s, whatever a task queue is called', (one, other) => {
  expect(one).not.toBe(other);
});

describe('long parts', () => {
  const [one, other] = ['客户'.repeat(200) + '1', '客户'.repeat(200) + '2'];

  it('stay apart within what servers on SQL take, with a time behind them', () => {
    const ids = [one, other].map((key) => repairId('q'.repeat(300), 'qimenSaleoutsToKingdeeOutstocks', key));
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(`${id}-2026-11-27T06:00:00Z`.length).toBeLessThanOrEqual(255);
    expect(ids.every((id) => id.startsWith(`${installationOf('q'.repeat(300))}/repair/`))).toBe(true);
  });

  it('of long installations stay apart', () => {
    expect(installationOf(`${'q'.repeat(300)}1`)).not.toBe(installationOf(`${'q'.repeat(300)}2`));
  });

  it('stay apart as search attributes', () => {
    expect(shortKey(one)).toHaveLength(180);
    expect(shortKey(one)).not.toBe(shortKey(other));
  });

  it.each([162, 163, 164])('are cut between characters, %i before one of two units', (before) => {
    const cut = shortKey('a'.repeat(before) + '😀'.repeat(50));
    expect(Buffer.from(cut).toString()).toBe(cut);
  });
});

test('a task queue stands in a query as a text, whatever it holds', () => {
  expect(onQueue('jinqiao')).toBe('TaskQueue="jinqiao"');
  expect(quoted('a" OR "1"="1')).toBe('"a\\" OR \\"1\\"=\\"1"');
  expect(quoted('\\')).toBe('"\\\\"');
});

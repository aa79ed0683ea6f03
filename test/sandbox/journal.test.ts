import { Journal } from '../../sandbox/journal';

const call = { platform: 'toy', operation: 'save', write: true, summary: {} };

test('beyond its limit the oldest calls are forgotten, and calls are settled all the same', () => {
  const journal = new Journal(3);
  for (let count = 1; count <= 20; count++) {
    const settle = journal.open(call, new Date(0));
    const last = [count - 2, count - 1, count].filter((seq) => seq > 0);
    expect(journal.list().map(({ seq }) => seq)).toEqual(last);
    settle({ outcome: 'ok', status: 200 });
    expect(journal.list().every(({ outcome }) => outcome === 'ok')).toBe(true);
  }
  journal.clear();
  expect(journal.list()).toEqual([]);
});

import { watchedSource, watchedTarget } from '../../src/budget/watched';
import type { SourceConnector, TargetConnector } from '../../src/connectors/connector';
import { Throttled, Unavailable } from '../../src/connectors/errors';

const details = { platform: 'any', operation: 'read' };
const call = { signal: new AbortController().signal };
const page = { method: 'm', request: {}, page: { number: 1, size: 1 } };

/** A budget that remembers what it was told. */
function budget() {
  const told: number[] = [];
  const free = () => Promise.resolve();
  return { told, read: free, write: free, throttled: (pauseMs: number) => void told.push(pauseMs) };
}

function sourceThat(fails: Error): SourceConnector {
  return {
    platform: 'any',
    pagingOf: () => 'number',
    byKey: () => undefined,
    readPage: () => Promise.reject(fails),
    probe: async function* () {},
  };
}

test('a throttled read is told to the account, and thrown all the same', async () => {
  const { told, ...account } = budget();
  const fault = new Throttled('slower', details, 1_500);
  await expect(watchedSource(sourceThat(fault), account).readPage(page, call)).rejects.toBe(fault);
  expect(told).toEqual([1_500]);
});

test('other faults are none of its business', async () => {
  const { told, ...account } = budget();
  const fault = new Unavailable('away', details);
  await expect(watchedSource(sourceThat(fault), account).readPage(page, call)).rejects.toBe(fault);
  expect(told).toEqual([]);
});

test('a connector without a budget stays as it is', () => {
  const source = sourceThat(new Error('any'));
  expect(watchedSource(source, undefined)).toBe(source);
});

test.each(['lookUp', 'lookUpIds', 'save', 'submit', 'audit'] as const)(
  'a throttled %s is told too',
  async (name) => {
    const { told, ...account } = budget();
    const fault = new Throttled('slower', details, 700);
    const target = { platform: 'any', [name]: () => Promise.reject(fault) } as unknown as TargetConnector;
    const watched = watchedTarget(target, account)[name] as () => Promise<unknown>;
    await expect(watched()).rejects.toBe(fault);
    expect(told).toEqual([700]);
  },
);

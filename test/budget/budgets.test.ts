import {
  limitedAccount,
  createBudgets,
  type ShareBudget,
  watchedSource,
  watchedTarget,
} from '../../src/budget/budgets';
import type { ConnectionSettings } from '../../src/connectors';
import { jushuitanSettingsSchema } from '../../src/connectors/jushuitan/settings';
import { kingdeeSettingsSchema } from '../../src/connectors/kingdee/settings';
import { qimenSettingsSchema } from '../../src/connectors/qimen/settings';
import type { SourceConnector, TargetConnector } from '../../src/connectors/connector';
import { Throttled, Unavailable } from '../../src/connectors/errors';

const common = { url: 'https://example.com', appKey: 'key', appSecret: 'secret-1' };
const jushuitan = (more: object = {}) =>
  jushuitanSettingsSchema.parse({ platform: 'jushuitan', generation: 'openapi', ...common, ...more });
const qimen = (more: object = {}) =>
  qimenSettingsSchema.parse({ platform: 'qimen', customerId: 'c', ...common, ...more });

/** What is shared, by account. */
function sharing(connections: Record<string, ConnectionSettings>) {
  const shared: Record<string, unknown> = {};
  const share: ShareBudget = (account, limits) => {
    shared[account] = limits;
    return { read: () => Promise.resolve(), write: () => Promise.resolve(), throttled: () => undefined };
  };
  const budgets = createBudgets(connections, share);
  return { shared, budgets };
}

test('an account is told by what is no secret', () => {
  const account = limitedAccount(jushuitan())?.account;
  expect(account).toMatch(/^jushuitan-[0-9a-f]{12}$/);
  expect(limitedAccount(jushuitan({ appSecret: 'secret-2', accessToken: 'token' }))?.account).toBe(account);
  expect(limitedAccount(jushuitan({ appKey: 'other' }))?.account).not.toBe(account);
});

test('connections that name one account share the narrower limits of both', () => {
  const { shared, budgets } = sharing({
    orders: qimen({ budget: { account: 'merchant-1', perSecond: 3 } }),
    stock: jushuitan({ budget: { account: 'merchant-1', perMinute: 60 } }),
  });
  expect(shared).toEqual({ 'merchant-1': { perSecond: 3, perMinute: 60 } });
  expect(budgets.get('orders')).toBe(budgets.get('stock'));
});

test('connections of one account share without being told', () => {
  const { shared } = sharing({ one: jushuitan(), two: jushuitan(), other: qimen() });
  expect(Object.keys(shared)).toHaveLength(2);
});

test('nothing is shared without limits, without budgets, or where the file says so', () => {
  const { shared, budgets } = sharing({
    free: jushuitan({ budget: { perSecond: 0, perMinute: 0 } }),
    alone: qimen({ budget: { shared: false } }),
    kingdee: kingdeeSettingsSchema.parse({
      platform: 'kingdee',
      auth: 'password',
      url: 'https://example.com/k3cloud/',
      acctId: 'a',
      userName: 'b',
      password: 'c',
    }),
  });
  expect(shared).toEqual({});
  expect([...budgets.keys()]).toEqual(['alone']);
});

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

import { limitedAccount } from '../../src/budget/account';
import { createBudgets, type ShareBudget } from '../../src/budget/budgets';
import type { ConnectionSettings } from '../../src/connectors';
import { jushuitanSettingsSchema } from '../../src/connectors/jushuitan/settings';
import { kingdeeSettingsSchema } from '../../src/connectors/kingdee/settings';
import { qimenSettingsSchema } from '../../src/connectors/qimen/settings';

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

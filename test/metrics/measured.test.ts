import { Registry } from 'prom-client';
import { createBudgets } from '../../src/budget/budgets';
import { createJushuitanConnector } from '../../src/connectors/jushuitan';
import { measuredBudget, measuredSource, measuredTarget } from '../../src/metrics/measured';
import { createMetrics } from '../../src/metrics/metrics';
import { createKingdeeConnector } from '../../src/connectors/kingdee';
import { platformNamed } from '../../src/connectors';
import { createSandbox, type RunningSandbox } from '../../sandbox/server';
import { sandboxDescription } from '../../dev/stack/description';

describe('what is counted of a connection', () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await createSandbox();
  });
  afterAll(() => sandbox.close());

  const signal = () => AbortSignal.timeout(20_000);
  const settings = (platform: 'jushuitan' | 'kingdee', more: object) => {
    const given = sandboxDescription.parse(sandbox.description)[platform]!;
    const known = platformNamed(platform)!;
    const named = known.sandbox.variables.map((member) => [member, given[member]]);
    return known.settings.parse({ platform, ...Object.fromEntries(named), ...more }) as never;
  };
  const fixture = () => {
    const registry = new Registry();
    const metrics = createMetrics(registry);
    const counts = async (name: string) => {
      const metric = await registry.getSingleMetric(name)!.get();
      return metric.values
        .filter((value) => !('metricName' in value) || String(value.metricName).endsWith('_count'))
        .map(({ labels, value }) => ({ ...labels, value }));
    };
    return { metrics, counts };
  };

  it('is each call of a source, by outcome', async () => {
    const { metrics, counts } = fixture();
    const unsigned = { generation: 'openapi', budget: { perSecond: 0, perMinute: 0 } };
    const connector = createJushuitanConnector(settings('jushuitan', unsigned));
    const source = measuredSource(connector, metrics, 'erp');
    const page = { number: 1, size: 10 };
    const query = { request: { page_index: '1', page_size: '10' }, page };
    await source.readPage({ ...query, method: 'wms.partner.query' }, { signal: signal() });
    await expect(source.readPage({ ...query, method: 'no.such' }, { signal: signal() })).rejects.toThrow();
    await connector.close();
    const common = { connection: 'erp', operation: 'readPage' };
    expect(await counts('jinqiao_platform_call_seconds')).toEqual([
      { ...common, outcome: 'done', value: 1 },
      { ...common, outcome: 'Misconfigured', value: 1 },
    ]);
  });

  it('is each call of a target, what it holds included', async () => {
    const { metrics, counts } = fixture();
    const connector = createKingdeeConnector(settings('kingdee', { auth: 'signed' }));
    const target = measuredTarget(measuredSource(connector, metrics, 'kd'), metrics, 'kd');
    const call = { signal: signal() };
    await target.lookUp('BD_STOCK', [{ number: 'none', organization: '100' }], [], call);
    await target.lookUpIds('BD_STOCK', ['1'], call);
    await target.listing!.byNumber('BD_STOCK', 'none', call);
    await connector.close();
    const common = { connection: 'kd', outcome: 'done' };
    expect(await counts('jinqiao_platform_call_seconds')).toEqual([
      { ...common, operation: 'lookUp', value: 2 },
      { ...common, operation: 'list', value: 1 },
    ]);
  });

  it('is who waits for the budget, how long, and who may go', async () => {
    const { metrics, counts } = fixture();
    const limits = { generation: 'openapi', budget: { perSecond: 1, perMinute: 0 } };
    const budgets = createBudgets({ erp: settings('jushuitan', limits) });
    const { read } = measuredBudget(budgets.get('erp')!, metrics, 'erp');
    await read(signal());
    const leaves = new AbortController();
    const given = read(leaves.signal);
    expect(await counts('jinqiao_budget_waiting')).toEqual([{ connection: 'erp', value: 1 }]);
    leaves.abort(new Error('left'));
    await expect(given).rejects.toThrow('left');
    expect(await counts('jinqiao_budget_waiting')).toEqual([{ connection: 'erp', value: 0 }]);
    expect(await counts('jinqiao_budget_calls_total')).toEqual([{ connection: 'erp', value: 1 }]);
    expect(await counts('jinqiao_budget_wait_seconds')).toEqual([{ connection: 'erp', value: 2 }]);
  });
});

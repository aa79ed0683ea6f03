import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { Registry } from 'prom-client';
import { packRefs } from '../../src/activities/page/history';
import { Throttled, Unavailable } from '../../src/connectors/errors';
import { kindOf, countPage } from '../../src/metrics/measured';
import { createMetrics } from '../../src/metrics/metrics';

const rejected = { key: 'K', cause: 'other', message: 'no' };

test('the outcomes of both steps of a page add up to the rows read', async () => {
  const registry = new Registry();
  const metrics = createMetrics(registry);
  const moved = {
    read: 12,
    evidence: { rows: 12, hasNext: false, keys: '' },
    written: packRefs([['1', 'A']]),
    pending: packRefs([['2', 'B']]),
    created: 0,
    unchanged: 4,
    changed: 3,
    skipped: 2,
    adopted: 1,
    rejected: [rejected, rejected],
    inDoubt: ['C', 'D'],
  };
  countPage(metrics, 'shops', moved);
  countPage(metrics, 'shops', { created: 1, unchanged: 0, audited: 1, rejected: [], inDoubt: [] });
  const valuesOf = async (name: string) => (await registry.getSingleMetric(name)!.get()).values;
  const outcomes = await valuesOf('jinqiao_records_total');
  expect(Object.fromEntries(outcomes.map(({ labels, value }) => [labels.outcome, value]))).toEqual({
    created: 1,
    unchanged: 4,
    audited: 1,
    skipped: 2,
    rejected: 2,
    inDoubt: 2,
  });
  expect(await valuesOf('jinqiao_rows_read_total')).toMatchObject([{ value: 12 }]);
  expect(await valuesOf('jinqiao_records_changed_total')).toMatchObject([{ value: 3 }]);
  expect(await valuesOf('jinqiao_records_adopted_total')).toMatchObject([{ value: 1 }]);
});

const details = { platform: 'p', operation: 'o' };
test.each([
  [new Unavailable('gone', details), 'Unavailable'],
  [new Throttled('slow', details, 1), 'Throttled'],
  [ApplicationFailure.create({ type: 'InDoubt' }), 'InDoubt'],
  [ApplicationFailure.create({ type: 'row 13912345678' }), 'other'],
  [ApplicationFailure.create({ type: 'constructor' }), 'other'],
  [new CancelledFailure('CANCELLED'), 'cancelled'],
  [new Error('any'), 'other'],
  [undefined, 'other'],
])('the kind of %s is a bounded label', (error, kind) => {
  expect(kindOf(error)).toBe(kind);
});

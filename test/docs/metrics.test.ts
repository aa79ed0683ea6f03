import { definitions } from '../../src/metrics/metrics';
import { dashboardMetrics } from '../support/dashboard';
import { tableUnder } from './documents';

const file = 'docs/metrics.md';
const own = Object.values(definitions);

test('docs/metrics.md lists every metric of the code as it is', () => {
  expect(tableUnder('metrics', file)).toEqual(
    own.map(({ name, type, labels, help }) => [name, type, labels.join(', '), help]),
  );
});

test('every own metric is on the dashboard, and none that does not exist', () => {
  const shown = dashboardMetrics().filter((name) => name.startsWith('jinqiao_'));
  expect(shown.sort()).toEqual(own.map(({ name }) => name as string).sort());
});

test('the others that the dashboard shows are explained in docs/metrics.md', () => {
  const shown = dashboardMetrics().filter((name) => !name.startsWith('jinqiao_'));
  const explained = tableUnder('other metrics', file).map(([name = '']) => name);
  expect(explained.sort()).toEqual(shown.sort());
});

test('names and labels keep to the rules of Prometheus', () => {
  const isSound = ({ name, type }: (typeof own)[number]) =>
    /^jinqiao_[a-z_]+$/.test(name) && (type === 'counter') === name.endsWith('_total');
  expect(own.filter((definition) => !isSound(definition))).toEqual([]);
});

import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type Definition, definitions } from './definitions';

type Definitions = typeof definitions;

type MetricOf<D extends Definition> = D['type'] extends 'counter'
  ? Counter<D['labels'][number]>
  : D['type'] extends 'gauge'
    ? Gauge<D['labels'][number]>
    : Histogram<D['labels'][number]>;

/** The metrics of {@link definitions}, ready to be counted on. */
export type Metrics = { readonly [K in keyof Definitions]: MetricOf<Definitions[K]> };

/** Makes the metrics and registers them. */
export function createMetrics(registry: Registry = new Registry()): Metrics {
  const made = Object.entries(definitions).map(([key, definition]) => [key, make(definition, registry)]);
  return Object.fromEntries(made) as Metrics;
}

function make({ type, name, help, labels, buckets }: Definition, registry: Registry): unknown {
  const common = { name, help, labelNames: [...labels], registers: [registry] };
  if (type === 'counter') return new Counter(common);
  if (type === 'gauge') return new Gauge(common);
  return new Histogram({ ...common, ...(buckets ? { buckets: [...buckets] } : {}) });
}

import { Counter, Gauge, Histogram, Registry } from 'prom-client';

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

/** Seconds; from a quick answer to a page that waits for its turn at a platform. */
const SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

/** A metric as Prometheus sees it. Labels are bounded by the configuration and the code: never a key or an id. */
export interface Definition {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly name: string;
  readonly labels: readonly string[];
  readonly help: string;
  /** Of a histogram, in seconds. */
  readonly buckets?: readonly number[];
}

/** The metrics of a worker, beside those of the Temporal SDK (`temporal_…`) and of Node.js (`nodejs_…`, `process_…`). */
export const definitions = {
  buildInfo: {
    type: 'gauge',
    name: 'jinqiao_build_info',
    labels: ['version', 'node'],
    help: 'Always 1; the labels say which build runs',
  },
  rowsRead: {
    type: 'counter',
    name: 'jinqiao_rows_read_total',
    labels: ['scheme'],
    help: 'Source rows in pages that were synced',
  },
  records: {
    type: 'counter',
    name: 'jinqiao_records_total',
    labels: ['scheme', 'outcome'],
    help: 'What became of them: created, unchanged, audited, skipped, rejected or inDoubt',
  },
  changed: {
    type: 'counter',
    name: 'jinqiao_records_changed_total',
    labels: ['scheme'],
    help: 'Of the unchanged: audited documents that differ from their row',
  },
  adopted: {
    type: 'counter',
    name: 'jinqiao_records_adopted_total',
    labels: ['scheme'],
    help: 'Saves whose answer was lost and whose document a look-up found',
  },
  pageSeconds: {
    type: 'histogram',
    name: 'jinqiao_page_seconds',
    labels: ['scheme', 'step'],
    help: 'Time of one page in one step, sync or audit, waiting for the call budget included',
    buckets: SECONDS,
  },
  pageFailures: {
    type: 'counter',
    name: 'jinqiao_page_failures_total',
    labels: ['scheme', 'step', 'kind'],
    help: 'Attempts of a page that failed, by the kind of the error; most are tried again',
  },
  callSeconds: {
    type: 'histogram',
    name: 'jinqiao_platform_call_seconds',
    labels: ['connection', 'operation', 'outcome'],
    help: 'Time of one operation at a platform, fresh logins and waiting for the call budget included; done, or the kind of the error',
    buckets: SECONDS,
  },
  budgetCalls: {
    type: 'counter',
    name: 'jinqiao_budget_calls_total',
    labels: ['connection'],
    help: 'Calls that the call budget let go',
  },
  budgetWaiting: {
    type: 'gauge',
    name: 'jinqiao_budget_waiting',
    labels: ['connection'],
    help: 'Calls that wait for the call budget now',
  },
  budgetSeconds: {
    type: 'histogram',
    name: 'jinqiao_budget_wait_seconds',
    labels: ['connection'],
    help: 'Time that calls waited for the call budget',
    buckets: SECONDS,
  },
  lag: {
    type: 'gauge',
    name: 'jinqiao_lag_seconds',
    labels: ['scheme'],
    help: 'Time since the newest watermark (SyncedThrough) of the completed runs; absent for schemes without windows',
  },
  openRepairs: {
    type: 'gauge',
    name: 'jinqiao_open_repairs',
    labels: ['scheme'],
    help: 'Refused and in-doubt records that wait in a repair',
  },
  gaugeFailures: {
    type: 'counter',
    name: 'jinqiao_standing_failures_total',
    labels: [],
    help: 'Times that Temporal did not answer what lag and open repairs are counted from',
  },
} as const satisfies Readonly<Record<string, Definition>>;

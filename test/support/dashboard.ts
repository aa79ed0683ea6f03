import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../src/root';

interface Dashboard {
  readonly panels: readonly { readonly targets?: readonly { readonly expr: string }[] }[];
  readonly templating: { readonly list: readonly { readonly query: string }[] };
}

/** Names of all metrics that the Grafana dashboard asks for; of a histogram the name without its suffix. */
export function dashboardMetrics(): string[] {
  const text = readFileSync(path.join(root, 'docs', 'grafana', 'jinqiao.json'), 'utf8');
  const { panels, templating } = JSON.parse(text) as Dashboard;
  const asked = [
    ...panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
    ...templating.list.map(({ query }) => query),
  ];
  const names = asked.flatMap((text) => text.match(/\b(jinqiao|temporal|nodejs|process)_\w+/g) ?? []);
  return [...new Set(names.map((name) => name.replace(/_(bucket|count|sum)$/, '')))];
}

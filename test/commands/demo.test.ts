import type { RunReport } from '../../src/workflows/engine/report';
import { jinqiao } from './jinqiao';

interface Demo {
  readonly first: RunReport;
  readonly second: RunReport;
  readonly writesOfSecondRun: number;
  readonly documents: readonly { readonly organization: string; readonly state: string }[];
}

test('the demonstration writes everything once and nothing twice', async () => {
  const { code, stdout } = await jinqiao(['demo', '--json']);
  const { first, second, writesOfSecondRun, documents } = JSON.parse(stdout) as Demo;
  expect(code).toBe(0);
  expect(first.read).toBeGreaterThan(0);
  expect(first.counts.created).toBe(first.read);
  expect(second.counts.unchanged).toBe(first.read);
  expect(writesOfSecondRun).toBe(0);
  expect(documents).toHaveLength(first.read);
  expect(new Set(documents.map((document) => document.state))).toEqual(new Set(['audited (C)']));
}, 120_000);

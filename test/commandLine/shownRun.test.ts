import { stripVTControlCharacters } from 'node:util';
import { shownRun } from '../../src/commands/runs/report';
import type { Progress } from '../../src/contract/run';

const counts = { created: 4, unchanged: 0, audited: 0, skipped: 0, rejected: 1, inDoubt: 0 };
const progress: Progress = {
  scheme: 'saleouts',
  state: 'running',
  source: 'qimen',
  target: 'kingdee',
  pagesDone: 1,
  inFlight: [2, 3],
  nextPage: 1,
  concurrency: 2,
  read: 5,
  counts,
  adopted: 0,
  changed: 0,
};
const run = {
  scheme: 'saleouts',
  workflowId: 'w',
  runId: 'r',
  state: 'running',
  startedAt: '2026-11-27T04:00:00.000Z',
  openRepairs: 0,
} as const;
const refused = { key: 'k', cause: 'mapping', message: 'no name' };
const shown = (changes: Partial<Progress>, slice?: string) =>
  shownRun({
    ...run,
    progress: { ...progress, ...changes },
    rejectedRecords: [{ ...refused, page: 3, ...(slice === undefined ? {} : { slice }) }],
  })
    .map(stripVTControlCharacters)
    .join('\n');

test('a run of one list names pages by number', () => {
  expect(shown({})).toMatch(/pages in flight\s*│\s*2, 3/);
});

test('a run of several slices names pages with their slice', () => {
  const slice = (name: string, page: number) => ({ slice: name, inFlight: [page], nextPage: page - 1 });
  const reading = [slice('2026-11-03', 3), slice('2026-11-05', 2)];
  const text = shown({ slices: { done: 1, total: 9, reading } }, '2026-11-03');
  expect(text).toMatch(/pages in flight\s*│\s*2026-11-03 · 3, 2026-11-05 · 2/);
  expect(text).toMatch(/k\s*│\s*2026-11-03 · 3/);
});

import { killWhenHeld } from '../faults/support/kill';
import { World } from '../support/world';
import { seenFields, stockOf, warehouses } from './warehouses';

/** A call that is held while the worker dies; `skip` lets the first calls of the operation pass. */
interface Boundary {
  readonly name: string;
  readonly platform: string;
  readonly operation: string;
  readonly kind: 'timeout-before-commit' | 'timeout-after-commit';
  readonly skip: number;
  /** Pages that are asked for once more by the new worker. */
  readonly readAgain: number[];
  /** Whether the documents are already saved in Kingdee when the run begins. */
  readonly onlySaved?: boolean;
}

const kingdee = { platform: 'kingdee' };
const boundaries: Boundary[] = [
  {
    name: 'reading a page',
    platform: 'jushuitan',
    operation: 'wms.partner.query',
    kind: 'timeout-before-commit',
    skip: 2,
    readAgain: [3],
  },
  {
    name: 'looking a page up',
    ...kingdee,
    operation: 'ExecuteBillQuery',
    kind: 'timeout-before-commit',
    skip: 4,
    readAgain: [3],
  },
  {
    name: 'saving, before Kingdee committed',
    ...kingdee,
    operation: 'BatchSave',
    kind: 'timeout-before-commit',
    skip: 2,
    readAgain: [3],
  },
  {
    name: 'saving, after Kingdee committed',
    ...kingdee,
    operation: 'BatchSave',
    kind: 'timeout-after-commit',
    skip: 2,
    readAgain: [3],
  },
  {
    name: 'verifying a page',
    ...kingdee,
    operation: 'ExecuteBillQuery',
    kind: 'timeout-before-commit',
    skip: 5,
    readAgain: [3],
  },
  {
    name: 'submitting, before the commit',
    ...kingdee,
    operation: 'Submit',
    kind: 'timeout-before-commit',
    skip: 2,
    readAgain: [],
    onlySaved: true,
  },
  {
    name: 'submitting, after the commit',
    ...kingdee,
    operation: 'Submit',
    kind: 'timeout-after-commit',
    skip: 2,
    readAgain: [],
    onlySaved: true,
  },
  {
    name: 'auditing, before the commit',
    ...kingdee,
    operation: 'Audit',
    kind: 'timeout-before-commit',
    skip: 2,
    readAgain: [],
    onlySaved: true,
  },
  {
    name: 'auditing, after the commit',
    ...kingdee,
    operation: 'Audit',
    kind: 'timeout-after-commit',
    skip: 2,
    readAgain: [],
    onlySaved: true,
  },
];

const rows = warehouses(230);

describe('a worker killed with SIGKILL', () => {
  // Each waits for the heartbeat time-out of the dead worker; side by side they wait together.
  it.concurrent.each(boundaries)('while $name: the next worker finishes the run', async (boundary) => {
    const world = await World.start({ scheme: { concurrency: 1 } });
    try {
      await dieAndRecover(world, boundary);
    } finally {
      await world.stop();
    }
  });
});

async function dieAndRecover(world: World, boundary: Boundary): Promise<void> {
  const { platform, operation, kind, skip, readAgain, onlySaved } = boundary;
  const before = onlySaved ? rows.map((row) => ({ ...stockOf(row), FDocumentStatus: 'A' })) : [];
  await world.control.put('jushuitan', 'warehouses', rows);
  await world.control.put('kingdee', 'BD_STOCK', before);
  await world.control.fault({ platform, operation, kind, skip, times: 1 });
  const worker = await world.startWorker();
  const run = await world.startRun();
  await killWhenHeld(world, worker, run);

  expect(await run.result()).toMatchObject({ outcome: 'clean', read: 230, pages: 5 });
  expect(seenFields(await world.control.rows('kingdee', 'BD_STOCK'))).toEqual(
    rows.map((row) => stockOf(row)),
  );
  const reads = await world.control.requests('?operation=wms.partner.query');
  const pages = reads.map((entry) => Number(entry.summary.page_index));
  expect(pages.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, ...readAgain].sort((a, b) => a - b));
}

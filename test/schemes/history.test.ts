import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { World } from '../support/world';
import { freshWith, warehouses } from './warehouses';

describe('the history of a run', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
    await world.startWorker({ isFresh: true });
  });
  afterAll(() => world.stop());

  it('holds keys, references and counts, and no source row', async () => {
    const rows = warehouses(230).map((row, index) => ({
      ...row,
      remark1: `备注甲${index}`,
      remark2: `备注乙${index}`,
    }));
    rows[3] = { ...rows[3]!, name: '' } as (typeof rows)[number];
    await freshWith(world, rows);
    const run = await world.startRun();
    await run.result();
    const text = decoded(JSON.parse(historyToJSON(await run.fetchHistory())));
    expect(text).toContain('10000001 +1');
    // Nor a scheme's table.
    expect(text).not.toContain('PAGINATION_START_PAGE');
    for (const word of ['分仓', '备注', 'remark', 'is_main', 'app_key', 'secret'])
      expect(text).not.toContain(word);
  });

  it('continues as new after 100 pages and keeps one set of books', async () => {
    await freshWith(world, warehouses(1_020));
    const run = await world.startRun({ pageSize: 10, concurrency: 4 });
    expect(await run.result()).toMatchObject({
      outcome: 'clean',
      pages: 102,
      read: 1_020,
      counts: { created: 1_020 },
    });
    expect((await run.describe()).raw.workflowExecutionInfo?.execution?.runId).not.toBe(
      run.firstExecutionRunId,
    );
    expect(await world.control.rows('kingdee', 'BD_STOCK')).toHaveLength(1_020);
  });
});

/** A history with its payloads, which JSON shows in base64, as text. */
function decoded(history: unknown): string {
  return JSON.stringify(history, (key, value: unknown) =>
    key === 'data' && typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : value,
  );
}

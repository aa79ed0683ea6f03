import type { RecordStatus } from '../../src/operations/find/status';
import { freePort } from '../../src/temporal/ports';
import { cleanEnvironment, jinqiao } from '../commands/jinqiao';
import { World } from '../support/world';
import { warehouses } from './warehouses';

const scheme = 'jushuitanWarehousesToKingdeeStocks';
const bills = 'qimenSaleoutsToKingdeeOutstocks';
const rows = warehouses(60);
const [done, refused, late] = ['10000001', '10000002', '10000060'] as const;

describe('find', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
    await world.control.put('jushuitan', 'warehouses', rows.slice(0, -1));
    await world.control.switches('kingdee', { auditRefusedNumbers: refused });
    await world.startWorker();
    await world.run();
    await world.control.put('jushuitan', 'warehouses', rows);
  });
  afterAll(() => world.stop());

  async function find(key: string, options: readonly string[] = [], env = world.env) {
    const args = ['find', key, '--json', ...options];
    const { code, stdout, stderr } = await jinqiao(args, { env: cleanEnvironment(env) });
    expect({ stderr }).toEqual({ stderr: '' });
    return { code, standings: (JSON.parse(stdout) as { standings: RecordStatus[] }).standings };
  }
  const only = ['--scheme', scheme];

  it('a record that is done: its document, and the run that wrote it', async () => {
    const { code, standings } = await find(done, only);
    expect({ code, standings }).toMatchObject({
      code: 0,
      standings: [
        {
          state: 'done',
          source: { state: 'found' },
          target: { state: 'audited', documents: [{ state: 'audited', organization: '101' }] },
          temporal: { runs: [{ as: 'written' }], repair: 'none' },
        },
      ],
    });
    expect(standings[0]?.target.documents[0]?.created).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('a record that was refused: the reason, in the words of the platform', async () => {
    const { code, standings } = await find(refused, only);
    expect({ code, standings }).toMatchObject({
      code: 4,
      standings: [{ state: 'refused', source: { state: 'found' }, temporal: { runs: [{ as: 'rejected' }] } }],
    });
    expect(standings[0]?.temporal.runs[0]?.reason).toContain('已关账');
  });

  it('a record that is in the source only', async () => {
    expect(await find(late, only)).toMatchObject({
      code: 4,
      standings: [{ state: 'source-only', source: { state: 'found' }, target: { state: 'absent' } }],
    });
  });

  it('a record that is nowhere: what was searched, in all schemes', async () => {
    const { code, standings } = await find('NOWHERE');
    expect(code).toBe(4);
    expect(standings.map(({ state }) => state)).toEqual(Array(5).fill('nowhere'));
    const of = (name: string) => standings.find((standing) => standing.scheme === name);
    expect(of(scheme)).toMatchObject({
      source: { searched: "the scheme's whole list" },
      temporal: { searched: expect.stringContaining('the newest 1 executions') },
    });
    expect(of(bills)?.source.searched).toMatch(/^\d{4}-\d\d-\d\d … \d{4}-\d\d-\d\d$/);
    const { stdout } = await jinqiao(['find', 'NOWHERE'], { env: cleanEnvironment(world.env) });
    expect(stdout).toContain('NOWHERE: nowhere');
  });

  it('a bill of months ago, around its day, and its documents in all organizations', async () => {
    await world.control.put('qimen', 'saleouts', [
      {
        io_id: 1,
        shop_id: 1,
        wms_co_id: 1,
        status: 'Confirmed',
        io_date: '2026-03-04 10:00:00',
        modified: '2026-03-04 10:00:00',
        items: [],
      },
    ]);
    const near = await find('1', ['--scheme', bills, '--around', '2026-03-06']);
    expect(near.standings[0]).toMatchObject({
      state: 'refused',
      source: {
        state: 'refused',
        searched: '2026-03-03 … 2026-03-09',
        reason: expect.stringContaining('FEntity'),
      },
    });
    expect((await find('1', ['--scheme', bills])).standings[0]?.state).toBe('nowhere');

    const stock = { FNumber: 'TWICE', FName: '仓', FDocumentStatus: 'C' };
    const of = (number: string) => ({
      ...stock,
      FUseOrgId: { FNumber: number },
      FCreateOrgId: { FNumber: number },
    });
    await world.control.put('kingdee', 'BD_STOCK', ['100', '101'].map(of));
    const { standings } = await find('TWICE', only);
    expect(standings[0]?.target.documents.map(({ organization }) => organization)).toEqual(['100', '101']);
  });

  it('names a repair by its status', async () => {
    await world.client.workflow.start('repairRecord', {
      taskQueue: `${world.taskQueue}-nobody`,
      workflowId: `${world.taskQueue}/repair/${scheme}/${late}`,
    });
    const { standings } = await find(late, only);
    expect(standings[0]?.temporal.repair).toBe('running');
    await world.client.workflow.getHandle(`${world.taskQueue}/repair/${scheme}/${late}`).terminate();
  });

  it('works without a Temporal server, and says what it does not know', async () => {
    const nobody = { ...world.env, TEMPORAL_ADDRESS: `127.0.0.1:${await freePort()}` };
    expect(await find(late, only, nobody)).toMatchObject({
      code: 4,
      standings: [
        {
          state: 'source-only',
          temporal: { repair: 'unknown', searched: expect.stringContaining('not searched') },
        },
      ],
    });
  });

  it('says of a platform that does not answer that it does not know', async () => {
    await world.control.fault({ platform: 'kingdee', kind: 'status', status: 503 });
    const { code, standings } = await find(late, only);
    await world.control.clearFaults();
    expect({ code, state: standings[0]?.state }).toEqual({ code: 3, state: 'unknown' });
    expect(standings[0]?.target).toMatchObject({ state: 'unknown', reason: expect.any(String) });
  });
});

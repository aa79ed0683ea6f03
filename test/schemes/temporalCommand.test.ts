import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as definitions from '../../src/workflows/definitions';
import { findServerBinary } from '../../dev/server/serverBinary';
import { World } from '../support/world';
import type { RepairResult } from '../../src/contract/repair';
import { openRepairs, repairOf } from './repairs';
import { freshWith, stockOf, warehouses } from './warehouses';

const run = promisify(execFile);
const type = 'jushuitanWarehousesToKingdeeStocks';

describe('the temporal command', () => {
  let world: World;
  let binary: string;
  beforeAll(async () => {
    world = await World.start({ scheme: { concurrency: 1 } });
    binary = await findServerBinary({ env: process.env, notify: () => undefined });
    await freshWith(world, warehouses(120));
    await world.startWorker();
  });
  afterAll(() => world.stop());

  const temporal = async (...words: string[]) => {
    const address = process.env.JINQIAO_TEST_TEMPORAL ?? '';
    return (
      await run(binary, [...words, '--address', address, '--namespace', world.taskQueue, '--output', 'json'])
    ).stdout;
  };

  it('starts a scheme with no input at all, pauses it, resumes it and shows its report', async () => {
    await world.control.fault({
      platform: 'kingdee',
      operation: 'BatchSave',
      kind: 'latency',
      milliseconds: 1_500,
      times: 1,
    });
    const id = `${world.taskQueue}/by-hand`;
    await temporal('workflow', 'start', '--type', type, '--task-queue', world.taskQueue, '--workflow-id', id);
    await temporal('workflow', 'signal', '--workflow-id', id, '--name', 'pause');
    const handle = world.client.workflow.getHandle(id);
    await world.until(async () => (await handle.query(definitions.progressQuery)).state === 'paused');
    await temporal('workflow', 'signal', '--workflow-id', id, '--name', 'resume');
    expect(JSON.parse(await temporal('workflow', 'result', '--workflow-id', id))).toMatchObject({
      status: 'COMPLETED',
      result: { outcome: 'clean', read: 120, counts: { created: 120 } },
    });
  });

  /** Signals of a person to a repair: payload, what is so before it, and how the repair ends. */
  const nameless = warehouses(10).map((row, index) => ({ ...row, name: index < 3 ? '' : row.name }));
  interface Sent {
    readonly payload?: object;
    readonly before?: () => Promise<unknown>;
    readonly ends: Partial<RepairResult> & { readonly key: string };
  }
  const signals: Readonly<Record<string, Sent>> = {
    retry: {
      before: () =>
        world.control.put('jushuitan', 'warehouses', [
          { ...nameless[0], name: '有名字' },
          ...nameless.slice(1),
        ]),
      ends: { key: '10000001', how: 'retry' },
    },
    retryWith: {
      payload: { document: editedStock(), who: '王工', why: '补名' },
      ends: { key: '10000002', how: 'retryWith', who: '王工', why: '补名' },
    },
    check: {
      before: async () => {
        const held = await world.control.rows('kingdee', 'BD_STOCK');
        const audited = held.map((stock) => ({ ...stock, FDocumentStatus: 'C' }));
        await world.control.put('kingdee', 'BD_STOCK', audited);
      },
      ends: { key: '10000009', how: 'elsewhere' },
    },
    discard: {
      payload: { reason: '测试', who: '王工' },
      ends: { key: '10000003', outcome: 'discarded', why: '测试', who: '王工' },
    },
  };

  function editedStock(): object {
    const { FDocumentStatus: _, ...stock } = stockOf({ ...nameless[1], name: '补名' });
    return stock;
  }

  it('knows every signal', () => {
    const defined = Object.values(definitions)
      .filter((definition) => definition.type === 'signal')
      .map(({ name }) => name);
    // Those of runs are sent above; `rejected` is sent by runs, `report` by whoever has something to tell.
    expect([...Object.keys(signals), 'pause', 'resume', 'rejected', 'report'].sort()).toEqual(defined.sort());
  });

  describe('to a repair', () => {
    beforeAll(async () => {
      await freshWith(world, nameless);
      await world.control.switches('kingdee', {
        auditRefusedNumbers: '10000009',
        autoAuditFailure: 'keep-saved',
      });
      expect(await world.run()).toMatchObject({ counts: { rejected: 4 } });
      await world.until(async () => (await openRepairs(world, type)).length === 4);
    });

    it.each(Object.entries(signals))('sends %s', async (name, { payload, before, ends }) => {
      await before?.();
      const input = payload === undefined ? [] : ['--input', JSON.stringify(payload)];
      const id = `${world.taskQueue}/repair/${type}/${ends.key}`;
      await temporal('workflow', 'signal', '--workflow-id', id, '--name', name, ...input);
      expect(await repairOf(world, type, ends.key).result()).toMatchObject(ends);
    });
  });

  it('takes no input that is not JSON', async () => {
    const id = ['--workflow-id', `${world.taskQueue}/no-json`];
    const words = ['workflow', 'start', '--type', type, '--task-queue', world.taskQueue, ...id];
    await expect(temporal(...words, '--input', 'organization=102')).rejects.toThrow('not valid JSON');
  });

  it('gets a readable reason for an input that makes no sense, at once', async () => {
    const id = `${world.taskQueue}/bad-input`;
    const input = JSON.stringify({ pageSize: 0, parameters: { organisation: '1' } });
    await temporal(
      'workflow',
      'start',
      '--type',
      type,
      '--task-queue',
      world.taskQueue,
      '--workflow-id',
      id,
      '--input',
      input,
    );
    const result = JSON.parse(
      await temporal('workflow', 'result', '--workflow-id', id).catch((error) => error.stdout),
    );
    expect(result).toMatchObject({ status: 'FAILED' });
    expect(JSON.stringify(result)).toContain('pageSize');
  });
});

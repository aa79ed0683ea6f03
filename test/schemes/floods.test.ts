import path from 'node:path';
import { alertsId } from '../../src/contract/ids';
import type { AlertReport, AlertRules, AlertStates } from '../../src/contract/alerts';
import { untranslated } from '../../src/contract/bilingual';
import { World } from '../support/world';

const scheme = 'jushuitanWarehousesToKingdeeStocks';

/** With a fifth of the time for a task this many signals end a worker that hears them one by one. */
const MANY = 800;

const rules: AlertRules = {
  repeatHours: 24,
  newReasonDays: 7,
  giveUpHours: 1,
  watchMinutes: 0,
  channels: [],
};

/** A run that failed; no two have one group key. */
const failed = (at: number): AlertReport => ({
  scheme,
  groupKey: `run ${at}`,
  raised: [{ kind: 'failed', at: new Date().toISOString(), message: untranslated('x'.repeat(1_000)) }],
  resolves: ['failed', 'paused'],
});

describe('a flood of signals with inputs, while no worker is there', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterAll(() => world.stop());

  const start = (type: string, workflowId: string) =>
    world.client.workflow.start(type, { taskQueue: world.taskQueue, workflowId });

  async function flood(send: (at: number) => Promise<void>): Promise<void> {
    for (let sent = 0; sent < MANY; sent += 200)
      await Promise.all(Array.from({ length: 200 }, (_, at) => send(sent + at)));
  }

  it('ends no worker: the last of pause and resume counts, and no report of a failed run is lost', async () => {
    const id = alertsId(world.taskQueue);
    const [alerts, run] = [await start('alerts', id), await start(scheme, 'flooded')];
    await Promise.all([
      flood((at) =>
        at % 4 ? alerts.signal('report', { rules, report: failed(at) }) : alerts.signal(`odd${at}`, { at }),
      ),
      flood((at) => run.signal(at % 2 ? 'pause' : 'resume', { at })),
    ]);
    await run.signal('pause', { at: 'last' });

    await world.startWorker({ jinqiao: path.join(__dirname, 'floods', 'worker.cjs') });
    expect(await run.query('progress')).toMatchObject({ state: 'paused' });
    const streams = async () => Object.keys(await alerts.query<AlertStates>('states')).length;
    await world.until(async () => (await streams()) === (MANY * 3) / 4);
    expect((await alerts.describe()).status.name).toBe('RUNNING');
  });
});

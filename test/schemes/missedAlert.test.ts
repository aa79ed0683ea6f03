import { setTimeout as delay } from 'node:timers/promises';
import type { Notification } from '../../src/contract/alerts';
import { cleanEnvironment, jinqiao } from '../commands/jinqiao';
import { startScriptedServer, text, type ScriptedServer } from '../connectors/scripted-server';
import { OwnTemporal } from '../faults/support/temporal';
import { World } from '../support/world';
import { warehouses } from './warehouses';

const scheme = 'jushuitanWarehousesToKingdeeStocks';

/** Temporal makes up for a time at least so long, ms, whatever the Schedule says. */
const LEAST_CATCH_UP = 10_000;

describe('a time of a Schedule that comes while the Temporal server is down', () => {
  let temporal: OwnTemporal;
  let world: World;
  let group: ScriptedServer;
  beforeAll(async () => {
    group = await startScriptedServer(text(''));
    temporal = await OwnTemporal.start();
    world = await World.start({
      temporal,
      alerts: { watchMinutes: 1, channels: { group: { format: 'json', url: { env: 'GROUP_URL' } } } },
      schemes: { [scheme]: { schedule: { cron: '* * * * *', catchUpMinutes: 0 } } },
    });
    await world.control.put('kingdee', 'BD_STOCK', []);
    await world.control.put('jushuitan', 'warehouses', warehouses(2));
  });
  afterAll(async () => {
    await world.stop();
    await temporal.stop();
    await group.close();
  });

  const environment = () => ({ GROUP_URL: group.url });
  const jinqiaoWith = (...words: string[]) =>
    jinqiao(words, { env: cleanEnvironment({ ...world.env, ...environment() }) });
  const told = () =>
    group.seen
      .flatMap(({ body }) => (JSON.parse(body) as { alerts: Notification[] }).alerts)
      .filter(({ kind }) => kind === 'missed');
  const listed = async () => JSON.parse((await jinqiaoWith('schedules', 'list', '--json')).stdout)[0];

  async function looksTaken(): Promise<number> {
    const handle = world.client.workflow.getHandle(`${world.taskQueue}/alerts`);
    const { events = [] } = await handle.fetchHistory().catch(() => ({ events: [] }));
    const looks = events!.filter(
      ({ activityTaskScheduledEventAttributes: scheduled }) =>
        scheduled?.activityType?.name === 'watchSchedules',
    );
    const ids = new Set(looks.map(({ eventId }) => String(eventId)));
    return events!.filter(({ activityTaskCompletedEventAttributes: done }) =>
      ids.has(String(done?.scheduledEventId)),
    ).length;
  }

  it('is told once the server is back, and that it is over once a later run has begun', async () => {
    expect(await jinqiaoWith('schedules', 'apply')).toMatchObject({ code: 0 });
    await world.startWorker({ env: environment() });
    // What was missed before the first look is no news.
    await world.until(async () => (await looksTaken()) > 0);
    expect(told()).toEqual([]);
    const { next } = await listed();
    await temporal.end('SIGKILL');
    await delay(Date.parse(next) + LEAST_CATCH_UP + 5_000 - Date.now());
    await temporal.restart();
    await world.until(async () => told().length > 0);
    const [first] = told();
    expect(first).toMatchObject({ state: 'raised', scheme, subject: `${world.taskQueue}/${scheme}` });
    expect(first?.counts?.missed).toBeGreaterThan(0);
    expect((await listed()).missed).toBeGreaterThan(0);

    // Its next times come.
    await world.until(async () => told().length > 1);
    expect(told().map(({ state }) => state)).toEqual(['raised', 'resolved']);
    expect(Date.parse((await listed()).last)).toBeGreaterThan(Date.parse(first!.at));
  }, 420_000);
});

import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { promisify } from 'node:util';
import { shanghaiMoment, shanghaiTime } from '../../src/contract/time';
import { findServerBinary } from '../../dev/server/serverBinary';
import { cleanEnvironment, jinqiao } from '../commands/jinqiao';
import { json, startScriptedServer, type Reply, type ScriptedServer } from '../connectors/scripted-server';
import { customerOf, shops } from '../schemes/shops';
import type { WireRow } from '../support/control';
import { World } from '../support/world';

const scheme = 'guanyiShopsToKingdeeCustomers';
const secret = 'SEC-of-the-group';
const run = promisify(execFile);

/** Each step waits for the Schedule's next minute at most, and for what comes of it. */
const STEP = 150_000;

/** As the group's robot does (加签): anything but the right signature over the timestamp is refused. */
const robot: Reply = (request, response) => {
  const query = new URL(request.url, 'http://group').searchParams;
  const timestamp = query.get('timestamp') ?? '';
  const signature = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
  const isFresh = Math.abs(Date.now() - Number(timestamp)) < 3_600_000;
  const isRight = isFresh && query.get('sign') === signature && query.get('access_token') === 'token';
  taken.push(...(isRight ? [JSON.parse(request.body).markdown as Message] : []));
  const answer = isRight ? { errcode: 0, errmsg: 'ok' } : { errcode: 310_000, errmsg: 'sign not match' };
  json(answer)(request, response);
};

interface Message {
  readonly title: string;
  readonly text: string;
}

interface Row {
  readonly workflowId: string;
  readonly state: string;
  readonly window?: { readonly from: string; readonly to: string };
  readonly syncedThrough?: string;
}

const taken: Message[] = [];

/** What an operator sees and does from outside: the command lines, the group, the documents in the target. */
describe('a scheme that is scheduled each minute', () => {
  let world: World;
  let group: ScriptedServer;
  let temporalBinary: string;
  const held = shops(6);
  /** Modified in the window of the run that fails. */
  let changed: WireRow;
  let firstRun: Row;

  beforeAll(async () => {
    group = await startScriptedServer(robot);
    const channel = { format: 'dingtalk', url: { env: 'GROUP_URL' }, secret: { env: 'GROUP_SECRET' } };
    world = await World.start({
      alerts: { channels: { group: { ...channel, language: 'zh' } } },
      http: { headersTimeoutMs: 30_000 },
      schemes: {
        // The window of a run that fails has to be read by the next one: nothing else reads it again.
        [scheme]: { schedule: { cron: '* * * * *' }, pageSize: 2, overlapMinutes: 0, lagSeconds: 0 },
      },
    });
    temporalBinary = await findServerBinary({ env: process.env, notify: () => undefined });
    await world.control.put('guanyi', 'shops', held);
    await world.control.put('kingdee', 'BD_Customer', []);
    await world.startWorker({ env: secrets() });
  });
  afterAll(async () => {
    await jinqiaoWith('schedules', 'delete', scheme);
    await world.stop();
    await group.close();
  });

  const secrets = () => ({ GROUP_URL: `${group.url}/robot/send?access_token=token`, GROUP_SECRET: secret });
  const jinqiaoWith = (...words: string[]) =>
    jinqiao(words, { env: cleanEnvironment({ ...world.env, ...secrets() }) });
  const temporal = (...words: string[]) =>
    run(temporalBinary, [...words, '--address', world.env.TEMPORAL_ADDRESS!, '--namespace', world.taskQueue]);
  const runs = async (...words: string[]): Promise<Row[]> =>
    JSON.parse((await jinqiaoWith('runs', scheme, '--json', ...words)).stdout);
  const customers = async () => {
    const documents = await world.control.rows('kingdee', 'BD_Customer');
    return documents.toSorted((one, other) => String(one.FNumber).localeCompare(String(other.FNumber)));
  };
  const reads = async () => (await world.control.requests('?operation=gy.erp.shop.get')).length;

  it(
    'is scheduled by the command line; its time comes, and a signal pauses the run between two pages',
    async () => {
      // The list is counted; then its first page is tried again until the platform is back, so that a person has time.
      await world.control.fault({ platform: 'guanyi', kind: 'status', status: 503, skip: 1 });
      expect(await jinqiaoWith('schedules', 'apply')).toMatchObject({ code: 0, stderr: '' });
      await world.until(async () => (await reads()) > 1);
      const [{ workflowId }] = (await runs('--state', 'running')) as [Row];
      expect(workflowId).toMatch(new RegExp(`/${scheme}/guanyi/live-`));
      await temporal('workflow', 'signal', '--workflow-id', workflowId, '--name', 'pause');
      await world.until(async () => (await runs('--state', 'paused')).length === 1);
      // The page in flight is finished, and no other is begun.
      await world.control.clearFaults();
      await world.until(async () => (await customers()).length === 2);
      const before = await reads();
      expect(await runs('--state', 'paused')).toMatchObject([{ workflowId }]);
      expect([await reads(), (await customers()).length]).toEqual([before, 2]);

      await temporal('workflow', 'signal', '--workflow-id', workflowId, '--name', 'resume');
      await world.until(async () => (await runs('--state', 'clean')).length > 0);
      expect(await customers()).toMatchObject(held.map(customerOf));
      firstRun = (await runs('--state', 'clean')).at(-1)!;
      expect(firstRun).toMatchObject({ workflowId, window: { from: '' } });
    },
    STEP,
  );

  it(
    'fails once the platform has withdrawn its key, and the group is told with a signature',
    async () => {
      await world.control.switches('guanyi', { authorized: false });
      // After the newest watermark, and before any time that comes.
      const [newest] = (await runs('--state', 'clean')) as [Row];
      const modified = shanghaiTime(Date.parse(newest.syncedThrough!) + 2_000);
      changed = { ...shops(7)[6]!, modify_date: modified };
      await world.control.put('guanyi', 'shops', [...held, changed]);

      await world.until(async () => taken.length > 0);
      expect(group.seen).toHaveLength(1);
      const [{ title, text }] = taken as [Message];
      expect(title).toContain('运行失败');
      expect(text).toContain(scheme);
      expect(text).toContain('授权信息被拒绝');
      const [, from = '', to = ''] = /时间段：([\d :-]+) — ([\d :-]+)/.exec(text) ?? [];
      expect([from <= modified, modified < to]).toEqual([true, true]);
      const [failed] = (await runs('--state', 'failed')) as [Row];
      expect(failed).not.toHaveProperty('syncedThrough');
      const shown = await jinqiaoWith('show', failed.workflowId, '--json');
      expect(JSON.parse(shown.stdout)).toMatchObject({ state: 'failed', failure: { type: 'Unauthorized' } });
      expect(await customers()).toHaveLength(6);
    },
    STEP,
  );

  it(
    'catches up by itself once the key is given back, with what changed while it failed',
    async () => {
      const [before] = (await runs('--state', 'clean')) as [Row];
      await world.control.switches('guanyi', { authorized: true });
      let caughtUp: Row | undefined;
      await world.until(async () => {
        const all = await runs();
        const failed = all.findIndex(({ state }) => state === 'failed');
        caughtUp = all.slice(0, failed).findLast(({ state }) => state === 'clean');
        return caughtUp !== undefined;
      });
      expect(shanghaiMoment(caughtUp!.window!.from)).toBeLessThan(Date.parse(before.syncedThrough!));
      expect(await customers()).toMatchObject([...held, changed].map(customerOf));
      await world.until(async () => taken.length > 1);
      expect(taken.map(({ title }) => title.split(' · ')[1])).toEqual(['运行失败', '已恢复：运行失败']);
    },
    STEP,
  );

  it('reconciles without a difference', async () => {
    const { code, stdout } = await jinqiaoWith('reconcile', scheme, '--json');
    expect({ code, report: JSON.parse(stdout).report }).toMatchObject({
      code: 0,
      report: { outcome: 'clean', source: { records: 7 }, target: { records: 7 } },
    });
  });
});

import { startScriptedServer, text, type ScriptedServer } from '../connectors/scripted-server';
import { cleanEnvironment, jinqiao } from '../commands/jinqiao';
import type { WorkerProgram } from '../support/worker';
import type { RepairState } from '../../src/contract/repair';
import type { WireRow } from '../support/control';
import { World } from '../support/world';
import { everythingIn } from './everything';

const scheme = 'kingdeeCustomersToGreatonceDistributors';
const sync = 'greatonce.distributor.single.sync';

/** What no line and no history may hold; the published rule makes the name a part of the distributor's code. */
const person = { name: '欧阳孤独', contact: '诸葛无痕', mobile: '13912345678', address: '隐秘胡同九十九号' };

/** Customers of one contact each, all with the same person's data. */
const people = (count: number): WireRow[] =>
  Array.from({ length: count }, (_, at) => ({
    FNumber: `P${at + 1}`,
    FName: `${person.name}${'甲乙丙丁戊己庚辛'[at]}`,
    FUseOrgId: { FNumber: '100' },
    FCreateOrgId: { FNumber: '100' },
    FDocumentStatus: 'C',
    FT_BD_CUSTCONTACT: [
      { FNUMBER1: 'A1', FNAME1: person.contact, FADDRESS1: person.address, FMOBILE: person.mobile },
    ],
  }));

/** A platform that repeats what it was sent. */
const quoting = (name: string) => ({
  platform: 'greatonce',
  operation: sync,
  kind: 'answer',
  body: {
    flag: 'failure',
    code: '1',
    message: `分销商[${name}1]：联系人 ${person.contact}，电话 ${person.mobile}，地址“${person.address}”不合法`,
  },
});

/** A look-up that fails, with the code that it was asked for. */
const refusedLookUp = {
  ...quoting(`${person.name}甲`),
  operation: 'site.query',
  body: { flag: 'failure', code: '1', message: `系统异常：${person.name}甲1` },
};

const lookUpMethod = { method: 'site.query', list: 'rows', parameter: 'no', code: 'key' };
const site = {
  lookUpMethod: 'site.query',
  lookUpList: 'rows',
  lookUpParameter: 'no',
  lookUpCode: 'key',
};

describe.each([
  ['without look-up', {}],
  ['with look-up', { lookUpMethod }],
])('what stands in a row, %s', (_, greatonce) => {
  let world: World;
  let worker: WorkerProgram;
  let group: ScriptedServer;
  beforeAll(async () => {
    group = await startScriptedServer(text(''));
    world = await World.start({
      logLevel: 'debug',
      greatonce,
      kingdee: { contactFields: { name: 'FNAME1' } },
      alerts: { watchMinutes: 0, channels: { group: { format: 'json', url: { env: 'GROUP_URL' } } } },
      schemes: { [scheme]: { parameters: { mobileFrom: 'phone' } } },
    });
    if ('lookUpMethod' in greatonce) await world.control.switches('greatonce', site);
    worker = await world.startWorker({ env: { GROUP_URL: group.url } });
  });
  afterAll(async () => {
    await world.stop();
    await group.close();
  });

  const command = (...args: string[]) =>
    jinqiao(args, { env: cleanEnvironment({ ...world.env, GROUP_URL: group.url }) });

  it('reaches neither logs nor ids, search attributes, histories and messages', async () => {
    const rows = people(8);
    // Two customers of one name have one code.
    rows[7] = { ...rows[7], FName: rows[6]!.FName };
    await world.control.put('kingdee', 'BD_Customer', rows);
    await world.control.fault({ ...quoting(String(rows[0]!.FName)), times: 2 });
    await world.control.fault({
      platform: 'greatonce',
      operation: sync,
      kind: 'timeout-after-commit',
      skip: 3,
      times: 1,
    });
    const report = await world.run({ parameters: { codeRule: 'name-row' } }, scheme);
    expect(report.counts.rejected).toBeGreaterThanOrEqual(2);
    const [refused] = report.rejected;
    expect(refused).toMatchObject({ key: expect.stringMatching(/^P\d@100#1$/), cause: 'other' });
    expect(refused!.message).toContain('不合法');
    const key = refused!.key;

    // People find it by the number of the source.
    expect((await command('failures', scheme)).stdout).toContain(key);
    expect((await command('find', key, '--scheme', scheme, '--json')).stdout).toContain('"rejected"');
    const own = rows.find(({ FNumber }) => key.startsWith(`${String(FNumber)}@`));
    await world.control.fault({ ...quoting(String(own!.FName)), times: 1 });
    expect(await command('retry', scheme, key)).toMatchObject({ code: 0 });
    const repair = world.client.workflow.getHandle(`${world.taskQueue}/repair/${scheme}/${key}`);
    const state = () => repair.query<RepairState>('state');
    await world.until(async () => (await state()).attempts > 0);
    const other = { document: { distributorCode: '另一家1' }, who: 'a test', why: 'a test' };
    await repair.signal('retryWith', other);
    await world.until(async () => (await state()).note?.includes("is not the record's") === true);
    expect(await command('discard', scheme, key, '--reason', 'a test')).toMatchObject({ code: 0 });
    await repair.result();

    await world.control.fault(refusedLookUp);
    const failure: unknown = await world.run(undefined, scheme).catch((error: unknown) => error);
    if ('lookUpMethod' in greatonce)
      expect(failure).toMatchObject({ cause: { message: expect.stringContaining('系统异常') } });

    await world.until(async () => group.seen.length > 0);
    const places = {
      logs: JSON.stringify(await world.logOf(worker)),
      temporal: await everythingIn(world),
      messages: JSON.stringify(group.seen),
    };
    expect(places.logs).toContain('page synced');
    expect(places.temporal).toContain('不合法');
    const found = Object.entries(places).flatMap(([place, whole]) =>
      Object.values(person).flatMap((value) => {
        const at = whole.indexOf(value);
        return at < 0 ? [] : [`${place}: ${whole.slice(Math.max(0, at - 150), at + 40)}`];
      }),
    );
    expect(found).toEqual([]);
  });

  it('a log line that is about a scheme says which, of activities and of workflows', async () => {
    await world.until(async () =>
      (await world.logOf(worker)).some(
        ({ workflowType, msg }) => workflowType === 'deliverAlert' && msg === 'Workflow completed',
      ),
    );
    const lines = await world.logOf(worker);
    const about = [scheme, 'repairRecord', 'deliverAlert'];
    const spoken = lines.filter(({ workflowType }) => about.includes(String(workflowType)));
    for (const workflowType of about)
      expect(
        spoken.filter((line) => line.workflowType === workflowType && !line.activityType),
      ).toContainEqual(
        expect.objectContaining({ msg: expect.stringMatching(/Workflow (completed|failed)/), scheme }),
      );
    const silent = spoken.filter((line) => line.scheme !== scheme);
    // The SDK says that something starts before its argument is known; of a run the type is enough.
    const isStart = ({ msg, workflowType, activityType }: Record<string, unknown>) =>
      /^\w+ started$/.test(String(msg)) && (activityType !== undefined || workflowType !== scheme);
    expect(silent.filter((line) => !isStart(line))).toEqual([]);
    for (const line of spoken)
      expect(line).toMatchObject({ workflowId: expect.any(String), runId: expect.any(String) });
  });
});

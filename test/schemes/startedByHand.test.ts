import type { SchemeTable } from '../../src/contract/scheme';
import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { hasEnd, hasWindow } from '../../src/activities/plan/window';
import { schemes } from '../../src/workflows/catalogue';
import { World } from '../support/world';

const NO_OBJECT = 'give a JSON object';

/** Starts from the Temporal UI: a type, and whatever a person writes into the field for its input. */
describe('started by hand', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({ logLevel: 'warn' });
    await world.control.reset({ sizes: { warehouses: 3, saleouts: 3, shops: 3, BD_Customer: 3 } });
    await world.withoutRates();
    await world.startWorker();
  });
  afterAll(() => world.stop());

  let starts = 0;
  const start = (type: string, args: readonly unknown[]): Promise<WorkflowHandle> =>
    world.client.workflow.start(type, {
      taskQueue: world.taskQueue,
      workflowId: `by-hand/${(starts += 1)}`,
      args: [...args],
    });

  /** Status and failure of a run that was started so, and how often its steps were tried. */
  async function ended(type: string, args: readonly unknown[]) {
    const run = await start(type, args);
    const failure: unknown = await run.result().then(
      () => undefined,
      (error: Error) => error.cause,
    );
    const { events } = await run.fetchHistory();
    const attempts = (events ?? []).flatMap(
      (event) => event.activityTaskStartedEventAttributes?.attempt ?? [],
    );
    const { status } = await run.describe();
    const { type: kind, message = '' } = failure instanceof ApplicationFailure ? failure : {};
    return { status: status.name, kind, message, attempts, input: JSON.stringify(args) };
  }

  const tables = Object.values(schemes);

  /** Inputs that are documented, as they fit a scheme. */
  function documented(table: SchemeTable): unknown[][] {
    const [name = '', { default: value = '' } = {}] = Object.entries(table.parameters)[0] ?? [];
    return [
      [],
      [{}],
      [null],
      [{ pageSize: 2 }],
      [{ concurrency: 2 }],
      [{ parameters: { [name]: value }, pageSize: 50, concurrency: 1 }],
      ...(hasWindow(table) ? [[{ days: 2 }]] : []),
      // A source that is read day by day would be read for months.
      ...(hasWindow(table) && table.sliceDays === undefined ? [[{ from: '2026-01-01' }]] : []),
      ...(hasEnd(table)
        ? [
            [{ from: '2026-01-01', to: '2026-01-02' }],
            [{ from: '2026-01-01 08:00:00', to: '2026-01-01 09:00:00' }],
          ]
        : []),
    ];
  }

  it.each(tables)('$name takes no input and every documented one', async (table) => {
    const inputs = documented(table);
    const runs = await Promise.all(inputs.map((args) => ended(table.name, args)));
    expect(runs.map(({ status, input }) => [status, input])).toEqual(
      inputs.map((args) => ['COMPLETED', JSON.stringify(args)]),
    );
  });

  /** What people get wrong, and a word of the reason that they must be given. */
  function wrong(table: SchemeTable): [input: unknown, reason: string][] {
    const [choice] = Object.entries(table.parameters).find(([, rule]) => rule.oneOf ?? rule.pattern) ?? [
      'none',
    ];
    return [
      ['organization=102', NO_OBJECT],
      [[], NO_OBJECT],
      [7, NO_OBJECT],
      [true, NO_OBJECT],
      [{ pagesize: 50 }, 'there is no pagesize; it has parameters, pageSize, concurrency, from, to, days'],
      [{ source: 'another-connection' }, 'there is no source'],
      [{ pageSize: '50' }, 'pageSize'],
      [{ pageSize: 0 }, 'pageSize'],
      [{ pageSize: 501 }, 'pageSize'],
      [{ concurrency: 17 }, 'concurrency'],
      [{ concurrency: 1.5 }, 'concurrency'],
      [{ parameters: 'x' }, 'parameters'],
      [{ parameters: { [choice]: 102 } }, `parameters.${choice}`],
      [{ parameters: { organisation: '102' } }, 'there is no parameter organisation'],
      [{ parameters: { [choice]: '' } }, `parameter ${choice} must be`],
      [{ from: '2026-02-30' }, 'from: there is no such day'],
      [{ from: '01.02.2026' }, 'from: expected yyyy-MM-dd'],
      [{ from: 20260101 }, 'from'],
      [{ to: '2026-01-02' }, 'give from too'],
      [{ from: '2026-01-02', to: '2026-01-01' }, 'to: must be after from'],
      [{ days: 0 }, 'days'],
      [{ days: 2, from: '2026-01-01' }, 'give either days or from'],
      ...(hasWindow(table)
        ? []
        : ([[{ from: '2026-01-01' }, 'reads the whole list']] as [unknown, string][])),
      ...(hasWindow(table) && !hasEnd(table)
        ? ([[{ from: '2026-01-01', to: '2026-01-02' }, 'reads up to now']] as [unknown, string][])
        : []),
    ];
  }

  it.each(tables)('$name fails at once, and says why, on every wrong input', async (table) => {
    await world.control.forgetRequests();
    const inputs = wrong(table);
    const runs = await Promise.all(inputs.map(([input]) => ended(table.name, [input])));
    expect(runs).toEqual(
      inputs.map(([input, reason]) => ({
        status: 'FAILED',
        kind: 'Misconfigured',
        message: expect.stringContaining(reason) as string,
        // What is no object is refused before anything is planned.
        attempts: reason === NO_OBJECT ? [] : [1],
        input: JSON.stringify([input]),
      })),
    );
    expect(runs.filter(({ message }) => message.includes('\n'))).toEqual([]);
    expect(await world.control.requests()).toEqual([]);
  });

  const scheme = 'guanyiShopsToKingdeeCustomers';

  it.each<unknown[]>([
    ['without days', { scheme }],
    ['of a day', { scheme, from: '2026-01-01', to: '2026-01-01' }],
    ['with a parameter', { scheme, parameters: { organization: '100' } }],
  ])('reconcileScheme %s', async (_name, input) => {
    expect(await ended('reconcileScheme', [input])).toMatchObject({ status: 'COMPLETED' });
  });

  it('other types fail at once, and say why, on a wrong input', async () => {
    const inputs: [type: string, args: unknown[], reason: string][] = [
      ['reconcileScheme', [], 'there is no scheme undefined; there are'],
      ['reconcileScheme', [null], 'there is no scheme undefined; there are'],
      ['reconcileScheme', [scheme], 'there is no scheme undefined; there are'],
      ['reconcileScheme', [{ scheme: 'guanyiShops' }], 'there is no scheme guanyiShops'],
      ['reconcileScheme', [{ scheme: 'toString' }], 'there is no scheme toString'],
      ['reconcileScheme', [{ scheme, form: '2026-01-01' }], 'there is no form'],
      ['reconcileScheme', [{ scheme, from: '2026-02-30' }], 'from must be a whole day'],
      ['reconcileScheme', [{ scheme, from: '' }], 'from must be a whole day'],
      ['reconcileScheme', [{ scheme, to: 5 }], 'to must be a whole day'],
      ['reconcileScheme', [{ scheme, from: '2026-01-02', to: '2026-01-01' }], 'from 2026-01-02 is after'],
      [
        'reconcileScheme',
        [{ scheme, parameters: { organisation: '1' } }],
        'there is no parameter organisation',
      ],
      ['reconcileScheme', [{ scheme, parameters: 'x' }], 'parameters'],
      [
        'reconcileScheme',
        [{ scheme: 'jushuitanWarehousesToKingdeeStocks', from: '2026-01-01' }],
        'read in full',
      ],
      ['repairRecord', [], 'not started by hand'],
      ['repairRecord', [{ scheme, key: '10001' }], 'lacks page (object)'],
      ['alerts', [null], 'workers start it'],
      ['alerts', [{}], 'lacks states (object)'],
      ['deliverAlert', [], 'jinqiao alerts test'],
      ['deliverAlert', [{ channel: 'finance-group' }], 'lacks notifications (list)'],
      ['accountBudget', [null], 'workers start it'],
    ];
    const runs = await Promise.all(inputs.map(([type, args]) => ended(type, args)));
    expect(runs.map(({ status, kind, message, input }) => ({ status, kind, message, input }))).toEqual(
      inputs.map(([, args, reason]) => ({
        status: 'FAILED',
        kind: 'Misconfigured',
        message: expect.stringContaining(reason) as string,
        input: JSON.stringify(args),
      })),
    );
    expect(runs.filter(({ attempts }) => attempts.some((attempt) => attempt > 1))).toEqual([]);
  });
});

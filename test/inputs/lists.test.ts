import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ServerResponse } from 'node:http';
import type { RunInput, RunReport } from '../../src/contract/run';
import type { Reconciliation } from '../../src/contract/reconcile';
import {
  json,
  startScriptedServer,
  text,
  type ScriptedServer,
  type SeenRequest,
} from '../connectors/scripted-server';
import { stocks } from '../faults/support/rows';
import { numbersIn, numbersOf } from '../schemes/saleoutDays';
import { warehouses } from '../schemes/warehouses';
import { root } from '../../src/root';
import type { WireRow } from '../support/control';
import { World } from '../support/world';

interface Input {
  readonly scheme: string;
  readonly input: RunInput;
  readonly pages: Readonly<Record<string, object>>;
  readonly others?: object;
}

function inputOf(name: string): Input {
  const file = path.join(root, 'test', 'fixtures', 'inputs', 'sources', `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Input;
}

/** A call of a list, as far as a script needs it. */
interface Asked {
  readonly page: number;
  readonly from: string;
  readonly to: string;
}

type Answer = (asked: Asked, request: SeenRequest, response: ServerResponse) => void;

const shops = 'guanyiShopsToKingdeeCustomers';
const bills = 'qimenSaleoutsToKingdeeOutstocks';
const noShops = { success: true, shops: [], total: 0 };
const noBills = {
  response: { page_index: 1, page_size: 50, data_count: 0, page_count: 0, has_next: false, datas: [] },
};

describe('lists of platforms that lie', () => {
  let world: World;
  const servers: Record<string, ScriptedServer> = {};
  const asked: Record<string, number[]> = {};
  let answer: Answer;

  /** Answers each call for a page with the script of the test; what changed meanwhile is nothing. */
  async function platform(name: string, read: (request: SeenRequest) => Asked | undefined): Promise<string> {
    const server = await startScriptedServer((request, response) => {
      const call = read(request);
      if (!call) return json(noBills)(request, response);
      (asked[name] ??= []).push(call.page);
      return answer(call, request, response);
    });
    servers[name] = server;
    return server.url;
  }

  beforeAll(async () => {
    const guanyi = await platform('guanyi', ({ body }) => {
      const plain = body.startsWith('{') ? body : decodeURIComponent(body.replaceAll('+', ' '));
      return { page: (JSON.parse(plain) as { page_no: number }).page_no, from: '', to: '' };
    });
    const qimen = await platform('qimen', ({ body }) => {
      const fields = new URLSearchParams(body);
      if (fields.get('date_type') !== '2') return undefined;
      const [from, to] = [fields.get('start_time') ?? '', fields.get('end_time') ?? ''];
      return { page: Number(fields.get('page_index')), from, to };
    });
    const jushuitan = await platform('jushuitan', ({ body }) => {
      const biz = JSON.parse(new URLSearchParams(body).get('biz') ?? '{}') as { page_index?: string };
      return { page: Number(biz.page_index), from: '', to: '' };
    });
    world = await World.start({
      guanyi: { url: guanyi },
      qimen: { url: qimen },
      jushuitan: { url: jushuitan },
      schemes: { [shops]: { pageSize: 2 }, [bills]: { pageSize: 2, repairs: false } },
    });
    await world.startWorker();
  });
  afterAll(async () => {
    await world.stop();
    await Promise.all(Object.values(servers).map((server) => server.close()));
  });
  beforeEach(() => Object.values(asked).forEach((pages) => pages.splice(0)));

  /** Answers pages as an input has them. */
  const replay = ({ pages, others }: Pick<Input, 'pages' | 'others'>, empty: object): void => {
    answer = ({ page }, ...call) => json(pages[String(page)] ?? others ?? empty)(...call);
  };

  const reconcile = (scheme: string, days: object = {}): Promise<Reconciliation> =>
    world.client.workflow.execute<(input: object) => Promise<Reconciliation>>('reconcileScheme', {
      taskQueue: world.taskQueue,
      workflowId: `${world.taskQueue}/reconcile/${Date.now()}`,
      args: [{ scheme, ...days }],
    });

  const expectMoved = (report: RunReport, words: RegExp) => {
    const advice = {
      en: expect.stringMatching(words) as string,
      zh: expect.stringMatching(/[页行]/) as string,
    };
    expect(report).toMatchObject({ outcome: 'attention', warnings: [{ cause: 'list-moved', advice }] });
    expect(report).not.toHaveProperty('syncedThrough');
  };

  it.each([
    ['01-guanyi-same-page', 2, /fewer|different ones came/],
    ['03-guanyi-no-stable-order', 4, /6 rows are counted, 4 different ones came/],
  ])(
    '%s: it is read again, and then named; no watermark; a reconciliation differs',
    async (name, created, words) => {
      await world.control.put('kingdee', 'BD_Customer', []);
      replay(inputOf(name), noShops);
      const report = await world.run(inputOf(name).input, shops);
      expectMoved(report, words);
      expect(report.counts.created).toBe(created);
      const reconciliation = await reconcile(shops);
      expect(reconciliation).toMatchObject({ outcome: 'attention', counts: { missing: 0, unread: 1 } });
      expect(reconciliation.found.unread).toMatchObject([
        { key: 'all', reason: expect.stringMatching(words) as string },
      ]);
    },
  );

  it('04-qimen-same-page-for-ever: it ends, and says why; a reconciliation differs', async () => {
    replay(inputOf('04-qimen-same-page-for-ever'), noBills);
    const { input } = inputOf('04-qimen-same-page-for-ever');
    expectMoved(await world.run(input, bills), /holds records that came before|different ones came/);
    expect(asked.qimen!.length).toBeLessThan(20);
    const { from, to } = input;
    expect(await reconcile(bills, { from, to })).toMatchObject({
      outcome: 'attention',
      counts: { unread: 1 },
    });
  });

  it.each([
    ['06-guanyi-total-of-the-page', 4],
    ['07-guanyi-total-zero', 4],
    ['19-page-filtered-after-paging', 5],
  ])('%s: five shops are read', async (name, calls) => {
    await world.control.put('kingdee', 'BD_Customer', []);
    replay(inputOf(name), noShops);
    const report = await world.run(inputOf(name).input, shops);
    expect(report).toMatchObject({ outcome: 'clean', read: 5, counts: { created: 5 } });
    expect(report.syncedThrough).toBeDefined();
    expect(asked.guanyi!.length).toBeLessThanOrEqual(calls);
    if (name.startsWith('19')) return;
    expect(await reconcile(shops)).toMatchObject({ outcome: 'clean', counts: { same: 5, unread: 0 } });
  });

  it('warehouses whose first page says that it is the last, beside a count of three, are all read', async () => {
    const rows = warehouses(130);
    answer = ({ page }, ...call) => {
      const datas = rows.slice((page - 1) * 50, page * 50);
      const data = {
        page_index: page,
        page_size: 50,
        page_count: 3,
        data_count: 130,
        has_next: false,
        datas,
      };
      json({ code: 0, msg: '执行成功', data })(...call);
    };
    expect(await world.run({ pageSize: 50, concurrency: 2 })).toMatchObject({
      outcome: 'clean',
      read: 130,
      counts: { created: 130 },
    });
    // Of two pages at once one may lie beyond the end.
    expect([...new Set(asked.jushuitan)].toSorted((a, b) => a - b).slice(0, 3)).toEqual([1, 2, 3]);
  });

  it('17-deep-pages: a day whose pages are too deep is read in halves, each bill once', async () => {
    const day = '2026-11-29';
    const rows = await billsOf(world, day, 130);
    answer = ({ page, from, to }, ...call) => {
      if (page > 100) return text('<html>504 Gateway Time-out</html>', 504)(...call);
      const found = rows.filter(({ io_date }) => String(io_date) >= from && String(io_date) < to);
      const datas = found.slice(page - 1, page);
      const counts = { data_count: found.length, page_count: found.length, has_next: page < found.length };
      json({ response: { page_index: page, page_size: 1, ...counts, datas } })(...call);
    };
    const report = await world.run({ pageSize: 1, from: day, to: day }, bills);
    expect(report).toMatchObject({ outcome: 'clean', read: 130, counts: { created: 130 } });
    expect(await numbersIn(world)).toEqual(numbersOf(rows));
    expect(asked.qimen!.filter((page) => page > 100)).toEqual([130, 130, 130]);
  }, 240_000);
});

/** Good sale-outs of one day, ten minutes apart, and the base data that they need. */
async function billsOf(world: World, day: string, count: number): Promise<WireRow[]> {
  await world.fresh({ sizes: { saleouts: 30, BD_Customer: 6 } });
  const good: WireRow[] = (await world.control.rows('qimen', 'saleouts')).filter(
    ({ status, items }) =>
      status === 'Confirmed' && (items as { qty: number }[]).every(({ qty }) => qty >= 0),
  );
  const rows = Array.from({ length: count }, (_, at): WireRow => {
    const time = `${day} ${String(Math.floor(at / 6)).padStart(2, '0')}:${at % 6}0:00`;
    return { ...good[at % good.length], io_id: 910_000 + at, io_date: time, modified: time };
  });
  const numbers = new Set(rows.map(({ wms_co_id }) => wms_co_id));
  await world.control.put('kingdee', 'BD_STOCK', stocks([...numbers], '100'));
  await world.control.put('kingdee', 'SAL_OUTSTOCK', []);
  return rows;
}

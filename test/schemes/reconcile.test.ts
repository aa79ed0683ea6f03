import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { parse } from 'parse5';
import type { ReconcileResult } from '../../src/commands/reconcile';
import { KINDS, type Reconciliation } from '../../src/workflows/reconcile/report';
import { cleanEnvironment, jinqiao } from '../commands/jinqiao';
import type { WireRow } from '../support/control';
import { World } from '../support/world';
import { warehouses } from './warehouses';

const bills = 'qimenSaleoutsToKingdeeOutstocks';
const stocks = 'jushuitanWarehousesToKingdeeStocks';
const audits = 'kingdeeOutstocksToAudited';
const distributors = 'kingdeeCustomersToGreatonceDistributors';

/** The day so many days ago in Asia/Shanghai. */
const daysAgo = (days: number) =>
  new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10);

const keysOf = ({ found }: Reconciliation) =>
  Object.fromEntries(KINDS.map((kind) => [kind, found[kind].map(({ key }) => key)]));
const nothing = Object.fromEntries(KINDS.map((kind) => [kind, []]));

let world: World;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'reconcile-'));
  world = await World.start();
  await world.startWorker();
});
afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true });
});

function command(...args: string[]) {
  return jinqiao(args, { env: cleanEnvironment(world.env) });
}

async function reconciled(scheme: string, ...options: string[]) {
  const { code, stdout, stderr } = await command('reconcile', scheme, '--json', ...options);
  expect({ stderr }).toEqual({ stderr: '' });
  return { code, ...(JSON.parse(stdout) as ReconcileResult) };
}

/** A document as a new one: without the internal ids of its own and of its entries. */
function withoutIds({
  FID: _id,
  FStockId: _stock,
  FENTRYID: _line,
  FEntryId: _head,
  ...row
}: WireRow): WireRow {
  const entries = Object.entries(row).map(([key, value]) => {
    if (Array.isArray(value)) return [key, (value as WireRow[]).map(withoutIds)];
    return [key, key === 'SubHeadEntity' ? withoutIds(value as WireRow) : value];
  });
  return Object.fromEntries(entries) as WireRow;
}

/** Puts documents as they are, doubles among them. */
async function plant(form: string, rows: readonly WireRow[]): Promise<void> {
  await world.control.switches('kingdee', { uniqueWithoutValidation: false });
  await world.control.put('kingdee', form, rows);
}

describe('bills, day by day', () => {
  const days = ['--from', daysAgo(7), '--to', daysAgo(1)];
  const passing = ['--set', 'negativeLines=pass'];
  let written: WireRow[];
  const numberOf = (bill: WireRow) => String(bill.FBillNo);

  beforeAll(async () => {
    await world.control.reset({ sizes: { saleouts: 600, BD_Customer: 6 } });
    await world.withoutRates();
    await world.run({ parameters: { organization: '100' } }, stocks);
    await world.run({ from: daysAgo(10), parameters: { negativeLines: 'pass' } }, bills);
    written = await world.control.rows('kingdee', 'SAL_OUTSTOCK');
  });
  beforeEach(() => world.control.put('kingdee', 'SAL_OUTSTOCK', written));

  /** Bills of these days, the oldest first. */
  const within = (from: number, to: number) =>
    written.filter(({ FDate }) => String(FDate) >= daysAgo(from) && String(FDate) < daysAgo(to - 1));

  it('is clean after a run, with equal sums on both sides', async () => {
    const { code, report } = await reconciled(bills, ...days, ...passing);
    expect(report).toMatchObject({ outcome: 'clean', slices: 7, judged: { extra: true, doubled: true } });
    expect({ code, found: report.found }).toEqual({ code: 0, found: nothing });
    expect(report.counts.same).toBe(within(7, 1).length);
    expect(report.source).toEqual(report.target);
    expect(Number(report.source.amount)).toBeGreaterThan(0);
    expect(report.difference).toEqual({ quantity: '0', amount: '0' });
  });

  it('finds exactly what was planted, on several days', async () => {
    const [deleted, doubled] = within(7, 6) as [WireRow, WireRow];
    const [altered, unaudited, moved] = within(3, 2) as [WireRow, WireRow, WireRow];
    const stranger = { ...withoutIds(written[0]!), FBillNo: 'STRANGER', FDate: `${daysAgo(2)}T00:00:00` };
    const [line, ...lines] = altered.FEntity as WireRow[];
    const dearer = { ...line, FAllAmount: Number(line?.FAllAmount) + 0.01 };
    await plant('SAL_OUTSTOCK', [
      ...written.filter((bill) => ![deleted, altered, unaudited, moved].includes(bill)),
      withoutIds(doubled),
      { ...altered, FEntity: [dearer, ...lines] },
      { ...unaudited, FDocumentStatus: 'A' },
      { ...moved, FBillTypeID: { FNUMBER: 'XSCKD07_SYS' } },
      stranger,
    ]);
    const { code, report, workflowId, runId } = await reconciled(bills, ...days, ...passing);
    expect(code).toBe(4);
    expect(keysOf(report)).toEqual({
      ...nothing,
      missing: [numberOf(deleted)],
      doubled: [numberOf(doubled)],
      different: [numberOf(altered), numberOf(moved)].sort(),
      unfinished: [numberOf(unaudited)],
      extra: ['STRANGER'],
    });
    expect(report.found.doubled[0]).toEqual({ key: numberOf(doubled), documents: 2 });
    expect(report.found.different).toContainEqual({ key: numberOf(altered), fields: ['FEntity.FAllAmount'] });
    expect(report.found.different).toContainEqual({ key: numberOf(moved), fields: ['selection'] });
    expect(report.counts.same).toBe(within(7, 1).length - 5);
    expect(report.target.records).toBe(report.source.records + 1);
    const handle = world.client.workflow.getHandle(workflowId, runId);
    const history = decoded(JSON.parse(historyToJSON(await handle.fetchHistory())));
    expect(history).toContain('STRANGER');
    for (const word of ['receiver', '快递', '旗舰店', 'FAddress', 'secret'])
      expect(history).not.toContain(word);
  });

  it('drives what is missing or unfinished, and compares again', async () => {
    const [deleted, unaudited] = within(4, 3) as [WireRow, WireRow];
    await plant('SAL_OUTSTOCK', [
      ...written.filter((bill) => bill !== deleted && bill !== unaudited),
      { ...unaudited, FDocumentStatus: 'A' },
    ]);
    const { code, report, repair } = await reconciled(bills, ...days, ...passing, '--repair');
    expect(keysOf(report)).toEqual({
      ...nothing,
      missing: [numberOf(deleted)],
      unfinished: [numberOf(unaudited)],
    });
    expect(repair?.run.counts).toMatchObject({ created: 1, audited: 1 });
    expect({ code, after: repair?.after.outcome }).toEqual({ code: 0, after: 'clean' });
  });

  it('tells rows that cannot be mapped, with the reason, and does not take their bills for extra', async () => {
    const number = numberOf(within(7, 1)[0]!);
    const rows = await world.control.rows('qimen', 'saleouts');
    const spoilt = rows.map((row) => {
      const items = (row.items as WireRow[]).map((item) => ({ ...item, qty: 0 }));
      return String(row.io_id) === number ? { ...row, items } : row;
    });
    await world.control.put('qimen', 'saleouts', spoilt);
    const { report } = await reconciled(bills, ...days, ...passing);
    await world.control.put('qimen', 'saleouts', rows);
    expect(keysOf(report)).toEqual({ ...nothing, refused: [number] });
    const [refused] = report.found.refused;
    expect(refused).toMatchObject({
      fields: ['FEntity.FRealQty'],
      reason: expect.stringContaining('line 1'),
    });
    expect(report.target.records).toBe(report.source.records);
    expect(Number(report.difference?.amount)).toBeGreaterThan(0);
  });

  it.each(['inclusive', 'exclusive'])(
    'shares no edge of a day with an %s end of windows',
    async (windowEnd) => {
      const rows = await world.control.rows('qimen', 'saleouts');
      const [row] = rows.filter(({ io_id }) => String(io_id) === numberOf(written[0]!));
      const edges = ['00:00:00', '23:59:59'].flatMap((time, at) =>
        [5, 4].map((day) => ({
          ...row,
          io_id: 990_000 + at * 10 + day,
          ts: undefined,
          io_date: `${daysAgo(day)} ${time}`,
        })),
      );
      await world.control.put('qimen', 'saleouts', edges);
      await world.control.switches('qimen', { windowEnd });
      await world.control.put('kingdee', 'SAL_OUTSTOCK', []);
      const { report } = await reconciled(bills, '--from', daysAgo(5), '--to', daysAgo(4));
      expect({ records: report.source.records, ...keysOf(report) }).toEqual({
        ...nothing,
        records: 4,
        missing: edges.map(({ io_id }) => String(io_id)).sort(),
      });
      await world.control.put('qimen', 'saleouts', rows);
    },
  );

  it('writes a page that any browser reads and that loads nothing', async () => {
    const html = path.join(folder, 'report.html');
    await plant('SAL_OUTSTOCK', [
      ...written.slice(1),
      {
        ...withoutIds(written[0]!),
        FBillNo: `<img src="https://example.org/x">`,
        FDate: `${daysAgo(2)}T00:00:00`,
      },
    ]);
    const { code, stdout } = await command('reconcile', bills, ...days, ...passing, '--html', html);
    expect({ code, stdout }).toMatchObject({ code: 4, stdout: expect.stringContaining('extra (1)') });
    const text = readFileSync(html, 'utf8');
    const faults: string[] = [];
    const { elements, attributes } = flat(
      parse(text, { onParseError: ({ code }) => faults.push(code) }) as Node,
    );
    expect(faults).toEqual([]);
    expect(elements).toEqual(expect.arrayContaining(['h1', 'table', 'style']));
    for (const tag of ['img', 'script', 'link', 'iframe']) expect(elements).not.toContain(tag);
    for (const name of ['src', 'href', 'style']) expect(attributes).not.toContain(name);
    expect(text).not.toMatch(/url\(|@import/);
    expect(text).toContain('&lt;img src=&quot;');
  });
});

describe('master data', () => {
  const rows = warehouses(130);

  it('finds one deleted, one doubled, one altered, and judges nothing as extra', async () => {
    await world.control.reset();
    await world.withoutRates();
    await world.control.put('jushuitan', 'warehouses', rows);
    await world.run({}, stocks);
    expect(await reconciled(stocks)).toMatchObject({ code: 0, report: { outcome: 'clean', slices: 1 } });

    const held = await world.control.rows('kingdee', 'BD_STOCK');
    const [deleted, doubled, altered, ...others] = held as [WireRow, WireRow, WireRow, ...WireRow[]];
    const elsewhere = { ...withoutIds(others[0]!), FUseOrgId: { FNumber: '102' } };
    const twice = [doubled, withoutIds(doubled)];
    await plant('BD_STOCK', [...others, ...twice, { ...altered, FName: '改名' }, elsewhere]);
    const { code, report } = await reconciled(stocks);
    expect({ code, ...keysOf(report) }).toEqual({
      ...nothing,
      code: 4,
      missing: [deleted.FNumber],
      doubled: [doubled.FNumber],
      different: [altered.FNumber],
    });
    expect(report.found.different[0]?.fields).toEqual(['FName']);
    expect(report).toMatchObject({ judged: { extra: false, doubled: true }, counts: { same: 127 } });
  });
});

describe('a worker killed with SIGKILL', () => {
  it('costs the slice that it was comparing, and no other', async () => {
    const own = await World.start();
    try {
      await own.control.reset({ sizes: { saleouts: 300 } });
      await own.withoutRates();
      const operation = 'jushuitan.saleout.list.query';
      await own.control.fault({
        platform: 'qimen',
        operation,
        kind: 'timeout-before-commit',
        skip: 2,
        times: 1,
      });
      const worker = await own.startWorker();
      const args = ['reconcile', bills, '--json', '--from', daysAgo(6), '--to', daysAgo(2)];
      const running = jinqiao(args, { env: cleanEnvironment(own.env) });
      await own.until(async () => (await own.held()).length === 1);
      await own.killWorker(worker);
      await own.startWorker();
      const { code, stdout } = await running;
      const { report } = JSON.parse(stdout) as ReconcileResult;
      const { missing, refused } = report.counts;
      expect({ code, slices: report.slices, found: missing + refused }).toEqual({
        code: 4,
        slices: 5,
        found: report.source.records,
      });
      const asked = (await own.control.requests(`?operation=${operation}`)).map(
        ({ summary }) => summary.start_time,
      );
      expect(asked.map((time) => String(time).slice(0, 10))).toEqual([6, 5, 4, 4, 3, 2].map(daysAgo));
    } finally {
      await own.stop();
    }
  });
});

describe('schemes that differ', () => {
  it('takes every bill that the audit scheme still finds for unfinished', async () => {
    await world.control.reset({ sizes: { BD_Customer: 1 } });
    expect(await reconciled(audits)).toMatchObject({ code: 0, report: { source: { records: 0 } } });
    const customer = (await world.control.rows('kingdee', 'BD_Customer'))[0]!;
    await world.control.put(
      'kingdee',
      'SAL_OUTSTOCK',
      ['A', 'B'].map((state, at) => ({
        FBillNo: `B2C${at}`,
        FBillTypeID: { FNUMBER: 'XSCKD07_SYS' },
        FDate: `${daysAgo(3)} 00:00:00`,
        FDocumentStatus: state,
        FSaleOrgId: { FNumber: '100' },
        FStockOrgId: { FNumber: '100' },
        FCustomerID: { FNumber: customer.FNumber },
      })),
    );
    const { code, report } = await reconciled(audits);
    expect({ code, ...keysOf(report) }).toEqual({ ...nothing, code: 4, unfinished: ['B2C0', 'B2C1'] });
    expect(report.judged).toEqual({ extra: false, doubled: false });
  });

  it.each([
    [
      'a target without look-up',
      [distributors],
      /cannot be reconciled: its target greatonce has no look-up; set .*lookUpMethod$/,
    ],
    [
      'days where there is no window',
      [stocks, '--from', '2026-01-01'],
      /has no window: leave from and to out$/,
    ],
    ['a time of day', [bills, '--from', '2026-01-01 10:00:00'], /whole day of Asia\/Shanghai/],
    ['a day of no calendar', [bills, '--from', '2026-02-30'], /whole day of Asia\/Shanghai/],
    [
      'days the wrong way round',
      [bills, '--from', '2026-02-02', '--to', '2026-02-01'],
      /is after 2026-02-01$/,
    ],
  ])('refuses %s in one line, before anything is started', async (_, args, line) => {
    const { code, stdout, stderr } = await command('reconcile', ...args);
    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({
      code: 2,
      stdout: '',
      lines: 1,
    });
    expect(stderr.trim()).toMatch(line);
  });

  it('says the same to whoever starts it in the Temporal UI', async () => {
    const start = (input: object) =>
      world.client.workflow.execute('reconcileScheme', {
        taskQueue: world.taskQueue,
        workflowId: `${world.taskQueue}/reconcile/${Math.random()}`,
        args: [input],
      });
    const reason = (expected: RegExp) => ({
      cause: { type: 'Misconfigured', message: expect.stringMatching(expected) as string },
    });
    await expect(start({ scheme: 'nope' })).rejects.toMatchObject(reason(/unknown scheme nope; known are/));
    await expect(start({ scheme: distributors })).rejects.toMatchObject(reason(/cannot be reconciled/));
  });
});

/** A history with its payloads, which JSON shows in base64, as text. */
function decoded(history: unknown): string {
  return JSON.stringify(history, (key, value: unknown) =>
    key === 'data' && typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : value,
  );
}

interface Node {
  readonly tagName?: string;
  readonly attrs?: readonly { readonly name: string }[];
  readonly childNodes?: readonly Node[];
}

/** Names of all elements and attributes of a page. */
function flat(node: Node): { elements: string[]; attributes: string[] } {
  const below = (node.childNodes ?? []).map(flat);
  return {
    elements: [
      ...(node.tagName === undefined ? [] : [node.tagName]),
      ...below.flatMap(({ elements }) => elements),
    ],
    attributes: [
      ...(node.attrs ?? []).map(({ name }) => name),
      ...below.flatMap(({ attributes }) => attributes),
    ],
  };
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { parse } from 'parse5';
import poisonedKey from '../../fixtures/inputs/kingdee/10-poison-key-in-the-look-up.json';
import type { WireRow } from '../../support/control';
import { World } from '../../support/world';
import { command, daysAgo, keysOf, nothing, plant, reconciled, withoutIds } from './support';

const bills = 'qimenSaleoutsToKingdeeOutstocks';
const stocks = 'jushuitanWarehousesToKingdeeStocks';

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
    const { code, report } = await reconciled(world, bills, ...days, ...passing);
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
    await plant(world, 'SAL_OUTSTOCK', [
      ...written.filter((bill) => ![deleted, altered, unaudited, moved].includes(bill)),
      withoutIds(doubled),
      { ...altered, FEntity: [dearer, ...lines] },
      { ...unaudited, FDocumentStatus: 'A' },
      { ...moved, FBillTypeID: { FNUMBER: 'XSCKD07_SYS' } },
      stranger,
    ]);
    const { code, report, workflowId, runId } = await reconciled(world, bills, ...days, ...passing);
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
    expect(report.found.different).toContainEqual({
      key: numberOf(altered),
      fields: ['FEntity[0].FAllAmount', 'FEntity.FAllAmount'],
    });
    expect(report.found.different).toContainEqual({ key: numberOf(moved), fields: ['FBillTypeID'] });
    expect(report.counts.same).toBe(within(7, 1).length - 5);
    // The deleted bill and the one that has left the selection are in no sum; the double and the stranger are.
    expect(report.target.records).toBe(report.source.records);
    const handle = world.client.workflow.getHandle(workflowId, runId);
    const history = decoded(JSON.parse(historyToJSON(await handle.fetchHistory())));
    expect(history).toContain('STRANGER');
    for (const word of ['receiver', '快递', '旗舰店', 'FAddress', 'secret'])
      expect(history).not.toContain(word);
  });

  it('asks again where a platform is busy or away, without beginning a slice anew', async () => {
    await world.control.forgetRequests();
    await world.control.fault({ platform: 'qimen', kind: 'throttle', skip: 3, times: 1 });
    await world.control.fault({ platform: 'kingdee', kind: 'status', status: 503, skip: 3, times: 1 });
    const { code } = await reconciled(world, bills, ...days, ...passing);
    expect({ code, faults: await world.control.faults() }).toEqual({ code: 0, faults: [] });
    // Seven days of one page each, and the throttled call: no slice began anew.
    expect(await world.control.requests('?platform=qimen')).toHaveLength(8);
  });

  it('drives what is missing or unfinished, and compares again', async () => {
    const [deleted, unaudited] = within(4, 3) as [WireRow, WireRow];
    await plant(world, 'SAL_OUTSTOCK', [
      ...written.filter((bill) => bill !== deleted && bill !== unaudited),
      { ...unaudited, FDocumentStatus: 'A' },
    ]);
    const { code, report, repair } = await reconciled(world, bills, ...days, ...passing, '--repair');
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
    const { report } = await reconciled(world, bills, ...days, ...passing);
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

  it('goes on without a bill that the target cannot be asked for, and says why', async () => {
    const bill = within(4, 3)[0]!;
    const stranger = { ...withoutIds(bill), FBillNo: 'STRANGER--1', FDate: `${daysAgo(2)}T00:00:00` };
    await plant(world, 'SAL_OUTSTOCK', [...written, stranger]);
    const refusals = [
      { holds: numberOf(bill), kind: 'answer', body: poisonedKey.answers[0] },
      { holds: 'STRANGER--1', kind: 'status', status: 403, body: '<html>blocked</html>' },
    ];
    for (const refusal of refusals)
      await world.control.fault({ platform: 'kingdee', operation: 'ExecuteBillQuery', ...refusal });
    const { code, report } = await reconciled(world, bills, ...days, ...passing);
    await world.control.clearFaults();
    expect({ code, ...keysOf(report) }).toEqual({
      ...nothing,
      code: 4,
      refused: [numberOf(bill)],
      extra: ['STRANGER--1'],
    });
    expect(report.found.refused[0]).toMatchObject({ reason: '当前查询串无法解析！' });
    expect(report.found.extra[0]).toMatchObject({ reason: expect.stringContaining('HTTP status 403') });
    expect(report.counts.same).toBe(within(7, 1).length - 1);
    expect(report.target.records).toBe(report.source.records + 1);
    // Neither side adds up what could not be read.
    expect(report.difference).toEqual({ quantity: '0', amount: '0' });
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
      const { report } = await reconciled(world, bills, '--from', daysAgo(5), '--to', daysAgo(4));
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
    await plant(world, 'SAL_OUTSTOCK', [
      ...written.slice(1),
      {
        ...withoutIds(written[0]!),
        FBillNo: `<img src="https://example.org/x">`,
        FDate: `${daysAgo(2)}T00:00:00`,
      },
    ]);
    const { code, stdout } = await command(world, 'reconcile', bills, ...days, ...passing, '--html', html);
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

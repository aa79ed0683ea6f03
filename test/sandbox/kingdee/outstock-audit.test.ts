import { messagesOf, outstockLine, outstockModel, Outstocks, statusOf } from './bills';
import { sample, Site, type Json } from './support';

let site: Site;
let bills: Outstocks;
beforeAll(async () => {
  site = await Site.start();
  bills = new Outstocks(site);
});
beforeEach(() => bills.reset());
afterAll(() => site.sandbox.close());

const levels = () => site.platform.collections['STK_Inventory'];
const level = (quantity: number) => ({
  FStockOrgId: { FNumber: '100' },
  FMaterialId: { FNumber: 'M00001' },
  FStockId: { FNumber: 'CK00001' },
  FBaseQty: quantity,
});

test('submit and audit: state, approver and time; a second audit is refused as recorded', async () => {
  await bills.submitted('TK202504030001');
  expect(statusOf(await bills.step('Audit', 'TK202504030001')).IsSuccess).toBe(true);
  const [[state, user, time]] = await bills.query('FDocumentStatus,FApproverID.FNumber,FApproveDate');
  expect([state, user, time]).toEqual(['C', 'jinqiao', expect.stringMatching(/^\d{4}-\d\d-\d\dT/)]);
  const again = await bills.step('Audit', 'TK202504030001');
  expect(again.text).toBe(JSON.stringify(sample('audit-fail-already-audited')));
});

describe('stock', () => {
  test('an audit takes lines of one material together out of stock, an un-audit puts them back', async () => {
    levels()?.replace([level(30)]);
    await bills.submitted('XS1', { FEntity: [outstockLine(), outstockLine({ FRealQty: 2.5 })] });
    await bills.step('Audit', 'XS1');
    expect(levels()?.list()).toEqual([level(17.5)]);
    await bills.step('UnAudit', 'XS1');
    expect(levels()?.list()).toEqual([level(30)]);
  });

  test('negative stock is the recorded interaction, and nothing is changed', async () => {
    site.set({ stockCheck: 'on' });
    levels()?.replace([level(19)]);
    await bills.submitted('XS1', { FEntity: [outstockLine(), outstockLine()] });
    const audit = await bills.step('Audit', 'XS1', { IgnoreInterationFlag: 'true' });
    expect(audit.text).toBe(JSON.stringify(sample('save-fail-interaction-negative-stock')));
    expect(await bills.query('FDocumentStatus')).toEqual([['B']]);
    expect(levels()?.list()).toEqual([level(19)]);
  });

  test.each([
    ['the flag', {}, { InterationFlags: 'Other; STK_InvCheckResult' }, true],
    ['another flag', {}, { InterationFlags: 'Other' }, false],
    ['IgnoreInterationFlag where it suffices', { ignoreInteraction: 'suffices' }, {}, true],
    ['its refusal', { ignoreInteraction: 'suffices' }, { IgnoreInterationFlag: 'false' }, false],
    ['a site without the check', { stockCheck: 'off' }, {}, true],
  ])('negative stock with %s', async (_name, switches, keys, works) => {
    site.set({ stockCheck: 'on', ...switches });
    await bills.submitted('XS1');
    expect(statusOf(await bills.step('Audit', 'XS1', keys)).IsSuccess).toBe(works);
    expect(levels()?.list()).toEqual(works ? [level(-10)] : []);
  });

  test('a stock that allows negative quantities needs no flag', async () => {
    site.set({ stockCheck: 'on' });
    const stocks = site.platform.collections['BD_STOCK'];
    stocks?.replace((stocks.list() as Json[]).map((one) => ({ ...one, FAllowMinusQty: true })));
    await bills.submitted('XS1');
    expect(statusOf(await bills.step('Audit', 'XS1')).IsSuccess).toBe(true);
  });

  test('a save that audits by itself is undone with its stock, unless it has the flag', async () => {
    site.set({ stockCheck: 'on' });
    const auto = { IsAutoSubmitAndAudit: true };
    expect(statusOf(await bills.save(outstockModel('XS1'), auto)).IsSuccess).toBe(false);
    expect(await bills.query('FBillNo')).toEqual([]);
    const flagged = { ...auto, InterationFlags: 'STK_InvCheckResult' };
    expect(statusOf(await bills.save(outstockModel('XS1'), flagged)).IsSuccess).toBe(true);
    expect(await bills.query('FDocumentStatus')).toEqual([['C']]);
  });

  test('stock that leaves with a dropped batch comes back', async () => {
    site.set({ batchFailure: 'drop-all' });
    const models = [outstockModel('XS1'), outstockModel('XS2', { FCustomerID: {} })];
    await bills.batchSave(models, { IsAutoSubmitAndAudit: true });
    expect(levels()?.list()).toEqual([level(0)]);
  });

  test.each([
    [{ ...level(1), FStockId: { FNumber: 'none' } }, 'STK_Inventory[0]: there is no BD_STOCK "none"'],
    [{ ...level(1), FBaseQty: '1' }, /^STK_Inventory\[0\]: FBaseQty/],
  ])('a level that cannot be held is one line', (row, line) => {
    expect(() => levels()?.replace([row])).toThrow(line);
  });
});

describe('closed periods', () => {
  test.each(['2025-04-01', '2025-04-30'])(
    'until %s, bills up to it are neither saved nor audited',
    async (day) => {
      await bills.submitted('XS1');
      site.set({ closedUntil: day });
      expect(messagesOf(await bills.step('Audit', 'XS1'))).toEqual([
        '单据编号为“XS1”的销售出库单，所属期间已关账，不允许审核！',
      ]);
      expect(messagesOf(await bills.save(outstockModel('XS2')))[0]).toContain('不允许保存');
      const later = outstockModel('XS3', { FDate: '2025-05-01' });
      expect(statusOf(await bills.save(later)).IsSuccess).toBe(true);
    },
  );

  test('an audited bill stays audited', async () => {
    await bills.submitted('XS1');
    await bills.step('Audit', 'XS1');
    site.set({ closedUntil: '2025-04-30' });
    expect(messagesOf(await bills.step('UnAudit', 'XS1'))[0]).toContain('不允许反审核');
  });

  test('the switch takes days only', () => {
    expect(() => site.set({ closedUntil: 'April' })).toThrow('yyyy-MM-dd');
  });
});

test.each([
  ['a running workflow', { workflowNumbers: 'XS1' }, {}, false],
  ['IsVerifyProcInst=false', { workflowNumbers: 'XS1' }, { IsVerifyProcInst: 'false' }, true],
  ['an open bill', { lockedNumbers: 'XS1' }, {}, false],
  ['an open bill, no lock asked for', { lockedNumbers: 'XS1', editLock: 'network-control' }, {}, true],
  [
    'an open bill, lock asked for',
    { lockedNumbers: 'XS1', editLock: 'network-control' },
    { NetworkCtrl: 'true' },
    false,
  ],
])('audit with %s', async (_name, switches, keys, works) => {
  await bills.submitted('XS1');
  site.set(switches);
  expect(statusOf(await bills.step('Audit', 'XS1', keys)).IsSuccess).toBe(works);
});

import { readFileSync, writeFileSync } from 'node:fs';
import type { RepairResult } from '../../../src/contract/repair';
import type { WireRow } from '../../support/control';
import { openRepairs, repairOf, stateOf } from '../../schemes/repairs';
import { withoutIds } from '../../schemes/reconcile/support';
import {
  bills,
  closePeriod,
  dropBills,
  openAgain,
  openPeriod,
  refuseStocks,
  shops,
  stocks,
  UNKNOWN_SHOP,
} from './data';
import type { Desk } from './desk';
import { printed, type Step, type Story } from './story';

/** Repairs end like this. */
const ends =
  (scheme: string, keys: readonly string[], result: Partial<RepairResult>): Step['sees'] =>
  async ({ world }) => {
    for (const key of keys) expect(await repairOf(world, scheme, key).result()).toMatchObject(result);
  };

/** Each tried once more, and refused again. */
async function triedAgain({ world }: Desk): Promise<void> {
  for (const key of ['700017', '700020'])
    await world.until(async () => (await stateOf(world, bills.name, key)).attempts > 0);
  expect(await openRepairs(world, bills.name)).toEqual(expect.arrayContaining(['700017', '700020']));
}

const periodReopened = async ({ world }: Desk) => {
  await closePeriod(world);
  await openPeriod(world);
};

/** The bill that was there, as a document to be written; then its row is refused, and nothing is there. */
async function editDocument(desk: Desk): Promise<void> {
  const { control } = desk.world;
  const held = await control.rows('kingdee', 'SAL_OUTSTOCK');
  const { FDocumentStatus: _, ...document } = withoutIds(held.find(({ FBillNo }) => FBillNo === '700017')!);
  writeFileSync(desk.file('document.json'), JSON.stringify(document));
  await dropBills(desk.world, ['700017']);
  const rows = await control.rows('qimen', 'saleouts');
  await control.put('qimen', 'saleouts', rows.map(emptied));
  await desk.world.run({ from: '2026-10-31', to: '2026-10-31' }, bills.name);
  await openAgain(desk.world, bills.name, ['700017']);
}

function emptied(row: WireRow): WireRow {
  if (row.io_id !== 700017) return row;
  return { ...row, items: (row.items as WireRow[]).map((item) => ({ ...item, qty: 0 })) };
}

async function namelessShop({ world }: Desk): Promise<void> {
  const [shop, ...others] = await world.control.rows('guanyi', 'shops');
  await world.control.put('guanyi', 'shops', [{ ...shop, id: 1, code: 'TEST', name: '' }, shop!, ...others]);
  await world.run({ from: '2026-01-01' }, shops);
  await openAgain(world, shops, ['TEST']);
}

const unknownShop = async ({ world }: Desk) => {
  await world.run({ from: UNKNOWN_SHOP.day, to: UNKNOWN_SHOP.day }, bills.name);
  await openAgain(world, bills.name, [UNKNOWN_SHOP.key]);
};

/** Refused records: listed, tried again, written as edited, given up. */
export const repairs: Story = {
  'jinqiao failures': { before: ({ world }) => refuseStocks(world), code: 4, sees: printed('10000145') },
  'jinqiao failures jushuitanWarehousesToKingdeeStocks': { code: 4, sees: printed('10000009', '10000145') },
  'jinqiao failures jushuitanWarehousesToKingdeeStocks --csv failures.csv': {
    code: 4,
    sees: (desk) => expect(readFileSync(desk.file('failures.csv'), 'utf8')).toContain('10000145'),
  },
  'jinqiao failures --cause closed-period': { code: 4, sees: printed('10000009') },
  'jinqiao runs --state attention --limit 50': { sees: printed(stocks.name, 'attention') },
  'jinqiao retry jushuitanWarehousesToKingdeeStocks --cause closed-period': {
    before: ({ world }) => openPeriod(world),
    sees: ends(stocks.name, ['10000009'], { outcome: 'repaired', how: 'retry' }),
  },
  'jinqiao discard jushuitanWarehousesToKingdeeStocks 10000145 --reason "test data"': {
    sees: ends(stocks.name, ['10000145'], { outcome: 'discarded', why: 'test data' }),
  },
  'jinqiao failures qimenSaleoutsToKingdeeOutstocks --cause unknown-code': {
    before: unknownShop,
    code: 4,
    sees: printed(UNKNOWN_SHOP.key),
  },
  'jinqiao failures qimenSaleoutsToKingdeeOutstocks': { code: 4, sees: printed(UNKNOWN_SHOP.key) },
  'jinqiao retry qimenSaleoutsToKingdeeOutstocks 700017 700020': {
    before: ({ world }) => closePeriod(world),
    sees: triedAgain,
  },
  'jinqiao retry qimenSaleoutsToKingdeeOutstocks --cause closed-period': {
    before: ({ world }) => openPeriod(world),
    sees: ends(bills.name, ['700017', '700020'], { outcome: 'repaired', how: 'retry' }),
  },
  [`temporal workflow signal --name retry --reason 'period reopened' --query 'TaskQueue="jinqiao" AND WorkflowType="repairRecord" AND ExecutionStatus="Running" AND Cause="closed-period"'`]:
    {
      before: periodReopened,
      stdin: 'y\n',
      sees: async (desk, finished) => {
        await ends(bills.name, ['700017', '700020'], { outcome: 'repaired', how: 'retry' })(desk, finished);
        await desk.batchesDone();
      },
    },
  [`temporal workflow signal --name retry --query 'TaskQueue="jinqiao" AND WorkflowType="repairRecord" AND Cause="closed-period"' --reason reopened`]:
    {
      before: periodReopened,
      stdin: 'y\n',
      sees: async (desk, finished) => {
        await ends(bills.name, ['700017', '700020'], { outcome: 'repaired', how: 'retry' })(desk, finished);
        await desk.batchesDone();
      },
    },
  "jinqiao retry qimenSaleoutsToKingdeeOutstocks 700017 --with document.json --who 'Wang' --why 'freight line left out'":
    {
      before: editDocument,
      sees: async (desk, finished) => {
        const result = { outcome: 'repaired', how: 'retryWith', who: 'Wang' } as const;
        await ends(bills.name, ['700017'], result)(desk, finished);
      },
    },
  "jinqiao discard qimenSaleoutsToKingdeeOutstocks 700017 --reason 'test order' --who 'Wang'": {
    before: ({ world }) => closePeriod(world),
    sees: ends(bills.name, ['700017'], { outcome: 'discarded', why: 'test order', who: 'Wang' }),
  },
  [`temporal workflow signal --name discard --input '{"reason":"test shop","who":"Wang"}' --reason 'test shop' --query 'TaskQueue="jinqiao" AND WorkflowType="repairRecord" AND ExecutionStatus="Running" AND SchemeId="guanyiShopsToKingdeeCustomers" AND Cause="mapping"'`]:
    {
      before: namelessShop,
      stdin: 'y\n',
      sees: async (desk, finished) => {
        await ends(shops, ['TEST'], { outcome: 'discarded', why: 'test shop', who: 'Wang' })(desk, finished);
        await desk.batchesDone();
      },
    },
};

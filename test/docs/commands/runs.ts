import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { leaveUnaudited } from './data';
import type { Desk } from './desk';
import { printed, type Step, type Story } from './story';

const writesPage =
  (file: string): Step['sees'] =>
  (desk) =>
    expect(readFileSync(desk.file(file), 'utf8')).toContain('<html');

/** A run that both the list and the server know as completed. */
const completed =
  (workflowId: string): Step['sees'] =>
  (desk) =>
    desk.reaches(workflowId, { status: 'COMPLETED', outcome: 'clean' });

const auditedStocks = async ({ world }: Desk, organization: string) =>
  (await world.control.rows('kingdee', 'BD_STOCK')).filter(
    ({ FUseOrgId, FDocumentStatus }) =>
      FDocumentStatus === 'C' && (FUseOrgId as { FNumber: string }).FNumber === organization,
  );

/** Runs, backfills, reconciliations and searches while nothing is wrong. */
export const runs: Story = {
  'jinqiao preview jushuitanWarehousesToKingdeeStocks': { sees: printed('10000001', '{{wms_co_id}}') },
  'jinqiao preview jushuitanWarehousesToKingdeeStocks --limit 5': { sees: printed('10000001') },
  'jinqiao run jushuitanWarehousesToKingdeeStocks --wait': {
    sees: completed('jinqiao/jushuitanWarehousesToKingdeeStocks/jushuitan/full'),
  },
  'jinqiao run jushuitanWarehousesToKingdeeStocks --set organization=102 --wait': {
    sees: async (desk) =>
      expect(await auditedStocks(desk, '102')).toHaveLength((await auditedStocks(desk, '100')).length),
  },
  'jinqiao runs': { sees: printed('jushuitanWarehousesToKingdeeStocks/jushuitan/full', 'clean') },
  'jinqiao show jushuitanWarehousesToKingdeeStocks': { sees: printed('clean', 'jushuitan → kingdee') },
  'jinqiao find 10000001': { sees: printed(/│ done\b/, /written/) },
  'jinqiao find 700001 --scheme qimenSaleoutsToKingdeeOutstocks': {
    sees: printed('700001'),
  },
  'jinqiao find 700017 --scheme qimenSaleoutsToKingdeeOutstocks --around 2026-10-31': {
    sees: printed(/│ done\b/, '2026-10-28 … 2026-11-03'),
  },
  'jinqiao run qimenSaleoutsToKingdeeOutstocks --from 2026-11-01 --to 2026-11-01 --wait': {
    sees: completed('jinqiao/qimenSaleoutsToKingdeeOutstocks/qimen/2026-11-01..2026-11-01'),
  },
  'jinqiao backfill qimenSaleoutsToKingdeeOutstocks --from 2026-01-01 --to 2026-03-31 --wait': {
    sees: completed('jinqiao/qimenSaleoutsToKingdeeOutstocks/qimen/2026-01-01..2026-03-31'),
  },
  "jinqiao run qimenSaleoutsToKingdeeOutstocks --from '2026-03-31 18:00:00' --to 2026-03-31": {
    sees: completed('jinqiao/qimenSaleoutsToKingdeeOutstocks/qimen/2026-03-31 18:00:00..2026-03-31'),
  },
  'jinqiao run kingdeeOutstocksToAudited --wait': {
    before: (desk) => leaveUnaudited(desk.world),
    sees: async ({ world }) => {
      const held = await world.control.rows('kingdee', 'SAL_OUTSTOCK');
      expect(held.filter(({ FDocumentStatus }) => FDocumentStatus !== 'C')).toEqual([]);
      expect(held.filter(({ FBillNo }) => String(FBillNo).startsWith('WAITS'))).toHaveLength(2);
    },
  },
  'jinqiao reconcile jushuitanWarehousesToKingdeeStocks': { sees: printed('clean') },
  'jinqiao reconcile qimenSaleoutsToKingdeeOutstocks --from 2026-10-01 --to 2026-10-01': {
    sees: printed('clean', /source +│ 1 /),
  },
  'jinqiao reconcile qimenSaleoutsToKingdeeOutstocks --from 2026-11-01 --to 2026-11-01 --html 2026-11-01.html':
    { sees: writesPage('2026-11-01.html') },
  'jinqiao reconcile qimenSaleoutsToKingdeeOutstocks --from 2026-10-31 --to 2026-10-31 --html 2026-10-31.html':
    { sees: writesPage('2026-10-31.html') },
  'jinqiao reconcile qimenSaleoutsToKingdeeOutstocks --from 2026-10-01 --to 2026-10-31 --html october.html': {
    sees: writesPage('october.html'),
  },
  'mkdir -p closing/2026-10': { sees: (desk) => expect(existsSync(desk.file('closing/2026-10'))).toBe(true) },
  [`for day in $(seq -w 1 31); do
 jinqiao reconcile qimenSaleoutsToKingdeeOutstocks --from 2026-10-$day --to 2026-10-$day --html closing/2026-10/$day.html > closing/2026-10/$day.txt
 echo "2026-10-$day exit code $?"
done`]: {
    sees: (desk, { stdout }) => {
      expect(stdout).toBe('2026-10-30 exit code 0\n2026-10-31 exit code 0\n');
      expect(readdirSync(desk.file('closing/2026-10'))).toEqual(['30.html', '30.txt', '31.html', '31.txt']);
    },
  },
  'jinqiao reconcile qimenSaleoutsToKingdeeOutstocks --from 2026-10-01 --to 2026-10-31 --html closing/2026-10/month.html':
    { sees: writesPage('closing/2026-10/month.html') },
  'jinqiao reconcile jushuitanWarehousesToKingdeeStocks --html closing/2026-10/warehouses.html': {
    sees: writesPage('closing/2026-10/warehouses.html'),
  },
  'jinqiao reconcile guanyiShopsToKingdeeCustomers --html closing/2026-10/customers.html': {
    sees: writesPage('closing/2026-10/customers.html'),
  },
};

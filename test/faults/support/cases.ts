import type { RunInput } from '../../../src/contract/run';
import { stockOf, warehouses } from '../../schemes/warehouses';
import type { WireRow } from '../../support/control';
import { World, type WorldOptions } from '../../support/world';
import { bills, customerOf, customers, hoursAgo, shippedAnew, shops, stocks } from './rows';

/** A small run of one scheme, of several pages, whose calls come in the same order every time. */
export interface SchemeCase {
  readonly scheme: string;
  readonly input: RunInput;
  readonly target: readonly [platform: string, collection: string];
  /** Settings of the scheme; concurrency and the like that keep the order of calls. */
  readonly settings: object;
  /** Once a world: the base data that its documents name. */
  seed(world: World): Promise<void>;
  /** Puts source and target to where the run begins. */
  prepare(world: World): Promise<void>;
}

const isFourth = (_: unknown, index: number): boolean => index % 4 === 3;
const nothing = (): Promise<void> => Promise.resolve();
const wares = warehouses(14);
const shopRows = shops(14);
const customerRows = customers(9);
const billRows = bills(14);
let saleouts: WireRow[] = [];

/** All schemes. Where documents can stand half done in the target, every fourth does, so that runs submit and audit too. */
export const cases: readonly SchemeCase[] = [
  {
    scheme: 'jushuitanWarehousesToKingdeeStocks',
    input: {},
    target: ['kingdee', 'BD_STOCK'],
    settings: { concurrency: 1, pageSize: 5 },
    seed: nothing,
    async prepare({ control }) {
      const saved = wares.filter(isFourth).map((row) => ({ ...stockOf(row), FDocumentStatus: 'A' }));
      await control.put('jushuitan', 'warehouses', wares);
      await control.put('kingdee', 'BD_STOCK', saved);
    },
  },
  {
    scheme: 'guanyiShopsToKingdeeCustomers',
    // A window of its own: one that begins at the watermark would not hold what the run before has read.
    input: { from: hoursAgo(100) },
    target: ['kingdee', 'BD_Customer'],
    settings: { pageSize: 5 },
    seed: nothing,
    async prepare({ control }) {
      const saved = shopRows.filter(isFourth).map((row) => customerOf(row, 'A'));
      await control.put('guanyi', 'shops', shopRows);
      await control.put('kingdee', 'BD_Customer', saved);
    },
  },
  {
    scheme: 'qimenSaleoutsToKingdeeOutstocks',
    input: { from: hoursAgo(30) },
    target: ['kingdee', 'SAL_OUTSTOCK'],
    settings: { pageSize: 5, batchSize: 3 },
    async seed(world) {
      await world.control.reset({ sizes: { saleouts: 60, BD_Customer: 6 } });
      await world.withoutRates();
      saleouts = shippedAnew(await world.control.rows('qimen', 'saleouts'), 14);
      const numbers = new Set(saleouts.map(({ wms_co_id }) => wms_co_id));
      await world.control.put('kingdee', 'BD_STOCK', stocks([...numbers], '100'));
    },
    async prepare({ control }) {
      await control.put('qimen', 'saleouts', saleouts);
      await control.put('kingdee', 'SAL_OUTSTOCK', []);
    },
  },
  {
    scheme: 'kingdeeCustomersToGreatonceDistributors',
    input: {},
    target: ['greatonce', 'distributors'],
    settings: { pageSize: 5 },
    seed: nothing,
    async prepare({ control }) {
      await control.put('kingdee', 'BD_Customer', customerRows);
      await control.put('greatonce', 'distributors', []);
    },
  },
  {
    scheme: 'kingdeeOutstocksToAudited',
    input: {},
    target: ['kingdee', 'SAL_OUTSTOCK'],
    settings: { pageSize: 5 },
    async seed(world) {
      await world.control.reset({ sizes: { BD_Customer: 3 } });
      await world.control.put('kingdee', 'BD_STOCK', stocks(['CK1'], '100'));
    },
    async prepare({ control }) {
      await control.put('kingdee', 'SAL_OUTSTOCK', billRows);
    },
  },
];

/** The case of a scheme. */
export function caseOf(scheme: string): SchemeCase {
  const found = cases.find((one) => one.scheme === scheme);
  if (!found) throw new Error(`no case of ${scheme}`);
  return found;
}

/** A world for a case: one call after the other, and time-outs that none but a fault can reach. */
export async function worldFor(one: SchemeCase, options: WorldOptions = {}): Promise<World> {
  const world = await World.start({
    greatonce: { concurrency: 1 },
    ...options,
    scheme: { ...one.settings, ...options.scheme },
  });
  await one.seed(world);
  return world;
}

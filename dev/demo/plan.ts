import { shanghaiTime } from '../../src/contract/time';
import type { RunInput } from '../../src/contract/run';
import { putUnauditedBills, putWholesalers } from './data';
import type { DemoSandbox } from './sandbox';

/** One run of the demonstration. */
export interface DemoStep {
  readonly scheme: string;
  /** The chapter of the story that its first run is told in. */
  readonly chapter: 'baseData' | 'saleouts' | 'others';
  readonly input: RunInput;
  /** Puts what the run needs into the sandbox; in the first round only. */
  readonly prepare?: (sandbox: DemoSandbox) => Promise<void>;
}

/** The days of sale-outs that are moved, today among them. More would wait for Jushuitan's limit of 100 calls a minute. */
const saleoutDays = 7;
const dayMs = 86_400_000;

/** The first and the last day of the sale-outs that are moved. @param now milliseconds since 1970 */
export function saleoutSpan(now: number): { readonly from: string; readonly to: string } {
  const day = (moment: number) => shanghaiTime(moment).slice(0, 10);
  return { from: day(now - (saleoutDays - 1) * dayMs), to: day(now) };
}

/**
 * The runs of a round, each after those whose documents it refers to: stocks and customers, the sale-outs of these, the
 * audit of bills left behind, and the customers on to the distribution system.
 * @param now milliseconds since 1970
 */
export function demoPlan(now: number): readonly DemoStep[] {
  return [
    {
      scheme: 'jushuitanWarehousesToKingdeeStocks',
      chapter: 'baseData',
      // The published organization is another one than that of the published customers, who buy from these stocks.
      input: { parameters: { organization: '100' } },
      prepare: putWholesalers,
    },
    {
      scheme: 'guanyiShopsToKingdeeCustomers',
      chapter: 'baseData',
      // Without it the second round would begin where the first one ended.
      input: { from: '2000-01-01' },
      prepare: (sandbox) => putUnauditedBills(sandbox, now),
    },
    {
      scheme: 'qimenSaleoutsToKingdeeOutstocks',
      chapter: 'saleouts',
      // A few seeded bills end with a refund, which a bill of its own would book in real life.
      input: { from: saleoutSpan(now).from, parameters: { negativeLines: 'pass' } },
    },
    { scheme: 'kingdeeOutstocksToAudited', chapter: 'others', input: {} },
    { scheme: 'kingdeeCustomersToGreatonceDistributors', chapter: 'others', input: {} },
  ];
}

import { shanghaiTime } from '../../src/contract/time';
import type { RunInput } from '../../src/contract/run';
import { putUnauditedBills, putWholesalers } from './data';
import type { DemoSandbox } from './sandbox';

/** One run of the demonstration. */
export interface DemoStep {
  readonly scheme: string;
  readonly input: RunInput;
  /** Puts what the run needs into the sandbox; in the first round only. */
  readonly prepare?: (sandbox: DemoSandbox) => Promise<void>;
}

/** The seeded sale-outs were shipped within the last 20 days and an hour. */
const saleoutDays = 21;
const dayMs = 86_400_000;

/**
 * The runs of a round, each after those whose documents it refers to: stocks and customers, the sale-outs of these, the
 * audit of bills left behind, and the customers on to the distribution system.
 * @param now milliseconds since 1970
 */
export function demoPlan(now: number): readonly DemoStep[] {
  return [
    {
      scheme: 'jushuitanWarehousesToKingdeeStocks',
      // The published organization is another one than that of the published customers, who buy from these stocks.
      input: { parameters: { organization: '100' } },
      prepare: putWholesalers,
    },
    {
      scheme: 'guanyiShopsToKingdeeCustomers',
      // Without it the second round would begin where the first one ended.
      input: { from: '2000-01-01' },
      prepare: (sandbox) => putUnauditedBills(sandbox, now),
    },
    {
      scheme: 'qimenSaleoutsToKingdeeOutstocks',
      // A few seeded bills end with a refund, which a bill of its own would book in real life.
      input: { from: shanghaiTime(now - saleoutDays * dayMs), parameters: { negativeLines: 'pass' } },
    },
    { scheme: 'kingdeeOutstocksToAudited', input: {} },
    { scheme: 'kingdeeCustomersToGreatonceDistributors', input: {} },
  ];
}

import { catalogue } from '../../src/operations/schemes';
import { loadConfig } from '../../src/config/load';
import { createRuntime, type Runtime } from '../../src/runtime';
import type { RunInput } from '../../src/contract/run';
import type { JournalEntry } from '../../test/support/control';
import { World, type WorldOptions } from '../../test/support/world';
import { saleoutBaseData, saleouts, saleoutWindow, warehouses } from './rows';

/** Schemes that are measured. */
export const measured = {
  warehouses: 'jushuitanWarehousesToKingdeeStocks',
  saleouts: 'qimenSaleoutsToKingdeeOutstocks',
} as const;

/** Short name of a scheme that is measured. */
export type Measured = keyof typeof measured;

/** What is moved in one measurement. */
export interface Load {
  readonly scheme: Measured;
  readonly rows: number;
  /** Bytes a row of the source. */
  readonly rowBytes: number;
  /** Rows a page. */
  readonly pageSize: number;
  readonly concurrency: number;
  /** Days that sale-outs are spread over: slices of their window. */
  readonly days?: number;
}

/** Nothing that tells the platform's pace holds anybody back, and nothing is given up. */
const UNHINDERED: WorldOptions = {
  logLevel: 'warn',
  http: { headersTimeoutMs: 60_000, bodyTimeoutMs: 60_000, connections: 64 },
  schemes: {
    [measured.saleouts]: {
      codeTables: { shopToCustomer: { 10001: '10001' } },
      parameters: { dateType: '0' },
    },
  },
};

/** Simulators in a process of their own, the product's worker, and the same connectors for the plain script. */
export class Site {
  private constructor(
    readonly world: World,
    readonly runtime: Runtime,
  ) {}

  /** Starts the simulators; workers are started by whoever measures. */
  static async open(server: { readonly address: string }, options: WorldOptions = {}): Promise<Site> {
    process.env.JINQIAO_TEST_TEMPORAL = server.address;
    const world = await World.start({ sandboxSizes: {}, ...UNHINDERED, ...options });
    const config = loadConfig({ path: world.env.JINQIAO_CONFIG, env: world.env, catalogue });
    return new Site(world, createRuntime(config));
  }

  /** Puts the rows of a load in place. */
  async putRows(load: Load): Promise<void> {
    const { control } = this.world;
    if (load.scheme === 'warehouses')
      return void (await control.put('jushuitan', 'warehouses', warehouses(load.rows, load.rowBytes)));
    for (const [form, rows] of Object.entries(saleoutBaseData)) await control.put('kingdee', form, rows);
    await control.put('qimen', 'saleouts', saleouts(load.rows, load.rowBytes, load.days ?? 1));
  }

  /** Takes away what was written and forgets the calls. */
  async empty({ scheme }: Load): Promise<void> {
    const form = scheme === 'warehouses' ? 'BD_STOCK' : 'SAL_OUTSTOCK';
    await this.world.control.put('kingdee', form, []);
    await this.world.control.forgetRequests();
  }

  /** As before a measurement: nothing written, no calls, and each call answered after so many milliseconds. */
  async prepare(load: Load, latencyMs: number): Promise<void> {
    await this.empty(load);
    await this.setLatency(latencyMs);
  }

  /** From now on each call is answered after so many milliseconds. */
  async setLatency(milliseconds: number): Promise<void> {
    const { control } = this.world;
    await control.clearFaults();
    if (milliseconds === 0) return;
    for (const platform of ['jushuitan', 'qimen', 'kingdee'])
      await control.fault({ platform, kind: 'latency', milliseconds });
  }

  /** Calls since {@link empty}, by operation. */
  async calls(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { platform, operation } of await this.journal()) {
      const name = `${platform} ${operation}`;
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }

  journal(): Promise<JournalEntry[]> {
    return this.world.control.requests();
  }

  async close(): Promise<void> {
    await this.runtime.close();
    await this.world.stop();
  }
}

/** The input that moves a load. */
export function inputOf({ scheme, pageSize, concurrency, days = 1 }: Load): RunInput {
  const window = scheme === 'saleouts' ? saleoutWindow(days) : {};
  return { pageSize, concurrency, ...window };
}

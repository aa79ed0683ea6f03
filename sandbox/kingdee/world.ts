import type { StockLevels } from './bills/stock-levels';
import type { Caller } from './auth/identity';
import type { Sessions } from './auth/sessions';
import type { Store } from './documents/store';
import type { KingdeeSwitchBoard } from './switches';
import type { Data } from './transport/data';

/** All state of one simulated Kingdee site. */
export interface World {
  readonly store: Store;
  /** On-hand stock, which audits of stock bills change. */
  readonly levels: StockLevels;
  readonly sessions: Sessions;
  readonly switches: KingdeeSwitchBoard;
  /** Payloads seen under ValidateRepeatJson, with the time (ms) of the last one. */
  readonly repeats: Map<string, number>;
  /** When documents of a form were last saved (ms), by FormId: queries may lag behind. */
  readonly savedAt: Map<string, number>;
  /** Finished answers of query-task calls, by task id. */
  readonly tasks: Map<string, unknown>;
  /** The sandbox's clock. */
  now(): Date;
}

/** What an operation gets: the site, the caller and the call's `data`. */
export interface Call {
  readonly world: World;
  readonly caller: Caller;
  readonly data: Data;
}

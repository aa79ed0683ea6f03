import { z } from 'zod';
import { switchBoard, type Switches } from '../switches';
import { turnings } from '../turning';

const switchSchema = z.strictObject({
  /** Failures as `response.flag=failure` (recorded at Qimen) or as TOP's classic `error_response`; their HTTP status. */
  failureEnvelope: z.enum(['response', 'error_response']).default('response'),
  failureStatus: z.int().min(200).max(599).default(200),
  /** Under which key `response` carries a sub_code's text; the recorded failure has neither. */
  subMessageKey: z.enum(['sub_msg', 'sub_message', 'none']).default('sub_msg'),
  /**
   * `format`: only `json` is taken; `as-asked` answers XML where it is left out or says so, as TOP does by default; `xml`
   * is answered whatever it says.
   */
  format: z.enum(['json', 'as-asked', 'xml']).default('json'),
  /**
   * Calls as the vendors' SDKs make them (system parameters in the address, GET), or only flat forms; and timestamps in
   * milliseconds beside text. That this gateway takes them all is not published.
   */
  callForm: z.enum(['any', 'form']).default('any'),
  timestampForm: z.enum(['either', 'text']).default('either'),
  /** Jushuitan's own refusals: with its code and text, or as TOP's 50 with the code and text in sub_code and sub_msg. */
  businessErrors: z.enum(['own', 'wrapped']).default('own'),
  /** TOP's code for a target_app_key or customer_id that leads nowhere. */
  unknownRouteCode: z.literal([12, 15, 41, 50]).default(41),
  /** Whether flag, code, message and request_id accompany a success. */
  successWords: z.boolean().default(false),
  /** `data_count` and `page_count`: right, 0, of this page alone, or left out; never there with is_get_total=false. */
  counts: z.enum(['exact', 'zero', 'page', 'absent']).default('exact'),
  /** `has_next`: right, or the same on every page. */
  hasNext: z.enum(['exact', 'always', 'never']).default('exact'),
  /** Which page comes. */
  pageTurning: z.enum(turnings).default('asked'),
  /** Largest `page_size` (50 in one source, 100 in another), and what happens beyond it. */
  pageSizeLimit: z.int().min(1).default(50),
  oversize: z.enum(['clamp', 'refuse']).default('clamp'),
  /** Most numbers in so_ids, o_ids and io_ids: documented for the open platform's twin of the method; 0 = no limit. */
  idsLimit: z.int().min(0).default(50),
  /** What may stand for the time window: so_ids alone, as documented, or o_ids and io_ids too. */
  windowWaivedBy: z.enum(['so_ids', 'any-ids']).default('so_ids'),
  /** Whether a row of exactly end_time is inside the window. */
  windowEnd: z.enum(['inclusive', 'exclusive']).default('inclusive'),
  /** Order of the rows without start_ts; `unstable` differs from call to call. */
  windowOrder: z.enum(['modified', 'modified-desc', 'io-id', 'as-held', 'unstable']).default('modified'),
  /** Whether start_ts bears other conditions beside it. */
  cursorWithConditions: z.enum(['combined', 'refused']).default('combined'),
  /** Whether `status` takes one value or also several with commas. */
  statusList: z.enum(['one', 'several']).default('one'),
  /** Whether queries that do not ask for archived rows (status, archive) return them too. */
  archivedAsked: z.enum(['always', 'on-demand']).default('always'),
  /** The documented sale-out row, the order row that scheme 001 was published with, or the fields of both. */
  rowShape: z.enum(['saleout', 'order-like', 'both']).default('saleout'),
  /** The row version in rows: a number of any size, a text, or left out. */
  rowVersion: z.enum(['number', 'text', 'absent']).default('number'),
  /** Times in rows: `yyyy-MM-dd HH:mm:ss`, with `.SSS`, or with the space lost (recorded once). */
  timeForm: z.enum(['seconds', 'milliseconds', 'joined']).default('seconds'),
  /**
   * Drift: after so many answers that have a next page, each time the oldest row of that query is modified (`modified`
   * of now, a new `ts`). Counts down.
   */
  touch: z.int().min(0).default(0),
  /** Calls a second and a minute, as at Jushuitan; 0 = no limit. */
  ratePerSecond: z.int().min(0).default(5),
  ratePerMinute: z.int().min(0).default(100),
  /** Whether timestamps are checked (10 minutes). */
  clockCheck: z.boolean().default(true),
  /** Whether the application may call the method. */
  permission: z.boolean().default(true),
});

/** What the protocol page leaves open, as switches. */
export type QimenSwitches = z.infer<typeof switchSchema>;

/** A switch board with the values that the protocol page proposes. */
export function qimenSwitches(): Switches<QimenSwitches> {
  return switchBoard(switchSchema);
}

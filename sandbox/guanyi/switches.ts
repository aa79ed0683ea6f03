import { z } from 'zod';
import { switchBoard, type Switches } from '../switches';
import { turnings } from '../turning';
import { isErrorTable } from './refusal';

const switchSchema = z.strictObject({
  /** Changes to the error table, as JSON text: `{"badSign":{"errorCode":"…","errorDesc":"…"}}`. */
  errorTable: z
    .string()
    .refine(isErrorTable, 'use JSON text such as {"badSign":{"errorCode":"10","errorDesc":"no"}}')
    .default('{}'),
  /** HTTP status of failures. */
  failureStatus: z.int().min(200).max(599).default(200),
  /** Whether failures carry `flag` as today's answers do, beside the six attested members. */
  failureFlag: z.boolean().default(true),
  /** Members and their order, as recorded in that year: 2019 has no `flag`, 2021 also puts `total` first. */
  answerShape: z.enum(['2025', '2021', '2019']).default('2025'),
  /**
   * The text that must be signed: the object re-serialised (`reserialised`), or the same with numbers and repeated names as they
   * were spelt (`either` takes both), or what came with only `sign` cut out (`received`).
   */
  signOver: z.enum(['either', 'reserialised', 'received']).default('either'),
  /** Whether a sign in lower case is accepted. */
  lowercaseSign: z.boolean().default(false),
  /** Whether the tenant's authorization stands; the fault kinds `session-expiry` and `token-expiry` withdraw it. */
  authorized: z.boolean().default(true),
  /** A parameter that is sent as "" or null. */
  emptyParameter: z.enum(['refuse', 'ignore']).default('refuse'),
  /** Largest `page_size` of gy.erp.shop.get. */
  shopPageSizeLimit: z.int().min(1).default(99),
  /** Calls a second; 0 = no limit. */
  ratePerSecond: z.int().min(0).default(0),
  /** How a call over the limit ends: a failure envelope, HTTP 429, or a connection that is cut. */
  throttleStyle: z.enum(['failure', 'http-429', 'drop']).default('failure'),
  /** The list of an answer without rows: [], null, or no member at all. */
  emptyList: z.enum(['empty', 'null', 'absent']).default('empty'),
  /** Order of shops; equal dates by id. `unstable` differs from call to call. */
  shopOrder: z
    .enum(['modify-date-desc', 'modify-date-asc', 'id', 'as-held', 'unstable'])
    .default('modify-date-desc'),
  /** Whether the ends of a date range belong to it. */
  dateBounds: z.enum(['inclusive', 'exclusive-end', 'exclusive']).default('inclusive'),
  /** A shop without a modify_date (null, "", 0000-00-00): older than every other, or in no date range at all. */
  undatedShops: z.enum(['oldest', 'in-no-range']).default('oldest'),
  /** Zone of all dates on the wire, in hours east of Greenwich; rows are held in Beijing time. */
  zoneHours: z.int().min(-12).max(14).default(8),
  /** How `code` is matched. */
  codeMatch: z.enum(['exact', 'contains']).default('exact'),
  /** Whether shops that are held with `"disabled": true` are listed. */
  disabledShops: z.enum(['listed', 'hidden']).default('listed'),
  /** Type of `id`: a number as recorded, or a string as documented. */
  idType: z.enum(['number', 'string']).default('number'),
  /** Dates of every third shop (by id) on the wire. */
  oddDates: z.enum(['off', 'zero', 'empty', 'null']).default('off'),
  /** `total`: of the whole list, of this page alone, or 0. */
  total: z.enum(['exact', 'page', 'zero']).default('exact'),
  /** Which page comes. */
  pageTurning: z.enum(turnings).default('asked'),
  /** What is added to `total` for each page after the first. */
  totalDrift: z.int().default(0),
  /** Rows of the page before that every later page repeats, as when so many shops came in front. */
  repeatedRows: z.int().min(0).default(0),
  /** After each page the first or the last shop of the whole list is modified now. */
  touchAfterPage: z.enum(['off', 'first', 'last']).default('off'),
});

/** What the protocol page leaves open, as switches. */
export type GuanyiSwitches = z.infer<typeof switchSchema>;

/** A switch board with the values that the protocol page proposes; where it proposes none, the stricter one. */
export function guanyiSwitches(): Switches<GuanyiSwitches> {
  return switchBoard(switchSchema);
}

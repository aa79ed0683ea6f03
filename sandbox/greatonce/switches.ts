import { z } from 'zod';
import { switchBoard, type Switches } from '../switches';

const switchSchema = z.strictObject({
  /** The path that the gateway answers. */
  path: z.enum(['both', '/api/api.do', '/api.do']).default('both'),
  /** Spelling of `appKey` and `customerId` in the query, or `app_key` and `customer_id`. */
  parameterNames: z.enum(['camel', 'snake', 'either']).default('camel'),
  /** `yyyy-MM-dd HH:mm:ss` in Beijing time, or epoch milliseconds as text. */
  timestampForm: z.enum(['either', 'text', 'epoch-ms']).default('either'),
  /** Whether timestamps are checked against the clock, and how many minutes they may be off. */
  clockCheck: z.boolean().default(false),
  clockToleranceMinutes: z.number().min(0).default(10),
  /** The `v` that must be in the query; empty = any or none. */
  version: z.string().default(''),
  /** Whether query parameters without a value are left out of the signed text. */
  signSkipsEmpty: z.boolean().default(true),
  /** Content types of bodies that are read. */
  contentType: z.enum(['any', 'application/json']).default('any'),
  /** The member of the body that holds the business parameters; empty = they are the body. */
  bodyWrapper: z.string().default(''),
  /** What an answer carries beside `message`: recorded are `code` alone, `code` with `flag`, and `status`. */
  answerStyle: z.enum(['code-flag', 'code', 'status', 'flag']).default('code-flag'),
  /** How refusals come: as HTTP 200, as HTTP 400, or as recorded for exceptions: HTTP 400 with `flag: success` or in XML. */
  failureForm: z.enum(['http-200', 'http-400', 'http-400-flag-success', 'http-400-xml']).default('http-200'),
  /** `code` (or `status`) of success, and the type in which codes travel. */
  successCode: z.string().regex(/^\d+$/, 'use digits').default('0'),
  codeType: z.enum(['string', 'number']).default('string'),
  /** Whether there is an interface configuration for the customer; `session-expiry` and `token-expiry` take it away. */
  configured: z.boolean().default(true),
  /** Members without which a distributor is refused, separated by commas. */
  requiredMembers: z.string().default('actionType,distributorCode,distributorName'),
  /** Values of `actionType` that are taken. */
  actionTypes: z.string().default('add,update'),
  /** Levels (`distributorLevelName`) and deduction types (`balance_deduct_type`) that exist; empty = all. */
  distributorLevels: z.string().default(''),
  balanceDeductTypes: z.string().default(''),
  /** Whether `mobile` must be a number. */
  mobileCheck: z.boolean().default(false),
  /** `add` of a code that is there: refused, taken as an update, or answered as success without any effect. */
  duplicate: z.enum(['error', 'upsert', 'ignore']).default('error'),
  /** The text of that refusal; `{}` is the code. */
  duplicateText: z.string().min(1).default('SIM: 分销商编码 {} 已存在'),
  /** Calls a second; 0 = no limit. */
  ratePerSecond: z.int().min(0).default(0),
  /** How a call too many is refused, also by the fault `throttle`: like any other refusal, or as HTTP 429. */
  throttleForm: z.enum(['refusal', 'http-429']).default('refusal'),
  /** The text of that refusal, and its `sub_code`; empty = none. */
  throttleText: z.string().min(1).default('SIM: 调用过于频繁'),
  throttleCode: z.string().default(''),
  /** Name of a method that finds distributors by their code; empty = there is none, as published. */
  lookUpMethod: z.string().default(''),
  /** The member of its body that takes the code, that of its answer with the list, and that of an entry with the code. */
  lookUpParameter: z.string().min(1).default('distributorCode'),
  lookUpList: z.string().min(1).default('list'),
  lookUpCode: z.string().min(1).default('distributorCode'),
  /** What it answers for a code that is not there: an empty list, success without a list, or a refusal. */
  lookUpAbsent: z.enum(['empty-list', 'no-list', 'refusal']).default('empty-list'),
});

/** What the protocol page leaves open, as switches. */
export type GreatonceSwitches = z.infer<typeof switchSchema>;

/** A switch board with the values that the protocol page proposes. */
export function greatonceSwitches(): Switches<GreatonceSwitches> {
  return switchBoard(switchSchema);
}

/** The entries of a switch that holds a list separated by commas. */
export function listed(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
}

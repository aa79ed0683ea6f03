import { z } from 'zod';
import { switchBoard, type Switches } from '../switches';

/**
 * Everything that Kingdee does not document (see its protocol page, "open questions"), with the value the sandbox starts with.
 */
const schema = z.strictObject({
  /** Idle seconds until a session is lost. */
  sessionSeconds: z.number().min(0).default(1200),
  /** Whether a new login ends the same user's older sessions. */
  kickOut: z.boolean().default(false),
  /** Wrong passwords until the user is locked for 30 minutes; 0 never locks. */
  lockAfterFailures: z.number().min(0).default(0),
  /** Language of the session-lost text. */
  siteLanguage: z.enum(['zh', 'en']).default('zh'),
  /** What View answers without a session: an empty dict (seen live) or the usual envelope. */
  viewWithoutSession: z.enum(['empty', 'session-lost']).default('empty'),
  /** A dead session id beside good signatures: refused as lost, or a fresh session is made. */
  staleSignedSession: z.enum(['session-lost', 'renew']).default('session-lost'),
  /** Seconds from the answer that gives a signed caller its session until the session serves calls (minutes were reported). */
  sessionOpensAfterSeconds: z.number().min(0).default(0),
  /** Which answers set a session cookie: those that open a session, or every one, each with another session. */
  setCookie: z.enum(['new-sessions', 'every-answer']).default('new-sessions'),
  /** Whether the host checks the X-Api-* pair and its timestamp. */
  apiSignature: z.enum(['check', 'ignore']).default('check'),
  /** How far a signed timestamp may be off; the legacy gateway refused 13 minutes. */
  timestampToleranceSeconds: z.number().min(0).default(600),
  /** How a wrong signature is refused. */
  signatureRefusal: z.enum(['session-lost', 'gateway-519']).default('session-lost'),
  /** What the user may do: everything, only read, or nothing (not on the WebAPI allow-list). */
  permissions: z.enum(['all', 'read-only', 'not-allowed']).default('all'),
  /** Comma-separated forms that the licence does not cover: QueryBusinessInfo does not know them. */
  unlicensedForms: z.string().default(''),
  /** Generation of the failure and success envelopes. */
  build: z.enum(['current', 'middle', 'old']).default('current'),
  /** Refusals of a whole call: the usual envelope, a bare `ShowErrMsg`, or an exception that holds one. */
  failureForm: z.enum(['envelope', 'show-err-msg', 'exception']).default('envelope'),
  /** So many calls are refused with `busyText`, then none. Counts down. */
  busyCalls: z.int().min(0).default(0),
  busyText: z.string().min(1).default('服务器忙，请稍后再试'),
  /** BatchSave with bad documents: keep the good ones, or nothing. */
  batchFailure: z.enum(['keep-good', 'drop-all']).default('keep-good'),
  /** The overall IsSuccess when some documents of a call succeeded and some failed. */
  mixedIsSuccess: z.boolean().default(false),
  /** DIndex of a batch's errors: the document's position, or 0 for all. */
  errorIndex: z.enum(['position', 'zero']).default('position'),
  /** IsAutoSubmitAndAudit whose submit or audit fails: nothing is kept, or the saved document stays. */
  autoAuditFailure: z.enum(['keep-nothing', 'keep-saved']).default('keep-nothing'),
  /** Save on a submitted or audited document. */
  saveOnAudited: z.enum(['refuse', 'accept']).default('refuse'),
  /** State after CancelAssign of a document that was never audited. */
  cancelAssignState: z.enum(['D', 'A']).default('D'),
  /** Whether unique numbers are still enforced under ValidateFlag=false, and for what the control address is given. */
  uniqueWithoutValidation: z.boolean().default(true),
  /** A create or use organization that is left out: required field, or the working organization. */
  missingOrganization: z.enum(['required', 'working-organization']).default('required'),
  /** Seconds in which ValidateRepeatJson refuses the same payload. */
  repeatSeconds: z.number().min(0).default(86400),
  /** Comma-separated numbers whose audit is refused, as by a closed period. */
  auditRefusedNumbers: z.string().default(''),
  /** Comma-separated numbers that somebody else has open (edit-lock conflict). */
  lockedNumbers: z.string().default(''),
  /** When an edit lock stops an operation: always, or (Save apart) only where NetworkCtrl asks for the lock. */
  editLock: z.enum(['always', 'network-control']).default('always'),
  /** Comma-separated numbers with a running workflow instance: audited only with IsVerifyProcInst=false. */
  workflowNumbers: z.string().default(''),
  /** Last day (yyyy-MM-dd) of the closed periods: bills up to it are neither saved nor audited; empty closes none. */
  closedUntil: z
    .string()
    .regex(/^(\d{4}-\d{2}-\d{2})?$/, 'Use yyyy-MM-dd, or nothing')
    .default(''),
  /** Whether the audit of a stock bill looks at the stock levels (`STK_Inventory`); they are kept either way. */
  stockCheck: z.enum(['off', 'on']).default('off'),
  /** Whether an interaction must be named in InterationFlags, or IgnoreInterationFlag (default true) suffices. */
  ignoreInteraction: z.enum(['needs-flag', 'suffices']).default('needs-flag'),
  /** Sent prices and amounts: kept, computed again, or overwritten by each later key of the Model. */
  amounts: z.enum(['keep-sent', 'recompute', 'events']).default('keep-sent'),
  /** A line that is not free and has no tax-inclusive price above 0. */
  priceOfPaid: z.enum(['refuse-zero', 'accept']).default('refuse-zero'),
  /** A delivered quantity of 0: taken, or counted as a required field that is not filled in. */
  zeroQuantity: z.enum(['accept', 'refuse']).default('accept'),
  /** Base data of another organization than the own one, where the own one has none of that number. */
  foreignRecords: z.enum(['usable', 'missing']).default('usable'),
  /** Whether `SAL_OUTSTOCK__FEntity` means `FEntity`, as in payloads of 2018; otherwise the key is unknown. */
  prefixedKeys: z.enum(['accept', 'ignore']).default('accept'),
  /** Texts that the tenant added to forms: `<FormId>.<key>`, on another level `<FormId>.<entity>.<key>`, by commas. */
  customFields: z
    .string()
    .regex(/^([\w.]+\.\w+(\s*,\s*[\w.]+\.\w+)*)?$/, 'Use <FormId>.<key>, several by commas')
    .default(
      [
        'BD_Customer.F_FML_Combo',
        'BD_Customer.F_FML_Combo1',
        'BD_Customer.FT_BD_CUSTLOCATION.FBIZLOCNUMBER',
        'BD_Customer.FT_BD_CUSTLOCATION.FCONTACT',
      ].join(','),
    ),
  /** Which spelling of the generic operation the site serves. */
  operationSpelling: z.enum(['both', 'ExcuteOperation', 'ExecuteOperation']).default('both'),
  /** Whether field keys are matched without regard to case. */
  keyCase: z.enum(['ignore', 'exact']).default('ignore'),
  /** Whether text is compared without regard to case, as SQL Server's default collation does. */
  textCase: z.enum(['ignore', 'exact']).default('ignore'),
  /** Whether full-width and half-width letters, digits and signs are the same when text is compared. */
  textWidth: z.enum(['ignore', 'exact']).default('ignore'),
  /** Whether blanks at the end count when text is compared. */
  trailingBlanks: z.enum(['ignore', 'exact']).default('ignore'),
  /** Numbers of new documents: as given, made by the coding rule of the site (`CK000001`), or the given one in capitals. */
  numbering: z.enum(['given', 'site', 'upper-case']).default('given'),
  /** A number that another document has: refused, or several documents have it. */
  duplicateNumbers: z.enum(['refuse', 'accept']).default('refuse'),
  /** Comma-separated FormIds whose names are unique by a rule of the site. */
  uniqueNames: z.string().default(''),
  /** Comma-separated FormIds whose queries answer no rows, as for a user without the right to query; `*` is all. */
  emptyQueries: z.string().default(''),
  /** Seconds after a save in which queries of its form answer no rows. */
  queryLagSeconds: z.number().min(0).default(0),
  /** Rows that one query may return. */
  queryLimit: z.number().min(0).default(10000),
  /** A Limit above queryLimit. */
  overLimit: z.enum(['clamp', 'refuse']).default('clamp'),
  /** Rows without OrderString; `unstable` differs from page to page. */
  defaultOrder: z.enum(['id', 'id-desc', 'unstable']).default('id'),
  /** How queries show an empty text. */
  emptyText: z.enum(['by-field', 'space', 'empty']).default('by-field'),
  /** Whether ExecuteBillQuery takes `data` as an object, or only as JSON text. */
  queryDataObject: z.enum(['accept', 'refuse']).default('accept'),
  /** A failed ExecuteBillQuery: one cell, or padded with nulls to the number of columns. */
  queryFailureShape: z.enum(['cell', 'padded']).default('cell'),
  /** Meaning of compare code 60 in array filters. */
  compare60: z.enum(['contains', 'starts-with', 'equals']).default('contains'),
});

/** The value of every switch, by name. */
export type KingdeeSwitches = z.output<typeof schema>;
/** The switches of the Kingdee simulator. */
export type KingdeeSwitchBoard = Switches<KingdeeSwitches>;

/** A board with every switch at its initial value. */
export function createSwitches(): KingdeeSwitchBoard {
  return switchBoard(schema);
}

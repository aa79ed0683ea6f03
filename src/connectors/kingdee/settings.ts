import { z } from 'zod';
import { secret, settingFault } from '../settings';
import { causeNames } from './causes';
import { sourceForms } from './forms';
import { KINGDEE_PAUSES_MS } from '../../contract/policies';

const whole = z.int().positive();

const fieldKey = z.string().regex(/^[\w.]+$/, settingFault('field-key'));

const common = {
  platform: z.literal('kingdee'),
  /** Address of the site up to and including `/k3cloud/`. */
  url: z
    .url({ protocol: /^https?$/, error: settingFault('kingdee-address') })
    .refine((url) => !/[?#]|\/\/[^/]*@/.test(url), settingFault('plain-address')),
  /** 数据中心 (account set) id. */
  acctId: z.string().min(1),
  userName: z.string().min(1),
  /** Language of the platform's texts: 2052 Chinese, 1033 English, 3076 traditional Chinese. */
  lcid: z.coerce.number().pipe(z.int()).default(2052),
  /** `BatchCount` of a `BatchSave`: threads of the server that share its documents; absent, Kingdee decides. More than 5 is advised against. */
  batchCount: whole.max(20).optional(),
  /**
   * Bytes of the documents of one `BatchSave`; a larger document goes alone. Below the 1 MB that nginx lets through unless
   * told otherwise.
   */
  maxBatchBytes: whole.default(900_000),
  /** Keys in one look-up query. */
  lookUpBatch: whole.default(200),
  /** Rows a query page; the documented maximum is 2,000 on older and 10,000 on newer versions. */
  queryLimit: whole.max(10_000).default(2000),
  /** `SubSystemId` of queries: a form published to several applications may need it to return anything. */
  subSystemId: z.string().optional(),
  /** How a request's body is laid out; see `requestBody`. */
  bodyForm: z.enum(['named', 'named-text', 'positional']).default('named-text'),
  /** Pause after the platform's call limit, in ms; the platform names no time. */
  callLimitPauseMs: whole.default(KINGDEE_PAUSES_MS.callLimit),
  /** After a refused login no further one is tried for so long, in ms: a few wrong passwords lock the account. */
  loginPauseMs: z.int().nonnegative().default(KINGDEE_PAUSES_MS.login),
  /**
   * `signed`: how long a session may take from the answer that gives it until it serves calls, in ms; minutes were
   * reported.
   */
  sessionOpeningMs: z.int().nonnegative().default(KINGDEE_PAUSES_MS.sessionOpening),
  /** Form that `probe` reads to check permissions. */
  probeForm: z.string().default('BD_STOCK'),
  /**
   * Fields that queries of a source ask for beside the published ones, by form: `BD_Customer: [F_FML_Combo]`. One that the
   * site does not have fails the whole query, so a tenant's own fields are not asked for unless they are named here.
   */
  extraFields: z.partialRecord(z.enum(sourceForms), z.array(fieldKey)).default({}),
  /**
   * Field keys of a customer's contact rows. `FTContact.FName` is derived from the view's published
   * `BD_CUSTCONTACT_TContact_Name`; a site without it has `FNAME1`, the name of the address.
   */
  contactFields: z
    .strictObject({
      address: fieldKey.default('FADDRESS1'),
      name: fieldKey.default('FTContact.FName'),
      mobile: fieldKey.default('FMOBILE'),
    })
    .prefault({}),
  /** A customer without contact rows is one row, or none; what the published scheme does is not known. */
  customersWithoutContacts: z.enum(['row', 'skip']).default('row'),
  /**
   * `exact`: a document whose number differs in case or width is another's; `own`: the site spells numbers in its own way,
   * so it is the one that was saved.
   */
  numberSpelling: z.enum(['exact', 'own']).default('exact'),
  /** Fragments of this site's own messages by cause, where its version words them differently. */
  messages: z.partialRecord(z.enum(causeNames), z.array(z.string().min(1))).optional(),
  http: z
    .strictObject({
      connectTimeoutMs: whole.optional(),
      headersTimeoutMs: whole.optional(),
      bodyTimeoutMs: whole.optional(),
      totalTimeoutMs: whole.optional(),
      maxBodyBytes: whole.optional(),
      connections: whole.optional(),
    })
    .optional(),
};

const app = {
  /** Of a connection that signs its calls it holds the client's secret behind its id. */
  appId: secret(z.string().min(1)),
  appSecret: secret(z.string().min(1)),
};

/**
 * Settings of one Kingdee connection, secrets already resolved; `auth` chooses how calls prove who they are:
 * `signed` (every call signed, no login), `app-secret` (`LoginByAppSecret`), `password` (`ValidateUser`).
 */
export const kingdeeSettingsSchema = z.discriminatedUnion('auth', [
  z.strictObject({
    ...common,
    auth: z.literal('signed'),
    ...app,
    /** Number of the organization to work in; 0 is the user's own. */
    orgNum: z.union([z.string(), z.int().transform(String)]).default('0'),
  }),
  z.strictObject({ ...common, auth: z.literal('app-secret'), ...app, orgNum: orgNumUnused() }),
  z.strictObject({
    ...common,
    auth: z.literal('password'),
    password: secret(z.string().min(1)),
    orgNum: orgNumUnused(),
  }),
]);

/** Accepted, so that one set of credentials serves all modes: a login has no such parameter. */
function orgNumUnused() {
  return z.union([z.string(), z.int().transform(String)]).optional();
}

/** Complete settings, as the schema gives them. */
export type KingdeeSettings = z.output<typeof kingdeeSettingsSchema>;
/** Settings as people write them: defaults may be left out. */
export type KingdeeSettingsInput = z.input<typeof kingdeeSettingsSchema>;
/** Settings of signed mode. */
export type SignedSettings = Extract<KingdeeSettings, { auth: 'signed' }>;
/** Settings of the modes that log in. */
export type LoginSettings = Exclude<KingdeeSettings, { auth: 'signed' }>;

import type { Call, SourceConnector, TargetConnector } from '../connector';
import { KingdeeClient } from './client';
import { formTable, keyOfDocument } from './forms';
import { KingdeeDocuments } from './documents';
import { formOperation } from './operations';
import { probeSite } from './probe';
import { type BillQuery, type BillRow, executeBillQuery } from './query';
import { batchSave, changeState } from './save';
import type { Platform } from '../platform';
import { kingdeeSettingsSchema, type KingdeeSettings, type KingdeeSettingsInput } from './settings';
import { BillSource, narrowed, queryMethod } from './source';
import { viewDocument } from './view';

const operations = { save: 'BatchSave', submit: 'Submit', audit: 'Audit' } as const;

/** Kingdee K3Cloud (金蝶云星空), a target and a source. It counts no calls per account: a site paces itself. */
export const kingdee: Platform<KingdeeSettings> = {
  name: 'kingdee',
  roles: ['source', 'target'],
  settings: kingdeeSettingsSchema,
  connect(settings) {
    // One connector in both roles, so that both share its session.
    const connector = createKingdeeConnector(settings);
    return { source: connector, target: connector, close: () => connector.close() };
  },
  sandbox: { fixed: { auth: 'signed' }, variables: ['url', 'acctId', 'userName', 'appId', 'appSecret'] },
};

/** Kingdee K3Cloud (金蝶云星空) as a target and as a source, and its reading calls. */
export interface KingdeeConnector extends TargetConnector, SourceConnector {
  /**
   * A document as `View` shows it, `undefined` when the form has no such number.
   * @throws Unavailable, Throttled, Unauthorized, ProtocolViolation, Misconfigured
   */
  view(form: string, number: string, call: Call): Promise<unknown>;
  /**
   * One page of `ExecuteBillQuery`, values as trimmed text; fewer rows than `limit` mean that it is the last page.
   * @throws Unavailable, Throttled, Unauthorized, ProtocolViolation, Misconfigured
   */
  query<Field extends string>(query: BillQuery<Field>, call: Call): Promise<BillRow<Field>[]>;
  /** Ends all connections; the session is left to expire. */
  close(): Promise<void>;
}

/**
 * Connects to one site; nothing is sent before the first call.
 * @throws ZodError for settings outside {@link kingdeeSettingsSchema}
 */
export function createKingdeeConnector(input: KingdeeSettingsInput): KingdeeConnector {
  const settings = kingdeeSettingsSchema.parse(input);
  const client = new KingdeeClient(settings);
  const documents = new KingdeeDocuments(client, settings);
  const source = new BillSource(client, settings);
  const threads = settings.batchCount === undefined ? {} : { BatchCount: settings.batchCount };
  return {
    platform: 'kingdee',
    pagingOf(method) {
      queryMethod(method);
      return 'key';
    },
    byKey: (method, request, key) => narrowed(queryMethod(method), request, key),
    readPage: (query, call) => source.readPage(query, call),
    abilitiesOf(form) {
      formTable(form, 'abilitiesOf');
      return { looksUp: true, audits: true };
    },
    auditsOnSave: ({ IsAutoSubmitAndAudit }) => String(IsAutoSubmitAndAudit) === 'true',
    respells: settings.numberSpelling === 'own',
    keyOf: keyOfDocument,
    maxBatchBytes: settings.maxBatchBytes,
    listing: documents,
    lookUp: (form, keys, fields, call, lines) => documents.lookUp(form, keys, fields, call, lines),
    lookUpIds: (form, ids, call) => documents.lookUpIds(form, ids, call),
    save: (form, toSave, options, call) =>
      batchSave(client, form, toSave, { ...threads, ...options }, call, settings.numberSpelling),
    submit: (form, ids, options, call) => changeState(client, 'Submit', form, ids, options, call),
    audit: (form, ids, options, call) => changeState(client, 'Audit', form, ids, options, call),
    ping: async (write, call) => {
      // Without a form and without documents there is nothing to be written.
      await client.call(formOperation(operations[write], 'write'), {}, call);
    },
    view: (form, number, call) => viewDocument(client, form, number, call),
    query: (query, call) => executeBillQuery(client, query, call, settings.subSystemId),
    probe: (call, forms) => probeSite(client, settings, call, forms),
    close: () => client.close(),
  };
}

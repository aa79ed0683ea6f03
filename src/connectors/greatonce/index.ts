import { type Budget, createBudget } from '../budget';
import type { CallOptions, TargetConnector, Call, ProbeStep } from '../connector';
import { Misconfigured } from '../errors';
import { GreatonceClient } from './client';
import { lookUpDistributors, checkForm, keyOfDistributor, saveDistributors } from './distributors';
import type { Platform } from '../platform';
import { greatonceSettingsSchema, type GreatonceSettingsInput, type GreatonceSettings } from './settings';
import { probeSource } from '../probe';

/** GreatOnce (巨益 OMS), a target. */
export const greatonce: Platform<GreatonceSettings> = {
  name: 'greatonce',
  roles: ['target'],
  settings: greatonceSettingsSchema,
  account: ({ url, appKey, customerId, budget }) => ({ identity: [url, appKey, customerId], budget }),
  connect(settings, { budget }) {
    const target = createGreatonceConnector(settings, budget?.write);
    return { target, close: () => target.close() };
  },
  sandbox: { fixed: {}, variables: ['url', 'appKey', 'appSecret', 'customerId'] },
};

/** GreatOnce (巨益 OMS) as a target. */
export type GreatonceConnector = TargetConnector & {
  /** Ends all connections; calls in flight fail. */
  close(): Promise<void>;
};

/**
 * Connects to one customer's gateway; nothing is sent before the first call.
 * @throws ZodError for settings outside {@link greatonceSettingsSchema}
 */
export function createGreatonceConnector(input: GreatonceSettingsInput, budget?: Budget): GreatonceConnector {
  const settings = greatonceSettingsSchema.parse(input);
  const client = new GreatonceClient(settings, budget ?? createBudget(settings.budget));
  return {
    platform: 'greatonce',
    abilitiesOf(form) {
      checkForm(form, 'abilitiesOf');
      return { looksUp: settings.lookUpMethod !== undefined, audits: false };
    },
    keyOf: keyOfDistributor,
    async lookUp(form, keys, fields, call) {
      checkForm(form, 'lookUp');
      const codes = keys.map(({ number }) => number);
      return lookUpDistributors(client, settings, codes, fields, call);
    },
    async lookUpIds(form, ids, call) {
      checkForm(form, 'lookUpIds');
      return lookUpDistributors(client, settings, ids, [], call);
    },
    async save(form, documents, options, call) {
      checkNoOptions(options);
      return saveDistributors(client, settings, form, documents, call);
    },
    submit: () => Promise.reject(noAudit('submit')),
    audit: () => Promise.reject(noAudit('audit')),
    ping: (_write, call) => client.ping(call),
    probe: (call) => probeGateway(client, settings, call),
    close: () => client.http.close(),
  };
}

function checkNoOptions(options: CallOptions): void {
  const [name] = Object.keys(options);
  if (name === undefined) return;
  throw new Misconfigured(`the call has no option ${name}`, { platform: 'greatonce', operation: 'save' });
}

function noAudit(operation: string): Misconfigured {
  return new Misconfigured('distributors are neither submitted nor audited', {
    platform: 'greatonce',
    operation,
  });
}

/**
 * Checks the connection. Credentials are only tried with a method that reads; without one the check ends before them,
 * because the published method writes.
 */
async function* probeGateway(
  client: GreatonceClient,
  { lookUpMethod, probeMethod }: GreatonceSettings,
  call: Call,
): AsyncIterable<ProbeStep> {
  const method = probeMethod ?? lookUpMethod?.method;
  const steps = probeSource(
    {
      http: client.http,
      // A refusal of the empty question is an answer all the same: the signature was taken.
      readOne: async () => method === undefined || client.call(method, 'read', {}, call),
      isPermission: () => false,
      accepted: {
        credentials: method === undefined ? notTried : { en: 'the signature is accepted', zh: '签名有效' },
        permission: method === undefined ? notTried : { en: `${method} answers`, zh: `${method} 有应答` },
      },
      strangeAnswer: {
        en: "check the connection's url: it ends in /api/api.do",
        zh: '请检查该连接的 url：应以 /api/api.do 结尾',
      },
    },
    call,
  );
  yield* steps;
}

const notTried = {
  en: 'not checked: no harmless call is published; set probeMethod to a method that only reads',
  zh: '未检查：没有公开的只读接口；请把 probeMethod 设为只读的方法',
};

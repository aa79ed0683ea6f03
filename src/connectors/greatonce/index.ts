import { type Budget, createBudget } from '../budget';
import type { CallOptions, TargetConnector } from '../connector';
import { Misconfigured } from '../errors';
import { GreatonceClient } from './client';
import { lookUpDistributors } from './lookUp';
import { probeGateway } from './probe';
import { checkForm, keyOfDistributor, saveDistributors } from './save';
import { greatonceSettingsSchema, type GreatonceSettingsInput } from './settings';

export { greatonceSettingsSchema, type GreatonceSettings, type GreatonceSettingsInput } from './settings';

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
    knock: (_write, call) => client.knock(call),
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

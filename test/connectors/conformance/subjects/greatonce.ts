import { greatoncePlatform } from '../../../../sandbox/greatonce';
import type { GreatonceSettingsInput } from '../../../../src/connectors/greatonce/settings';
import { createGreatonceConnector } from '../../../../src/connectors/greatonce';
import type { TargetSubject } from '../subject';

const distributor = (distributorCode: string, distributorName = '示例分销商') => ({
  actionType: 'add',
  distributorCode,
  distributorName,
});

/** Distributors, one call each. */
export const greatonceSubject: TargetSubject = {
  folder: 'greatonce',
  name: 'greatonce',
  platform: greatoncePlatform,
  sizes: {},
  collection: 'distributors',
  operation: 'greatonce.distributor.single.sync',
  form: 'greatonce.distributor.single.sync',
  // No query for distributors is published, and nothing is audited.
  abilities: { looksUp: false, audits: false },
  // There are no sessions: what can end is the customer's interface configuration.
  expiry: 'Misconfigured',
  // Whether timestamps are checked is not published; the simulator does not by default.
  hourOff: 'accepted',
  connect({ account }, changes) {
    const { url, appKey, appSecret, customerId } = account;
    const settings = { platform: 'greatonce', url, appKey, appSecret, customerId, ...changes };
    return createGreatonceConnector(settings as GreatonceSettingsInput);
  },
  document: distributor,
  fields: { number: 'distributorCode', text: 'distributorName' },
  refused: (number) => distributor(number, ''),
  batchSwitches: [{}],
  // Words for too many calls are not published, so the simulator's own are known to nobody.
  throttle: 'Throttled',
};

/** The same at a site that has a method to look up with, and whose words for too many calls are known. */
export const greatonceWithLookUps: TargetSubject = {
  ...greatonceSubject,
  name: 'greatonce, with look-ups',
  switches: { lookUpMethod: 'site.query', throttleText: '请求次数超限' },
  abilities: { looksUp: true, audits: false },
  connect: (bench, changes) =>
    greatonceSubject.connect(bench, {
      lookUpMethod: { method: 'site.query', list: 'list' },
      throttledTexts: ['超限'],
      ...changes,
    }),
  throttle: 'Throttled',
};

/** The one merchant of the simulator and its made-up credentials. They open nothing but this sandbox. */
export const demoAccount = {
  appKey: 'demo-app',
  appSecret: 'demo-secret',
  authorizationCode: 'demo-authorization-code',
  partnerId: 'demo-partner',
  partnerKey: 'demo-partner-key',
} as const;

/** Company number of the merchant, and of its main warehouse (page §4: assumed equal). */
export const companyNumber = 10_000_001;

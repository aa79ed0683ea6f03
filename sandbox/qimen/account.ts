/** The one TOP application and merchant of the simulator, made up: they open nothing but this sandbox. */
export const demoAccount = {
  appKey: 'demo-top-key',
  appSecret: 'demo-top-secret',
  customerId: 'demo-customer',
  /** Jushuitan's public Qimen application number (page §5.1). */
  targetAppKey: '23060081',
} as const;

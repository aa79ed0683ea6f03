/** The one customer's made-up credentials: those of the published signature vectors. They open nothing but this sandbox. */
export const demoAccount = {
  appKey: '200001',
  appSecret: 'fedcba9876543210fedcba9876543210',
  customerId: 'c100001',
} as const;

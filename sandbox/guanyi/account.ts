/** The one tenant's made-up credentials: those of the published signature vectors. They open nothing but this sandbox. */
export const demoAccount = {
  appKey: '100001',
  sessionKey: 'sandboxsession0000000000000000001',
  secret: '0123456789abcdef0123456789abcdef',
} as const;

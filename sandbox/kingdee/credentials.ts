/**
 * The made-up account of the sandbox. The appId has the real form, six digits and the base64 text of 24 bytes, because
 * signed mode derives its client secret from the second half.
 */
export const account = {
  acctId: '5f00sandbox000',
  dataCenterNumber: '001',
  dataCenterName: '金桥沙箱账套',
  userId: 100001,
  userName: 'jinqiao',
  password: 'sandbox-password',
  appId: '100001_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX',
  appSecret: 'sandbox0123456789sandbox01234567',
  lcid: 2052,
  orgNum: 100,
} as const;

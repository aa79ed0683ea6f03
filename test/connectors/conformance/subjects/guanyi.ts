import { guanyiPlatform } from '../../../../sandbox/guanyi';
import { createGuanyiConnector } from '../../../../src/connectors/guanyi';
import { settings } from '../../guanyi/connection';
import type { SourceSubject } from '../subject';

/** Equal dates: the list is then in the order of its ids. */
const shop = (template: object, at: number, name: string) => ({
  ...template,
  id: 900_001 + at,
  code: `shop-${at}`,
  name,
  modify_date: '2025-03-04 10:00:00',
});

const failure = (errorCode: string, errorDesc: string) => ({
  success: false,
  errorCode,
  subErrorCode: '',
  errorDesc,
  subErrorDesc: '',
});

/** Shops. */
export const guanyiSubject: SourceSubject = {
  folder: 'guanyi',
  name: 'guanyi',
  platform: guanyiPlatform,
  sizes: { shops: 1 },
  collection: 'shops',
  operation: 'gy.erp.shop.get',
  method: 'gy.erp.shop.get',
  paging: 'from-last',
  expiry: 'Unauthorized',
  // No timestamp, nonce or version parameter exists (page §1).
  hourOff: 'accepted',
  connect: ({ sandbox, account }, changes) =>
    createGuanyiConnector(settings(sandbox.url, { ...account, ...changes })),
  request: ({ number, size }) => ({ page_no: String(number), page_size: String(size) }),
  row: shop,
  key: (at) => `shop-${at}`,
  textField: 'name',
  largest: { size: 99, beyond: 'Misconfigured' },
  async spoil(bench) {
    const [first, ...others] = await bench.state<object>('shops');
    await bench.replace('shops', [{ ...first, code: null }, ...others]);
  },
  refusals: [
    [failure('1', '调用过于频繁'), 'Throttled'],
    [failure('2', '签名错误'), 'Unauthorized'],
    [failure('3', 'PARAM ERR'), 'Misconfigured'],
    [failure('4', '系统繁忙'), 'Unavailable'],
    [failure('5', '没有人知道的原因'), 'ProtocolViolation'],
  ],
};

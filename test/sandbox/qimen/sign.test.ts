import { signTop, type SignMethod } from '../../../sandbox/qimen/sign';

const fields = {
  v: '2.0',
  app_key: 'demo-top-key',
  target_app_key: '23060081',
  customer_id: 'demo-customer',
  timestamp: '2024-01-01 00:00:00',
  format: 'json',
  method: 'jushuitan.saleout.list.query',
  page_index: '1',
  page_size: '50',
  date_type: '0',
  start_time: '2023-12-25 00:00:00',
  end_time: '2024-01-01 00:00:00',
};

test.each<[SignMethod, string]>([
  ['md5', '1879CC0988816CB69FF6004AE186F8FA'],
  ['hmac', '252980417DFAF03DCC296D54A37F9E7C'],
  ['hmac-sha256', '15264B8CECC4E94485CE86511524D77DFC9886E661B7259E081BAD00402FDCB1'],
])('published vector of %s; sign and empty values do not count', (sign_method, sign) => {
  const form = { ...fields, sign_method };
  const signed = (more: Record<string, string>) =>
    signTop(new Map(Object.entries({ ...form, ...more })), 'demo-top-secret', sign_method);
  expect(signed({})).toBe(sign);
  expect(signed({ sign: 'ignored', status: '' })).toBe(sign);
  expect(signed({ status: 'Confirmed' })).not.toBe(sign);
});

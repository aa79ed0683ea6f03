import { signTop } from '../../../src/connectors/qimen/protocol';

const fields = {
  method: 'jushuitan.saleout.list.query',
  app_key: 'demo-top-key',
  target_app_key: '23060081',
  customer_id: 'demo-customer',
  timestamp: '2024-01-01 00:00:00',
  format: 'json',
  v: '2.0',
  start_time: '2023-12-25 00:00:00',
  end_time: '2024-01-01 00:00:00',
  date_type: '0',
  page_index: '1',
  page_size: '50',
};

test.each([
  ['md5', '1879CC0988816CB69FF6004AE186F8FA'],
  ['hmac', '252980417DFAF03DCC296D54A37F9E7C'],
  ['hmac-sha256', '15264B8CECC4E94485CE86511524D77DFC9886E661B7259E081BAD00402FDCB1'],
] as const)('%s', (method, digest) => {
  const signed = { ...fields, sign_method: method };
  expect(signTop(signed, 'demo-top-secret', method)).toBe(digest);
  expect(signTop({ ...signed, status: '', sign: 'x' }, 'demo-top-secret', method)).toBe(digest);
});

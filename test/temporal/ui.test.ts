import { runAddress, uiAddress } from '../../src/temporal/target';

test.each([
  ['127.0.0.1:7300', {}, 'http://127.0.0.1:8300'],
  ['temporal.example.com', {}, 'http://temporal.example.com:8233'],
  ['[::1]:7233', {}, 'http://[::1]:8233'],
  ['127.0.0.1:7233', { TEMPORAL_UI_URL: 'https://ui.example.com/' }, 'https://ui.example.com'],
])('the UI of %s with %j', (address, env, expected) => {
  expect(uiAddress(address, env)).toBe(expected);
});

test('a run is found by its whole id, slashes and all', () => {
  const target = { address: 'h:7233', namespace: 'default', connectionOptions: {} };
  expect(runAddress(target, 'scheme/erp/full', 'run-1', {})).toBe(
    'http://h:8233/namespaces/default/workflows/scheme%2Ferp%2Ffull/run-1',
  );
});

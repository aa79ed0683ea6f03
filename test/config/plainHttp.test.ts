import type { Config } from '../../src/config/config';
import { plainHttpConnections } from '../../src/config/plainHttp';

const named = (url: string) =>
  plainHttpConnections({ connections: { shop: { url } } } as unknown as Pick<Config, 'connections'>);

test.each([
  'http://api.example.com/k3cloud/',
  'http://203.0.113.9:8080/',
  'http://[2001:db8::1]/',
  'http://172.32.0.1/',
])('%s goes unencrypted to a host that is not local', (url) => {
  expect(named(url)).toEqual(['shop']);
});

test.each([
  'https://api.example.com/',
  'http://localhost:8700/',
  'http://127.0.0.1/',
  'http://[::1]/',
  'http://192.168.1.20/k3cloud/',
  'http://172.20.3.4/',
  'http://kingdee/k3cloud/',
  'http://erp.lan/',
])('%s needs no warning', (url) => {
  expect(named(url)).toEqual([]);
});

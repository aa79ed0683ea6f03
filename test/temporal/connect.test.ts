import { connectClient } from '../../src/temporal/connect';
import { connectNative } from '../../src/temporal/connectNative';
import { temporalTarget } from '../../src/temporal/target';
import { freePort } from '../../src/temporal/ports';

const settings = { address: 'configured:7233', namespace: 'configured', taskQueue: 'jinqiao' };

test('without environment variables the configuration counts', () => {
  expect(temporalTarget(settings, {})).toMatchObject({ address: 'configured:7233', namespace: 'configured' });
});

test("Temporal's own environment variables win", () => {
  const env = { TEMPORAL_ADDRESS: 'cloud:7233', TEMPORAL_NAMESPACE: 'prod', TEMPORAL_API_KEY: 'key' };
  const target = temporalTarget(settings, env);
  expect(target).toMatchObject({ address: 'cloud:7233', namespace: 'prod' });
  expect(target.connectionOptions).toMatchObject({ address: 'cloud:7233', apiKey: 'key', tls: true });
});

test.each([
  ['a client', connectClient],
  ['a worker', connectNative],
])('%s that gets no answer says where it looked', async (_name, connect) => {
  const address = `127.0.0.1:${await freePort()}`;
  const target = temporalTarget({ ...settings, address }, {});
  await expect(connect(target)).rejects.toThrow(`Temporal server at ${address} does not answer`);
});

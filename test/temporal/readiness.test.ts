import { Worker } from '@temporalio/worker';
import { unreadiness } from '../../src/metrics/installation';
import { connectNative } from '../../src/temporal/connectNative';
import { OwnTemporal } from '../faults/support/temporal';

test('a worker is ready while it polls and Temporal answers, and not from the moment it is asked to stop', async () => {
  const temporal = await OwnTemporal.start();
  const { address, namespace } = temporal;
  const connection = await connectNative({ address, namespace, connectionOptions: { address } });
  try {
    const activities = { nothing: async () => undefined };
    const worker = await Worker.create({ connection, namespace, taskQueue: 'readiness', activities });
    const why = () => unreadiness({ workers: [worker], connection });
    const seen = [await why()];
    const done = worker.run();
    seen.push(await why());
    worker.shutdown();
    seen.push(await why());
    await done;
    expect(seen).toEqual(['starting', undefined, expect.stringMatching(/^stopping/)]);
    expect(await why()).toBe('stopping (stopped)');
    await temporal.end('SIGKILL');
    expect(await unreadiness({ workers: [], connection })).toBe('the Temporal server does not answer');
  } finally {
    await connection.close();
    await temporal.stop();
  }
});

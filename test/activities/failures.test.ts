import { toFailure } from '../../src/activities/failures';
import { ProtocolViolation } from '../../src/connectors/errors';

const violation = new ProtocolViolation('no JSON', { platform: 'kingdee', operation: 'View' }, '<html>');

test('a raw answer that cannot be kept leaves the error what it is', async () => {
  const full = Object.assign(new Error("ENOSPC: no space left, write '/secret/path'"), { code: 'ENOSPC' });
  const failure = await toFailure(violation, () => Promise.reject(full));
  expect(failure).toMatchObject({
    type: 'ProtocolViolation',
    nonRetryable: true,
    message: 'kingdee View: no JSON; the raw answer could not be kept (ENOSPC)',
  });
});

test('a raw answer that is kept is named', async () => {
  expect(await toFailure(violation, () => Promise.resolve('a/file.txt'))).toMatchObject({
    message: 'kingdee View: no JSON; raw answer kept in a/file.txt',
  });
});

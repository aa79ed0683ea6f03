import type { DocumentState } from '../../../src/contract/page';
import { auditedOnSave } from '../../../src/activities/page/audit';
import { Unauthorized, Unavailable } from '../../../src/connectors/errors';

const written = [
  ['1', 'a'],
  ['2', 'b'],
  ['3', 'c'],
] as const;

/** A look-up that shows documents in these states. */
function showing(states: Readonly<Record<string, DocumentState>>) {
  const lookUpIds = async (_form: string, ids: readonly string[]) =>
    ids.flatMap((id) => (states[id] ? [{ id, number: id, state: states[id], fields: {} }] : []));
  return { target: { lookUpIds }, form: 'F', read: { signal: new AbortController().signal } };
}

test('what a look-up shows audited is done; what is only saved, or not there, is left open', async () => {
  expect(await auditedOnSave(showing({ 1: 'audited', 2: 'saved' }), written)).toEqual({
    done: [written[0]],
    open: [written[1], written[2]],
  });
});

test.each([Unavailable, Unauthorized])(
  'a look-up that fails as %p loses nothing: all is left open',
  async (Failure) => {
    const lookUpIds = async () => {
      throw new Failure('down', { platform: 'ledger', operation: 'ExecuteBillQuery' });
    };
    expect(await auditedOnSave({ ...showing({}), target: { lookUpIds } }, written)).toEqual({
      done: [],
      open: written,
    });
  },
);

test('what no platform has said is thrown; a cancel loses nothing of what was saved', async () => {
  const failing = async () => {
    throw new TypeError('a fault of the program');
  };
  await expect(auditedOnSave({ ...showing({}), target: { lookUpIds: failing } }, written)).rejects.toThrow(
    TypeError,
  );
  const controller = new AbortController();
  controller.abort();
  const cancelled = { lookUpIds: async () => controller.signal.throwIfAborted() as never };
  const read = { signal: controller.signal };
  expect(await auditedOnSave({ target: cancelled, form: 'F', read }, written)).toEqual({
    done: [],
    open: written,
  });
});

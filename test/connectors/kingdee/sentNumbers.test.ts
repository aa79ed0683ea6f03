import { NumberChanged } from '../../../src/connectors/errors';
import { call, closeAll, connect, failure, signedSettings, success } from './support';

afterEach(closeAll);

const stocks = (...numbers: string[]) =>
  numbers.map((FNumber) => ({ FNumber, FUseOrgId: { FNumber: '101' } }));

async function saved(sent: readonly string[], got: readonly string[], more = {}) {
  const entities = got.map((Number, DIndex) => ({ Id: 7 + DIndex, Number, DIndex }));
  const { kingdee } = await connect(() => ({ body: success(...entities) }), signedSettings, more);
  return kingdee.save('BD_STOCK', stocks(...sent), {}, call);
}

test('documents that the site has numbered by its own rule stop everything, with both numbers and what to do', async () => {
  const error = await failure(saved(['10000001', '10000002'], ['CK000001', 'CK000002']));
  expect(error).toBeInstanceOf(NumberChanged);
  expect(error).toMatchObject({ name: 'Misconfigured', kind: 'Misconfigured' });
  expect(error.message).toMatch(/10000001.*CK000001.*id 7.*1 more.*编码规则.*允许手工编码/);
  expect((error as NumberChanged).changed).toEqual([
    { index: 0, id: '7', sent: '10000001', got: 'CK000001' },
    { index: 1, id: '8', sent: '10000002', got: 'CK000002' },
  ]);
});

test('one changed number among kept ones is enough', async () => {
  expect(await failure(saved(['a', 'b'], ['a', 'c']))).toBeInstanceOf(NumberChanged);
});

test('a site that only spells numbers in its own way is told apart, and taken where the connection says so', async () => {
  expect((await failure(saved(['abc'], ['ABC']))).message).toContain('numberSpelling: own');
  expect((await saved(['abc'], ['ABC'], { numberSpelling: 'own' })).results).toHaveLength(1);
  expect(await failure(saved(['1'], ['①'], { numberSpelling: 'own' }))).toBeInstanceOf(NumberChanged);
});

test.each([[[' CK1 ']], [[undefined]]])('numbers %j are the one sent, or say nothing', async ([Number]) => {
  const { kingdee } = await connect(
    () => ({ body: success({ Id: 7, DIndex: 0, ...(Number === undefined ? {} : { Number }) }) }),
    signedSettings,
  );
  expect((await kingdee.save('BD_STOCK', stocks('CK1'), {}, call)).results).toEqual([{ index: 0, id: '7' }]);
});

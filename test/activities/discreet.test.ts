import { discreet } from '../../src/activities/discreet';
import type { Document, TargetConnector, WriteAnswer } from '../../src/connectors/connector';
import { ProtocolViolation, Throttled } from '../../src/connectors/errors';
import type { AnyMapping } from '../../src/mappings/apply';
import { mapping as warehouses } from '../../src/mappings/jushuitanWarehousesToKingdeeStocks';
import { mapping as customers } from '../../src/mappings/kingdeeCustomersToGreatonceDistributors';

const mapping = customers as unknown as AnyMapping;
const details = { platform: 'greatonce', operation: 'save' };
const call = { signal: new AbortController().signal };
const wang: Document = {
  distributorCode: '王小二1',
  distributorName: '王小二',
  address: '里弄9号',
  mobile: '139',
};
const li: Document = { distributorCode: '李1', distributorName: '李', address: '里弄9号楼', mobile: '138' };

/** A target that answers so, whatever it is asked. */
function target(answer: WriteAnswer | Error): TargetConnector {
  const given = () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer));
  return { save: given, lookUp: given } as unknown as TargetConnector;
}

const quiet = (answer: WriteAnswer | Error, codeRule = 'name-row') =>
  discreet(target(answer), mapping, { codeRule });
const saved = (answer: WriteAnswer | Error, codeRule?: string) =>
  quiet(answer, codeRule).save('form', [wang, li], {}, call);
const refused = (message: string): WriteAnswer => ({
  results: [{ index: 0, rejection: { cause: 'other', message } }],
  general: [{ cause: 'other', message }],
});

test('a refusal does not repeat what any document of its call holds of a person', async () => {
  const { results, general } = await saved(refused('王小二1：139 里弄9号楼，里弄9号；李1不合法'));
  const message = '***：*** ***，***；***不合法';
  expect(results).toEqual([{ index: 0, rejection: { cause: 'other', message } }]);
  expect(general).toEqual([{ cause: 'other', message }]);
});

test('a code that is a number of the source stays readable', async () => {
  const [result] = (await saved(refused('编码 李1 已存在'), 'number-row')).results;
  expect(result).toMatchObject({ rejection: { message: '编码 李1 已存在' } });
});

test('a text of one character stays: it would be found in other words', async () => {
  const [result] = (await saved(refused('李不合法'))).results;
  expect(result).toMatchObject({ rejection: { message: '李不合法' } });
});

test('an error keeps its class, and loses what it repeats', async () => {
  const words = 'refused: 王小二1';
  const failure = new ProtocolViolation(words, { ...details, platformMessage: words }, '');
  const asked = quiet(failure).lookUp('form', [{ number: '王小二1' }], [], call);
  const error: unknown = await asked.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ProtocolViolation);
  expect(error).toMatchObject({
    message: 'greatonce save: refused: ***',
    details: { platformMessage: 'refused: ***' },
  });
  expect(String((error as Error).stack)).not.toContain('王小二');
  const slow = new Throttled('太快：王小二', details, 7);
  await expect(saved(slow)).rejects.toMatchObject({
    message: expect.stringMatching(/太快：\*\*\*$/),
    retryAfterMs: 7,
  });
  expect(
    (await saved({ ...refused(''), stoppedBy: new Throttled('王小二', details, 7) })).stoppedBy?.message,
  ).toBe('greatonce save: ***');
});

test('a mapping without personal cells leaves the target as it is', () => {
  const plain = target(refused(''));
  expect(discreet(plain, warehouses as unknown as AnyMapping, {})).toBe(plain);
});

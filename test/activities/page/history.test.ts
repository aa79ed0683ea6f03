import type { DocumentRef } from '../../../src/contract/page';
import { packRefs, unpackRefs } from '../../../src/activities/page/history';
import { Random } from '../../faults/support/random';

const numbers = (count: number, first: number): string[] =>
  Array.from({ length: count }, (_, at) => String(first + at));

test.each<[string, DocumentRef[]]>([
  ['none', []],
  ['one', [['100001', '700001']]],
  ['a hundred in a row', numbers(100, 100_001).map((id, at) => [id, String(700_001 + at)])],
  [
    'in any order',
    [
      ['9', '3'],
      ['7', '8'],
      ['8', '1'],
      ['0', '0'],
    ],
  ],
  [
    'keys with words',
    [
      ['1', 'K001'],
      ['2', 'K 002'],
      ['3', '[4]'],
    ],
  ],
  [
    'keys that are no plain numbers',
    [
      ['1', '007'],
      ['2', '-5'],
      ['3', '1e3'],
      ['4', '12345678901234567890'],
    ],
  ],
  [
    'the same key twice',
    [
      ['1', 'a'],
      ['2', 'a'],
    ],
  ],
])('%s come back as they were', (_, documents) => {
  const packed = packRefs(documents);
  expect(packed).toMatchObject({ count: documents.length });
  expect(unpackRefs(JSON.parse(JSON.stringify(packed)))).toEqual(documents);
});

test('any documents come back as they were', () => {
  const random = new Random(7, 'references');
  for (let round = 0; round < 200; round += 1) {
    const texts = () =>
      Array.from({ length: round % 40 }, () => String(random.int(0, random.pick([5, 1_000, 1_000_000_000]))));
    const [ids, keys] = [texts(), texts()];
    const documents = ids.map((id, at) => [id, keys[at]!] as const);
    expect(unpackRefs(packRefs(documents))).toEqual(documents);
  }
});

test('a page of a hundred takes few bytes, and can be read', () => {
  const packed = packRefs(numbers(100, 100_001).map((id, at) => [id, String(700_001 + 2 * at)]));
  expect(packed).toEqual({ count: 100, ids: '100001 +1*99', keys: '700001 +2*99' });
});

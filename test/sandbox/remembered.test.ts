import { Remembered } from '../../sandbox/remembered';

test('a question is answered once for the same list under the same switches', () => {
  const remembered = new Remembered<number>();
  const [rows, otherRows, switches, otherSwitches] = [[1], [1], {}, {}];
  let searched = 0;
  const ask = (of: object, under: object, question: string) =>
    remembered.of(of, under, question, () => ++searched);
  expect([ask(rows, switches, 'a'), ask(rows, switches, 'b'), ask(rows, switches, 'a')]).toEqual([1, 2, 1]);
  expect([ask(otherRows, switches, 'a'), ask(otherRows, otherSwitches, 'a')]).toEqual([3, 4]);
  expect(ask(rows, switches, 'a')).toBe(5);
  for (let other = 0; other < 16; other++) ask(rows, switches, `other ${other}`);
  expect(ask(rows, switches, 'a')).toBe(22);
});

import { mappings } from '../../src/mappings';
import { notedCells } from '../../src/mappings/describe';

const noted = (parameters: Record<string, string>) =>
  notedCells(mappings['kingdeeCustomersToGreatonceDistributors']!, parameters).map(({ key }) => key);

test('a note is shown as long as its parameters have the values that it speaks of', () => {
  expect(noted({ codeRule: 'name-row', mobileFrom: 'name' })).toEqual(['distributorCode', 'mobile']);
  expect(noted({ codeRule: 'name-row', mobileFrom: 'phone' })).toEqual(['distributorCode']);
  expect(noted({ codeRule: 'number-contact', mobileFrom: 'phone' })).toEqual([]);
});

test('every note says it in English and in Chinese', () => {
  const notes = Object.values(mappings).flatMap((mapping) =>
    notedCells(mapping, { codeRule: 'name-row', mobileFrom: 'name' }),
  );
  for (const { note } of notes) {
    expect(note.en).toMatch(/^[\u0020-\u007E]+$/);
    expect(note.zh).toMatch(/\p{Script=Han}/u);
  }
});

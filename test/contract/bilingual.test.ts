import { inBothLanguages, ofBothLanguages } from '../../src/contract/bilingual';

const advice = { en: 'lower the budget', zh: '请降低 budget' };

test.each([
  ['two languages', inBothLanguages(advice), advice],
  [
    'what stands before them is kept in each',
    `jushuitan wms.partner.query: code 190, 无API权限: ${inBothLanguages(advice)}`,
    {
      en: 'jushuitan wms.partner.query: code 190, 无API权限: lower the budget',
      zh: 'jushuitan wms.partner.query: code 190, 无API权限: 请降低 budget',
    },
  ],
  ['one language', 'the run timed out', { en: 'the run timed out', zh: 'the run timed out' }],
])('%s', (_what, text, expected) => {
  expect(ofBothLanguages(text)).toEqual(expected);
});

test.each([
  'unknown code 130, 出库单 / 退货单 状态不符; raw answer kept in answers/1.txt',
  'kingdee BatchSave: a / b / 三',
])('%s: a slash of a platform’s own divides nothing', (text) => {
  expect(ofBothLanguages(text)).toEqual({ en: text, zh: text });
});

test('a text that is the same in both languages is said once', () => {
  expect(inBothLanguages({ en: 'HTTP 401', zh: 'HTTP 401' })).toBe('HTTP 401');
});

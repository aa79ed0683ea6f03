import { placeholdersOf, renderTemplate } from '../../src/mappings/template';

describe('renderTemplate', () => {
  it.each([
    ['{{name}}', { name: '杭州仓' }, '杭州仓'],
    ['{{a}}{{b}}', { a: 'x', b: 7 }, 'x7'],
    ['0,1,2', {}, '0,1,2'],
    ['{{name}}', { name: null }, ''],
    ['{{name}}', {}, ''],
    ['{{name}}', { name: '  仓 😀 ＡＢ ' }, '仓 😀 ＡＢ'],
    ['{{qty}}', { qty: 0 }, '0'],
    ['{{name}}', { name: '{{other}}', other: 'no' }, '{{other}}'],
  ])('%s of %j is "%s"', (template, values, expected) => {
    expect(renderTemplate(template, values)).toBe(expected);
  });

  it('names its placeholders in order', () => {
    expect(placeholdersOf('{{a}}-{{parameters.b}}')).toEqual(['a', 'parameters.b']);
  });
});

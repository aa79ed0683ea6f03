import { numberOf } from '../../../src/mappings/fields/codes';
import { Unmappable } from '../../../src/mappings/unmappable';

const contextOf = (table?: Record<string, string>, unknownCodes = 'refuse') => ({
  parameters: { unknownCodes },
  codeTables: table ? { shopToCustomer: table } : {},
});
const numberIn = (code: string | undefined, table?: Record<string, string>, unknownCodes?: string) =>
  numberOf('shopToCustomer', code, contextOf(table, unknownCodes));

describe('numberOf', () => {
  it.each([
    ['the code itself without a table', '10001', undefined, '10001'],
    ['the entry of a table', '10001', { 10001: 'CUST001' }, 'CUST001'],
    ['a code with blanks around it', ' 10001 ', { 10001: ' CUST001 ' }, 'CUST001'],
    ['no code', undefined, { 10001: 'CUST001' }, undefined],
    ['an empty code', '  ', undefined, undefined],
  ])('%s', (_, code, table, number) => {
    expect(numberIn(code, table)).toBe(number);
  });

  it.each([
    ['lacks', {}],
    ['leaves empty', { 10002: ' ' }],
  ])('refuses a code that a given table %s, naming both', (_, table) => {
    expect(() => numberIn('10002', table)).toThrow(Unmappable);
    expect(() => numberIn('10002', table)).toThrow('code table shopToCustomer has no entry for 10002');
  });

  it('passes such a code on where the parameter says so', () => {
    expect(numberIn('10002', {}, 'pass')).toBe('10002');
  });

  it('takes no entry from what every object has', () => {
    expect(() => numberIn('constructor', {})).toThrow('has no entry for constructor');
  });

  it('says what the parameter may be', () => {
    expect(() => numberIn('10002', {}, 'ignore')).toThrow(
      'parameter unknownCodes must be one of refuse, pass',
    );
  });
});

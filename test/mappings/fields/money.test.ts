import { Decimal } from 'decimal.js';
import {
  decimalOf,
  jsonNumber,
  netOfTax,
  splitTax,
  taxRateOf,
  unitPrice,
  wholeFen,
} from '../../../src/mappings/fields/money';
import { wholeNumberOf } from '../../../src/mappings/fields/parameters';
import { Unmappable } from '../../../src/mappings/unmappable';

const fenOf = (...amounts: string[]) => wholeFen(amounts.map(decimalOf)).map(String);
const rate = taxRateOf('13');

describe('decimalOf', () => {
  it.each(['12.30', '+1.', '.5', '-0.01', ' 7 '])('reads %s', (text) => {
    expect(decimalOf(text).eq(Number(text))).toBe(true);
  });

  it.each(['', '1,000.00', '１２', '1e3', 'NaN', '￥5', '9'.repeat(41)])('refuses %s', (text) => {
    expect(() => decimalOf(text)).toThrow(Unmappable);
  });
});

describe('wholeFen', () => {
  it('leaves whole fen as they are', () => {
    expect(fenOf('0.10', '0.20', '99999999.99', '-5.05')).toEqual(['0.1', '0.2', '99999999.99', '-5.05']);
  });

  it('hands on what rounding takes, so that the sum is right', () => {
    expect(fenOf('3.3333', '3.3333', '3.3334')).toEqual(['3.33', '3.34', '3.33']);
  });

  it('takes nothing from whole fen where the sum crosses 0', () => {
    expect(fenOf('0.005', '-10.00', '0.005')).toEqual(['0.01', '-10', '0']);
  });
});

describe('prices', () => {
  it.each([
    ['100', '3', 6, '33.333333'],
    ['200', '3', 6, '66.666667'],
    ['0.01', '30', 6, '0.000333'],
    ['-5.05', '-2', 6, '2.525'],
    ['100', '3', 2, '33.33'],
  ])('%s for %s pieces at %d digits is %s', (amount, quantity, digits, price) => {
    expect(String(unitPrice(decimalOf(amount), decimalOf(quantity), digits))).toBe(price);
  });

  it('net of tax', () => {
    expect(String(netOfTax(decimalOf('113'), rate, 6))).toBe('100');
    expect(String(netOfTax(decimalOf('10'), rate, 6))).toBe('8.849558');
    expect(String(netOfTax(decimalOf('10'), taxRateOf('0'), 6))).toBe('10');
  });
});

describe('splitTax', () => {
  it.each([
    ['113', '13', '13', '100'],
    ['0.01', '13', '0', '0.01'],
    ['0.05', '13', '0.01', '0.04'],
    ['10', '0', '0', '10'],
    ['-113', '13', '-13', '-100'],
    ['19.9', '9', '1.64', '18.26'],
  ])('%s at %s%% holds %s of tax', (gross, percent, tax, net) => {
    const split = splitTax(decimalOf(gross), taxRateOf(percent));
    expect({ tax: String(split.tax), net: String(split.net) }).toEqual({ tax, net });
  });
});

describe('parameters', () => {
  it.each(['-1', '100', '', 'abc', '13%', '1e1'])('refuses the tax rate %s', (text) => {
    expect(() => taxRateOf(text)).toThrow('parameter taxRate must be a percentage');
  });

  it.each(['1', '11', '', '6.5', 'six'])('refuses %s digits', (text) => {
    expect(() => wholeNumberOf('priceDigits', text, 2, 10)).toThrow(
      'parameter priceDigits must be a whole number from 2 to 10',
    );
  });
});

describe('jsonNumber', () => {
  it.each(['0.1', '99999999999.99', '0.000333', '-0'])('%s prints the same', (text) => {
    expect(JSON.stringify(jsonNumber(decimalOf(text)))).toBe(String(new Decimal(text).plus(0)));
  });

  it('refuses what no JSON number holds', () => {
    expect(() => jsonNumber(decimalOf('12345678901234.56'))).toThrow('more than 15 digits');
  });
});

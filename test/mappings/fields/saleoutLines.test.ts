import { Unmappable } from '../../../src/mappings/unmappable';
import { parameters as defaults } from '../saleouts';
import { saleoutLines } from '../../../src/mappings/fields/money';

const line = (over: object = {}) => ({ sku_id: 'A', qty: '2', sale_amount: '11.30', ...over });
const linesOf = (items: object[], over: Partial<typeof defaults> = {}) =>
  saleoutLines({ items }, { parameters: { ...defaults, ...over } });
const moneyOf = (over: object, parameters: Partial<typeof defaults> = {}) =>
  linesOf([line(over)], parameters)[0]?.money;

describe('saleoutLines', () => {
  it('prices a line out of its amount', () => {
    expect(moneyOf({})).toEqual({
      quantity: 2,
      isFree: false,
      taxPrice: 5.65,
      price: 5,
      taxRate: 13,
      allAmount: 11.3,
    });
  });

  it.each([
    ['sale_amount before amount', { sale_amount: '5', amount: '7' }, 5],
    ['amount', { sale_amount: undefined, amount: '7.00' }, 7],
    ['sale_price by quantity', { sale_amount: undefined, sale_price: '3.333', price: '9' }, 6.67],
    ['price by quantity', { sale_amount: undefined, price: '0.005' }, 0.01],
    ['an amount that no price by quantity gives', { qty: '3', sale_amount: '10.00' }, 10],
  ])('amount of a line: %s', (_, over, allAmount) => {
    expect(moneyOf(over)?.allAmount).toBe(allAmount);
  });

  it('keeps what does not come out even in the amount, not in the price', () => {
    expect(moneyOf({ qty: '3', sale_amount: '10.00' })).toMatchObject({
      taxPrice: 3.333333,
      price: 2.949852,
    });
    expect(moneyOf({ qty: '3', sale_amount: '10.00' }, { priceDigits: '10' })?.taxPrice).toBe(3.3333333333);
  });

  it('leaves tax and net amount to Kingdee, or sends them', () => {
    expect(moneyOf({})).not.toHaveProperty('taxAmount');
    expect(moneyOf({}, { taxAmounts: 'send' })).toMatchObject({ taxAmount: 1.3, netAmount: 10 });
  });

  it('keeps several lines of one sku apart', () => {
    expect(linesOf([line(), line({ qty: '1' })]).map(({ money }) => money.quantity)).toEqual([2, 1]);
  });

  it.each([
    ['a gift is free', { is_gift: true, sale_amount: '0.00' }, {}, { isFree: true, taxPrice: 0, price: 0 }],
    ['a gift that is paid for is not', { is_gift: true }, {}, { isFree: false, allAmount: 11.3 }],
    ['what costs nothing is free', { sale_amount: '0' }, {}, { isFree: true, allAmount: 0 }],
    [
      'a negative line may pass',
      { qty: '-2', sale_amount: '-11.30' },
      { negativeLines: 'pass' },
      { quantity: -2, taxPrice: 5.65, allAmount: -11.3 },
    ],
  ])('%s', (_, over, parameters, money) => {
    expect(moneyOf(over, parameters)).toMatchObject(money);
  });

  it('leaves out a line of no quantity and no amount, and numbers the others as the source does', () => {
    const nothing = line({ qty: '0', sale_amount: '0.00' });
    expect(linesOf([nothing, line()])).toHaveLength(1);
    expect(() => linesOf([nothing, line({ qty: undefined })])).toThrow('line 2 / 第 2 行: qty: empty');
  });

  it.each([
    ['no quantity', { qty: undefined }, {}, 'FRealQty', 'qty: empty in the source row'],
    [
      'no amount and no price',
      { sale_amount: undefined },
      {},
      'FAllAmount',
      'sale_amount, sale_price: empty',
    ],
    ['an amount without quantity', { qty: '0' }, {}, 'FRealQty', 'has an amount and no quantity'],
    ['quantity 0', { qty: '0', sale_amount: '0' }, { zeroQuantity: 'refuse' }, 'FRealQty', 'quantity is 0'],
    [
      'amount 0',
      { sale_amount: '0' },
      { zeroAmount: 'refuse' },
      'FAllAmount',
      'amount is 0 and it is no gift',
    ],
    ['a negative quantity', { qty: '-2', sale_amount: '-1' }, {}, 'FRealQty', 'quantity is negative'],
    [
      'a negative gift',
      { qty: '-2', sale_amount: '0', is_gift: true },
      {},
      'FRealQty',
      'quantity is negative',
    ],
    ['a negative price', { sale_amount: '-1' }, { negativeLines: 'pass' }, 'FTaxPrice', 'price is negative'],
    ['too long an amount', { sale_amount: '12345678901234.56' }, {}, 'FAllAmount', 'more than 15 digits'],
    ['no number', { qty: '1,000' }, {}, 'FRealQty', 'is not a decimal number'],
    ['a wrong rate', {}, { taxRate: '13%' }, undefined, 'parameter taxRate'],
    ['a wrong choice', { qty: '0', sale_amount: '0' }, { zeroQuantity: 'x' }, undefined, 'skip, refuse'],
  ])('refuses %s, naming line and field', (_, over, parameters, field, reason) => {
    const attempt = () => linesOf([line(), line(over)], parameters);
    const place = 'taxRate' in parameters ? 'line 1' : 'line 2';
    expect(attempt).toThrow(Unmappable);
    expect(attempt).toThrow(expect.objectContaining({ field, message: expect.stringContaining(reason) }));
    expect(attempt).toThrow(place);
  });
});

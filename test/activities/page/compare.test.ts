import { differences, type ComparedField, type ComparedFields } from '../../../src/activities/page/compare';

const field = (key: string, as?: ComparedField['as'], ...path: string[]): ComparedField => ({
  key,
  path: path.length > 0 ? path : [key.split('.')[0]!],
  ...(as === undefined ? {} : { as }),
});
const head = (one: ComparedField): ComparedFields => ({ head: [one], lists: {} });

/** Whether a value that is sent and a text that is held count as different. */
function differ(sent: unknown, held: string | undefined, as?: ComparedField['as']): boolean {
  const fields = held === undefined ? {} : { F: held };
  return differences(head(field('F', as)), sent === undefined ? {} : { F: sent }, { fields }).length > 0;
}

const alike: [string, unknown, string | undefined, ComparedField['as']?][] = [
  ['text', '主仓', '主仓'],
  ['text with blanks around it', ' 主仓', '主仓 '],
  ['no text, as the query prints it', '', ' '],
  ['what was left out', undefined, undefined],
  ['what was left out, where a number is 0', undefined, '0.00'],
  ['what was left out, where a flag is off', undefined, 'false'],
  ['what was left out as null', null, ''],
  ['whole number', 12, '12.00'],
  ['a number in exponents', 0.0000001, '1e-7'],
  ['a large number in exponents', 1e21, '1000000000000000000000'],
  ['0 and nothing', 0, ' '],
  ['minus 0', -0, '0'],
  ['noise of binary fractions', 0.3, '0.30000000000000004'],
  ['noise in a large number', 123456789.3, '123456789.30000001'],
  ['noise in what was sent', 0.1 + 0.2, '0.3'],
  ['a quantity in ten digits', 1.5, '1.5000000000'],
  ['an amount', 30, '30.0000000000', 'amount'],
  ['an amount with noise', 30, '29.999999999999996', 'amount'],
  ['a negative amount', -30.01, '-30.010000000000002', 'amount'],
  ['an amount as text', '30', '30.00', 'amount'],
  ['a price of ten digits, kept with six', 3.3333333333, '3.333333', 'price'],
  ['a price that Kingdee rounds up', 6.6666666667, '6.666667', 'price'],
  ['a price exactly between two', 0.3333335, '0.333334', 'price'],
  ['a price of two digits, worked out again', 3.33, '3.333333', 'price'],
  ['a round price', 100, '100.000000', 'price'],
  ['a flag', true, 'true'],
  ['a flag as the database keeps it', true, '1'],
  ['a flag that is off', false, '0'],
  ['a flag that is off, in other case', false, 'False'],
  ['a flag that is off, and nothing', false, undefined],
  ['a number as a flag', 1, 'true'],
  ['a reference', { FNumber: 'CK001' }, 'CK001'],
  ['a reference under another key', { FNUMBER: 'XSCKD01_SYS' }, 'XSCKD01_SYS'],
  ['a reference in the case of the base data', { FNumber: 'ck001' }, 'CK001'],
  ['a reference with wide letters', { FNumber: 'ＣＫ001 ' }, 'CK001'],
  ['a reference to nothing', { FNumber: '' }, undefined],
  ['a day', '2026-01-05', '2026-01-05T00:00:00'],
  ['a day with its midnight', '2026-01-05 00:00:00', '2026-01-05T00:00:00'],
  ['a time that is kept as its day', '2026-01-05 13:20:00', '2026-01-05T00:00:00'],
  ['a day that is kept with a time', '2026-01-05', '2026-01-05T08:30:00'],
  ['a time', '2026-01-05 13:20:00', '2026-01-05T13:20:00'],
  ['a time with zeros behind the point', '2026-01-05 13:20:00.520', '2026-01-05T13:20:00.52'],
  ['what the account may not see', 12, '***'],
  ['a name that the account may not see', '主仓', '******'],
];

const unlike: [string, unknown, string | undefined, ComparedField['as']?][] = [
  ['text', '主仓', '分仓'],
  ['text of another case', 'a', 'A'],
  ['text that was there', undefined, '主仓'],
  ['text that is gone', '主仓', undefined],
  ['a code that looks like a number', '007', '7'],
  ['a number', 12, '12.01'],
  ['a number that was there', undefined, '12'],
  ['a number that is gone', 12, ' '],
  ['a number that is text', 12, '十二'],
  ['a sign', 12, '-12'],
  ['the last digit of a quantity', 1.0000000001, '1.0000000002'],
  ['a fen', 30, '30.01', 'amount'],
  ['a fen in a large amount', 99999999.99, '100000000', 'amount'],
  ['a fen, with noise', 0.29, '0.30000000000000004', 'amount'],
  ['the sixth digit of a price', 3.333333, '3.333334', 'price'],
  ['another price in six digits than the one of ten', 3.3333333333, '3.333334', 'price'],
  ['a price in whole fen', 10, '10.4', 'price'],
  ['a small price', 0.0012, '0.0015', 'price'],
  ['a price and nothing', 0.5, '0', 'price'],
  ['a flag', true, 'false'],
  ['a flag and nothing', true, undefined],
  ['a flag and what is none', false, 'A'],
  ['a reference', { FNumber: 'CK001' }, 'CK002'],
  ['a reference that is gone', { FNumber: 'CK001' }, undefined],
  ['a reference that was there', undefined, 'CK001'],
  ['leading zeros of a reference', { FNumber: '0100' }, '100'],
  ['a day', '2026-01-05', '2026-01-06T00:00:00'],
  ['a day on the edge of time zones', '2026-01-05', '2026-01-04T16:00:00'],
  ['a time', '2026-01-05 13:20:00', '2026-01-05T13:21:00'],
  ['a day and nothing', '2026-01-05', undefined],
];

// Jest takes a parameter that a row does not fill for its callback.
test.each(alike)('alike: %s', (...[, sent, held, as]) => expect(differ(sent, held, as)).toBe(false));
test.each(unlike)('different: %s', (...[, sent, held, as]) => expect(differ(sent, held, as)).toBe(true));

const compared: ComparedFields = {
  head: [field('FDate'), field('FCustomerID.FNumber'), field('FRate', undefined, 'SubHead', 'FRate')],
  lists: {
    FEntity: [field('FMaterialID.FNumber'), field('FQty'), field('FNote', undefined, 'Detail', 'FNote')],
  },
};
const line = (number: string, FQty: number) => ({ FMaterialID: { FNumber: number }, FQty });
const document = {
  FDate: '2026-01-05',
  FCustomerID: { FNumber: 'C1' },
  SubHead: { FRate: 1 },
  FEntity: [line('M1', 1), { ...line('M2', 2), Detail: { FNote: 'x' } }, line('M1', 3)],
};
const fields = { FDate: '2026-01-05T00:00:00', 'FCustomerID.FNumber': 'C1', FRate: '1' };
const row = (number: string, FQty: string, more = {}) => ({ 'FMaterialID.FNumber': number, FQty, ...more });
const FEntity = [row('M1', '1.0'), row('M2', '2', { FNote: 'x' }), row('M1', '3')];

describe('a whole document', () => {
  it.each([
    ['nothing', {}, FEntity, []],
    ['head and sub-header', { FDate: '2026-01-06', FRate: '1.1' }, FEntity, ['FDate', 'FRate']],
    ['a line', {}, [FEntity[0]!, FEntity[1]!, row('M1', '4')], ['FEntity[2].FQty']],
    [
      'the order of lines',
      {},
      [FEntity[1]!, FEntity[0]!, FEntity[2]!],
      [
        'FEntity[0].FMaterialID.FNumber',
        'FEntity[0].FQty',
        'FEntity[0].FNote',
        'FEntity[1].FMaterialID.FNumber',
        'FEntity[1].FQty',
        'FEntity[1].FNote',
      ],
    ],
    ['a line too few, and only that', {}, FEntity.slice(1), ['FEntity.length']],
    ['a line too many', {}, [...FEntity, row('M9', '9')], ['FEntity.length']],
    ['all lines', {}, [], ['FEntity.length']],
    ['head and lines', { 'FCustomerID.FNumber': 'C2' }, [], ['FCustomerID.FNumber', 'FEntity.length']],
  ])('tells of %s', (_, changes, lines, expected) => {
    const found = { fields: { ...fields, ...changes }, lines: { FEntity: lines } };
    expect(differences(compared, document, found)).toEqual(expected);
  });

  it('does not compare lines that were not read', () => {
    expect(differences(compared, document, { fields })).toEqual([]);
    expect(differences(compared, document, { fields, lines: {} })).toEqual([]);
  });

  it('takes a list that is left out for an empty one', () => {
    const { FEntity: _, ...without } = document;
    expect(differences(compared, without, { fields, lines: { FEntity: [] } })).toEqual([]);
    expect(differences(compared, without, { fields, lines: { FEntity } })).toEqual(['FEntity.length']);
  });

  it('compares nothing where nothing is marked', () => {
    expect(differences({ head: [], lists: {} }, document, { fields: {}, lines: { FEntity: [] } })).toEqual(
      [],
    );
  });
});

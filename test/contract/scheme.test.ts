import { type ParameterRule, faultOf, faultsOf, takenBy } from '../../src/contract/scheme';
import { planRun, type Planning } from '../../src/activities/plan/run';
import { taxRateOf } from '../../src/mappings/fields/money';
import { wholeNumberOf } from '../../src/mappings/fields/parameters';
import { schemes } from '../../src/workflows/catalogue';

const tables = Object.values(schemes);
const sources = {
  any: { pagingOf: () => 'number' },
} as unknown as Planning['sources'];
const plan = (scheme: string, configured: Record<string, string>, given: Record<string, string>) =>
  planRun(
    schemes[scheme]!,
    { parameters: given },
    { settings: { source: 'any', target: 'any', parameters: configured }, sources, dueAt: 0 },
  );

it.each(tables)('every default of $name is a value that it takes', ({ parameters }) => {
  const defaults = Object.entries(parameters).map(([name, { default: text }]) => [name, text]);
  expect(faultsOf(parameters, Object.fromEntries(defaults))).toEqual([]);
});

it.each<[ParameterRule, string[], string[], string | undefined]>([
  [{}, ['', 'x'], [], undefined],
  [{ oneOf: ['a', 'b'] }, ['a', 'b'], ['', 'A', ' a', 'toString'], 'one of: a, b'],
  [{ oneOf: ['a', ''] }, ['a', ''], [' '], 'one of: a, ""'],
  [
    { number: { min: 2, max: 10 } },
    ['2', '10'],
    ['1', '11', '', ' 2', '2.0', '1e1', '0x4', 'NaN'],
    undefined,
  ],
  [
    { number: { min: 0, below: 100, decimals: 2 } },
    ['0', '99.99', '13'],
    ['100', '', '-1', '1.234', '.5', '13%', 'Infinity'],
    undefined,
  ],
  [{ number: { min: -1 } }, ['-1', '123456'], ['-2', '0.5'], 'a whole number from -1 up'],
  [{ pattern: { matches: '^[A-Z]+$', means: { en: 'capitals', zh: '大写' } } }, ['A'], ['a', ''], 'capitals'],
])('%j', (rule, good, bad, words) => {
  expect(good.filter((value) => faultOf(rule, value))).toEqual([]);
  expect(bad.filter((value) => !faultOf(rule, value))).toEqual([]);
  if (words) expect(takenBy(rule)?.en).toBe(words);
});

describe('what the table takes the mapping takes too', () => {
  const { parameters } = schemes.qimenSaleoutsToKingdeeOutstocks!;
  const numbers = [
    '0',
    '1',
    '2',
    '9',
    '10',
    '11',
    '13',
    '99.999999',
    '100',
    '0.0000001',
    '007',
    '',
    'x',
    '-0',
  ];
  it.each([
    ['taxRate', (text: string) => taxRateOf(text)],
    ['priceDigits', (text: string) => wholeNumberOf('priceDigits', text, 2, 10)],
  ])('%s', (name, read) => {
    const taken = numbers.filter((text) => !faultOf(parameters[name]!, text));
    expect(taken.length).toBeGreaterThanOrEqual(3);
    for (const text of taken) expect(() => read(text)).not.toThrow();
  });
});

describe('a run', () => {
  const scheme = 'qimenSaleoutsToKingdeeOutstocks';
  it('takes what its parameters take', async () => {
    const { parameters } = await plan(scheme, { taxRate: '9' }, { unknownCodes: 'pass' });
    expect(parameters).toMatchObject({ taxRate: '9', unknownCodes: 'pass', dateType: '2' });
  });

  it('is refused once, with every wrong value, whether configured or given', async () => {
    const refused = () => plan(scheme, { taxRate: '130', dateType: '1' }, { unknownCodes: 'maybe' });
    await expect(refused()).rejects.toThrow(
      `${scheme}: parameter unknownCodes must be one of: refuse, pass; given is "maybe"; ` +
        'parameter taxRate must be a number from 0 to below 100, with at most 6 decimals; given is "130"; ' +
        'parameter dateType must be one of: 0, 2; given is "1"',
    );
    await expect(refused()).rejects.toMatchObject({ type: 'Misconfigured', nonRetryable: true });
  });

  it('does not mind what is configured wrongly and given rightly', async () => {
    const { parameters } = await plan(scheme, { taxRate: '130' }, { taxRate: '6' });
    expect(parameters.taxRate).toBe('6');
  });
});

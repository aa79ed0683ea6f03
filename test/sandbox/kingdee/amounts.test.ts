import { lineAmounts } from '../../../sandbox/kingdee/bills/line-amounts';
import { outstockLine, outstockModel, Outstocks } from './bills';
import { Site } from './support';

let site: Site;
let bills: Outstocks;
beforeAll(async () => {
  site = await Site.start();
  bills = new Outstocks(site);
});
beforeEach(() => bills.reset());
afterAll(() => site.sandbox.close());

const amounts = 'FPrice,FTaxPrice,FAmount,FEntryTaxAmount,FAllAmount';

test('prices and amounts that were not sent are computed, and the tax split adds up', async () => {
  const lines = [
    outstockLine(),
    outstockLine({ FRealQty: 3, FTaxPrice: 3.33 }),
    outstockLine({ FTaxPrice: undefined, FPrice: 10 }),
    outstockLine({ FTaxPrice: undefined, FAllAmount: 100 }),
    outstockLine({ FRealQty: -2, FDiscountRate: 10 }),
    outstockLine({ FTaxPrice: 0, FIsFree: true }),
  ];
  await bills.save(outstockModel('XS1', { FEntity: lines }));
  expect(await bills.query(amounts)).toEqual([
    [10, 11.3, 100, 13, 113],
    [2.946903, 3.33, 8.84, 1.15, 9.99],
    [10, 11.3, 100, 13, 113],
    [8.849558, 10, 88.5, 11.5, 100],
    [10, 11.3, -18, -2.34, -20.34],
    [0, 0, 0, 0, 0],
  ]);
});

test('bill totals are the sums of the lines, also in local currency', async () => {
  const money = { ...(outstockModel('')['SubHeadEntity'] as object), FExchangeRate: 7, FBillAmount: 1 };
  await bills.save(outstockModel('XS1', { FEntity: [outstockLine(), outstockLine()], SubHeadEntity: money }));
  const keys = 'FBillAmount,FBillTaxAmount,FBillAllAmount,FBillAllAmount_LC';
  expect(await bills.query(keys)).toEqual([[200, 26, 226, 1582]]);
});

test('units and quantities follow the material and the delivered quantity', async () => {
  await bills.save(outstockModel('XS1', { FEntity: [outstockLine({ FSALUNITQTY: 5 })] }));
  const keys =
    'FUnitID.FNumber,FSalUnitID.FNumber,FPriceUnitId.FNumber,FSALUNITQTY,FSALBASEQTY,FARNOTJOINQTY';
  expect(await bills.query(keys)).toEqual([['Pcs', 'Pcs', 'Pcs', 5, 10, 10]]);
});

test('an update of the quantity alone computes with the price that was saved', async () => {
  const id = (await bills.save(outstockModel('XS1'))).json.Result.Id;
  const [[line]] = await bills.query('FEntity_FENTRYID');
  await bills.save({ FID: id, FEntity: [{ FENTRYID: line, FRealQty: 2 }] });
  expect(await bills.query(`FRealQty,FSALBASEQTY,${amounts},FBillAllAmount`)).toEqual([
    [2, 2, 10, 11.3, 20, 2.6, 22.6, 22.6],
  ]);
});

/** Sent values that do not fit each other: 2 × 10 is not 19.99. */
const odd = { FRealQty: 2, FTaxPrice: 10, FEntryTaxRate: 13, FAllAmount: 19.99 };

test.each([
  ['keep-sent', { FTaxPrice: 10, FPrice: 8.849558, FAllAmount: 19.99, FAmount: 17.69, FEntryTaxAmount: 2.3 }],
  ['recompute', { FTaxPrice: 10, FPrice: 8.849558, FAllAmount: 20, FAmount: 17.7, FEntryTaxAmount: 2.3 }],
  ['events', { FTaxPrice: 9.995, FPrice: 8.845133, FAllAmount: 19.99, FAmount: 17.69, FEntryTaxAmount: 2.3 }],
] as const)('sent amounts under the switch %s', (policy, expected) => {
  expect(lineAmounts(odd, Object.keys(odd), policy)).toMatchObject(expected);
});

test('with value-update events a later key overwrites an earlier one, and the free-line rule strikes', async () => {
  site.set({ amounts: 'events' });
  const { FTaxPrice: price, ...unpriced } = outstockLine();
  const early = { ...unpriced, FTaxPrice: price, FPrice: 0 };
  const late = { ...unpriced, FPrice: 0, FTaxPrice: price };
  const answers = [early, late].map((line) => bills.save(outstockModel('', { FEntity: [line] })));
  const [refused, saved] = (await Promise.all(answers)).map(({ json }) => json.Result.ResponseStatus);
  expect(refused.Errors[0].Message).toBe('第1行分录，未免费的物料，含税单价不能小于等于0');
  expect(saved.IsSuccess).toBe(true);
});

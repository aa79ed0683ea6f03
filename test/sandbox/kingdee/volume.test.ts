import { outstockLine, outstockModel, Outstocks, statusOf } from './bills';
import { Site } from './support';

let site: Site;
let bills: Outstocks;
beforeAll(async () => {
  site = await Site.start();
  bills = new Outstocks(site);
  await bills.reset();
});
afterAll(() => site.sandbox.close());

/** Processor time (ms) of saving a batch; the clock on the wall counts what else the machine does. */
async function cost(models: readonly object[]): Promise<number> {
  const before = process.cpuUsage();
  expect(statusOf(await bills.batchSave(models)).IsSuccess).toBe(true);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

test('the five thousandth bill costs no more than the first', async () => {
  const costs: number[] = [];
  for (let batch = 0; batch < 20; batch++)
    costs.push(
      await cost(Array.from({ length: 250 }, (_, index) => outstockModel(`XS${batch * 250 + index}`))),
    );
  const least = (part: readonly number[]) => Math.min(...part);
  expect(least(costs.slice(-5))).toBeLessThan(3 * least(costs.slice(0, 5)));
}, 60_000);

test('a bill of 4,000 lines costs what its lines cost', async () => {
  const bill = (lines: number) =>
    outstockModel(`L${lines}`, { FEntity: Array.from({ length: lines }, () => outstockLine()) });
  await cost([bill(1000)]);
  const single = await cost([bill(500)]);
  expect(await cost([bill(4000)])).toBeLessThan(8 * 3 * single);
}, 60_000);

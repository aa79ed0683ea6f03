import { Random } from '../../faults/support/random';
import { outstockLine, outstockModel, Outstocks } from './bills';
import { Site, stockModel, type Json } from './support';

let site: Site;
beforeAll(async () => {
  site = await Site.start();
});
afterAll(() => site.sandbox.close());

const documents = 60;
const rounds = 150;

interface Asked {
  readonly form: string;
  readonly keys: string;
  readonly filter: string;
  readonly order: string;
  readonly start: number;
  readonly limit: number;
}

async function query({ form, keys, filter, order, start, limit }: Asked): Promise<Json> {
  const data = {
    FormId: form,
    FieldKeys: keys,
    FilterString: filter,
    OrderString: order,
    StartRow: start,
    Limit: limit,
  };
  return (await site.call('ExecuteBillQuery', { data })).json;
}

/**
 * The same answer with nothing to find documents by: a filter twice denied is as true as before, but names no documents, and a
 * page without an end looks at all.
 */
async function scanned(asked: Asked): Promise<Json> {
  const filter = asked.filter === '' ? '' : `not (not (${asked.filter}))`;
  const rows = await query({ ...asked, filter, start: 0, limit: 0 });
  const refused = typeof rows[0]?.[0] === 'object' && rows[0][0] !== null;
  if (refused || asked.keys === 'count(1)') return rows;
  return rows.slice(asked.start, asked.start + asked.limit);
}

/** Conditions of every kind, some of which a database refuses for the rows that they reach. */
function condition(random: Random, id: string, number: string, numbers: readonly string[]): string {
  const some = (count: number) => Array.from({ length: count }, () => `'${random.pick(numbers)}'`).join(',');
  const anId = () => 100_000 + random.int(0, 4 * documents);
  return random.pick([
    `${number}=${some(1)}`,
    `${some(1)}=${number}`,
    `${number} in (${some(5)},'NONE')`,
    `${number} not in (${some(5)})`,
    `${number} like '%1%'`,
    `${id}=${anId()}`,
    `${id} in (${anId()},${anId()},'${anId()}')`,
    `${id} > ${anId()}`,
    `${id} >= ${anId()} and ${id} < ${anId()}`,
    `${anId()} < ${id}`,
    `FDocumentStatus='A'`,
    `FModifyDate > '2020-01-01'`,
    `FModifyDate > 'yesterday'`,
    `${id} > 'x'`,
  ]);
}

function ask(random: Random, form: string, keys: readonly string[], names: [id: string, number: string]) {
  return (numbers: readonly string[]): Asked => {
    const [id, number] = names;
    const part = () => condition(random, id, number, numbers);
    const filter = random.pick([
      '',
      part(),
      `${part()} and ${part()}`,
      `(${part()} or ${part()}) and ${part()}`,
    ]);
    const order = random.pick(['', `${id} asc`, id, `${id} desc`, `${number}, ${id}`]);
    const [start, limit] = [random.pick([0, 0, 3]), random.int(1, 20)];
    return { form, keys: random.pick(keys), filter, order, start, limit };
  };
}

async function compareAll(make: (numbers: readonly string[]) => Asked, numbers: readonly string[]) {
  let answered = 0;
  for (let round = 0; round < rounds; round++) {
    const asked = make(numbers);
    const answer = await query(asked);
    expect({ asked, answer }).toEqual({ asked, answer: await scanned(asked) });
    if (answer.length > 0) answered += 1;
  }
  expect(answered).toBeGreaterThan(rounds / 3);
}

const stocks = ask(
  new Random(11, 'stocks'),
  'BD_STOCK',
  ['FStockId,FNumber', 'FNumber,FUseOrgId.FNumber,FName', 'count(1)'],
  ['FStockId', 'FNumber'],
);
const numbers = Array.from({ length: documents }, (_, at) => (at % 7 === 0 ? `ck${at} ` : `CK${at}`));

test('base data: what an index finds is what a look at all finds, in its order', async () => {
  await site.reset();
  await site.batchSave(numbers.map((number) => stockModel(number)));
  await site.batchSave(
    numbers.slice(0, 9).map((number) => stockModel(number, { FUseOrgId: { FNumber: '101' } })),
  );
  for (const number of ['CK5', 'CK30']) await site.step('Delete', number);
  await compareAll(stocks, numbers);
});

test.each(['exact', 'ignore'])('… with case of text: %s, and the newest first', async (textCase) => {
  site.set({ textCase, defaultOrder: 'id-desc' });
  await compareAll(stocks, numbers);
});

test('… of documents that are not held in the order of their ids', async () => {
  await site.reset();
  const ids = numbers.map((_, at) => 100_001 + ((at * 37) % documents));
  site.platform.collections['BD_STOCK']?.replace(
    numbers.map((number, at) => stockModel(number, { FStockId: ids[at] })),
  );
  await compareAll(stocks, numbers);
});

test('bills, with a row a line', async () => {
  const bills = new Outstocks(site);
  await bills.reset();
  const names = numbers.map((number) => number.trim());
  await bills.batchSave(
    names.map((name, at) =>
      outstockModel(name, { FEntity: Array.from({ length: 1 + (at % 3) }, () => outstockLine()) }),
    ),
  );
  const keys = ['FID,FBillNo', 'FID,FEntity_FENTRYID,FRealQty', 'count(1)'];
  await compareAll(ask(new Random(12, 'bills'), 'SAL_OUTSTOCK', keys, ['FID', 'FBillNo']), names);
});

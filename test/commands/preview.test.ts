import type { Preview, PreviewRow } from '../../src/operations/preview';
import { schemes } from '../../src/workflows/catalogue';
import { codesOf, customers } from '../schemes/customers';
import { daysAgo } from '../schemes/days';
import { arrange, readTarget } from '../schemes/target';
import { World } from '../support/world';
import { cleanEnvironment, jinqiao } from './jinqiao';

const distributors = 'kingdeeCustomersToGreatonceDistributors';
const saleouts = 'qimenSaleoutsToKingdeeOutstocks';

/** By scheme: a good row's key, its document as far as it is worth a look, and what people see of it. */
const shown: Readonly<Record<string, [key: string, values: Record<string, unknown>, words: string[]]>> = {
  jushuitanWarehousesToKingdeeStocks: [
    '10000103',
    { FName: 'ＡＢＣ仓🏬', FNumber: '10000103', FUseOrgId: { FNumber: '101' }, FDescription: undefined },
    ['名称', '{{wms_co_id}}', 'ＡＢＣ仓🏬', 'left out', 'would be rejected: FName 名称 ({{name}}) is empty'],
  ],
  [saleouts]: [
    '700030',
    {
      FBillNo: '700030',
      FCustomerID: { FNumber: 'CUST0001' },
      'FEntity.FAllAmount': [96.67, 32.22, 0],
      'FEntity.FIsFree': [false, false, true],
      'SubHeadEntity.FSettleCurrID': { FNumber: 'PRE001' },
    },
    ['价税合计', 'shopToCustomer({{shop_id}})', '[96.67,32.22,0]', 'line 2 / 第 2 行: 物料编码'],
  ],
  guanyiShopsToKingdeeCustomers: [
    'SHOP009',
    { FName: 'ＡＢＣ旗舰店🛒', FNumber: 'SHOP009', FCreateOrgId: { FNumber: '100' } },
    ['客户名称', '{{code}}', 'two records of the source have the key SHOP022'],
  ],
  [distributors]: [
    '三个联系人的客户2',
    { distributorName: '三个联系人的客户', mobile: '乙', contact: '乙', address: '上海市示例路2号' },
    [
      '分销商编码',
      '{{BD_CUSTCONTACT_TContact_Name}}',
      'would be rejected: distributorCode 分销商编码',
      'note on mobile: As published, mobile gets the NAME of the contact',
      'note on distributorCode: As published, the code is',
    ],
  ],
  kingdeeOutstocksToAudited: [
    'XSCKD000002',
    { Numbers: 'XSCKD000002' },
    ['编码集合', '{{FBillNo}}', 'id集合'],
  ],
};

const AUDITED_OR_OTHER = ['XSCKD000008', 'XSCKD000009'];

describe.each(Object.keys(schemes))('preview of %s', (scheme) => {
  let world: World;
  const { target, rejected, ...golden } = readTarget(scheme);
  beforeAll(async () => {
    const saleoutSettings = {
      since: daysAgo(5),
      parameters: { dateType: '0' },
      codeTables: { shopToCustomer: { 10000201: 'CUST0001' } },
    };
    world = await World.start({
      kingdee: { extraFields: { BD_Customer: ['F_FML_Combo', 'F_FML_Combo1'] } },
      schemes: { [saleouts]: saleoutSettings },
    });
    await arrange(world, { ...golden, target, rejected });
  });
  afterAll(() => world.stop());

  const preview = (...args: string[]) =>
    jinqiao(['preview', scheme, ...args], { env: cleanEnvironment(world.env) });
  const [goodKey, values, words] = shown[scheme]!;
  const audits = scheme === 'kingdeeOutstocksToAudited';
  const key = audits ? 'Numbers' : target.key;
  const keysHeld = target.documents.map((row) => String(row[target.key]));
  // Of the bills that are held there is one audited before and one of another type.
  const expectedKeys = keysHeld.filter((name) => !audits || !AUDITED_OR_OTHER.includes(name)).sort();
  const valueOf = ({ fields }: PreviewRow, name: string) => fields.find((field) => field.key === name)?.value;

  it('has every row as JSON: its document, or why it would be refused, and writes nothing', async () => {
    const { code, stdout, stderr } = await preview('--json', '--limit', '100');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { rows, notes } = JSON.parse(stdout) as Preview;
    const good = rows.filter(({ rejection }) => !rejection);
    const refused = rows.flatMap(({ key: name, rejection }) =>
      rejection ? [{ key: name, ...rejection }] : [],
    );
    const keys = good.map((row) => String(valueOf(row, key)));
    expect(keys.sort()).toEqual(expectedKeys);
    const shownAsRefused = rejected
      .filter(({ cause }) => ['mapping', 'source-row', 'unknown-code', 'key-taken'].includes(cause))
      .map((one) => expect.objectContaining(one) as object);
    expect(refused).toHaveLength(shownAsRefused.length);
    expect(refused).toEqual(expect.arrayContaining(shownAsRefused));
    const row = good.find((one) => valueOf(one, key) === goodKey)!;
    expect(Object.fromEntries(Object.keys(values).map((name) => [name, valueOf(row, name)]))).toEqual(values);
    expect(Object.keys(row.source).length).toBeGreaterThan(1);
    expect(notes.map((note) => note.key)).toEqual(
      scheme === distributors ? ['distributorCode', 'mobile'] : [],
    );
    expect(await world.control.requests('?write=true')).toEqual([]);
  });

  it('shows source and document side by side to a person, with reasons and oddities', async () => {
    const { code, stdout } = await preview('--limit', '100');
    expect(code).toBe(0);
    for (const word of ['source field', 'target field', ...words]) expect(stdout).toContain(word);
  });

  it('shows no more rows than asked for, the first ones of the source', async () => {
    const all = JSON.parse((await preview('--json', '--limit', '100')).stdout) as Preview;
    const two = JSON.parse((await preview('--json', '--limit', '2')).stdout) as Preview;
    expect(two.rows).toEqual(all.rows.slice(0, 2));
  });
});

test('preview reads on where a page ends: no row twice', async () => {
  const world = await World.start();
  try {
    const list = customers(70);
    await world.control.put('kingdee', 'BD_Customer', list);
    const { stdout } = await jinqiao(['preview', distributors, '--json', '--limit', '500'], {
      env: cleanEnvironment(world.env),
    });
    const codes = (JSON.parse(stdout) as Preview).rows.map(
      ({ fields }) => fields.find(({ key }) => key === 'distributorCode')?.value,
    );
    expect(codes).toEqual(codesOf(list));
  } finally {
    await world.stop();
  }
});

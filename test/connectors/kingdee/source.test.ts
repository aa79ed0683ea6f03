import type { KingdeeConnector } from '../../../src/connectors/kingdee';
import { call, closeAll, connect, failure, type Seen, signedSettings } from './support';

interface Query {
  readonly FieldKeys: string;
  readonly FilterString: string;
  readonly OrderString: string;
  readonly Limit: number;
}

const customers = 'ExecuteBillQuery/BD_Customer';
const outstocks = 'ExecuteBillQuery/SAL_OUTSTOCK';
afterEach(closeAll);

function queryOf({ body }: Seen): Query {
  return JSON.parse((JSON.parse(body) as { data: string }).data) as Query;
}

type Values = Readonly<Record<string, unknown>>;

/** A site that holds rows per query: the head's first, those of contacts where the query asks for contact rows. */
async function site(
  heads: readonly Values[],
  entries: Readonly<Record<string, readonly Values[]>>,
  more = {},
) {
  const seen: Query[] = [];
  const answer = (request: Seen) => {
    const query = queryOf(request);
    seen.push(query);
    const keys = query.FieldKeys.split(',');
    const id = query.OrderString.replace(' asc', '');
    const after = Number(new RegExp(`${id} > (\\d+)`).exec(query.FilterString)?.[1] ?? -1);
    const rows = (entries[id] ?? heads).filter((row) => Number(row[id]) > after).slice(0, query.Limit);
    return { body: rows.map((row) => keys.map((key) => row[key] ?? null)) };
  };
  const { kingdee } = await connect(answer, signedSettings, more);
  return { kingdee, seen };
}

const read = (
  kingdee: KingdeeConnector,
  method: string,
  size: number,
  after?: string,
  request: Record<string, string> = {},
) =>
  kingdee.readPage(
    { method, request, page: { number: 1, size, ...(after === undefined ? {} : { after }) } },
    call,
  );

const bill = (id: number) => ({
  FID: id,
  FBillNo: `XS${id}`,
  'FBillTypeID.FNumber': 'XSCKD07_SYS',
  FDate: ' ',
});

describe('columns that hold no plain value', () => {
  test('are a fault for who reads them, and of no other', async () => {
    const odd = { ...bill(1), FApproveDate: { Key: 2052 }, 'FCustomerID.FNumber': ['x'] };
    const { kingdee } = await site([odd, bill(2)], {});
    const { rows } = await read(kingdee, outstocks, 10);
    expect(rows.map(({ key, fault }) => [key, fault])).toEqual([
      ['XS1', undefined],
      ['XS2', undefined],
    ]);
    expect(rows[0]?.row).toMatchObject({ FID: '1', FBillNo: 'XS1', FBillTypeID_FNumber: 'XSCKD07_SYS' });
    expect(() => rows[0]?.row?.['FCustomerID_FNumber']).toThrow('FCustomerID.FNumber: expected text');
  });

  test('are a fault of the row where its number is one of them, and of the answer where its id is', async () => {
    const { kingdee } = await site([{ ...bill(1), FBillNo: { Key: 2052 } }], {});
    expect((await read(kingdee, outstocks, 10)).rows).toEqual([
      { key: undefined, fault: 'FBillNo: is empty' },
    ]);
    const { kingdee: other } = await connect(() => ({ body: [[{ unheard: 'of' }]] }), signedSettings);
    await expect(read(other, outstocks, 10)).rejects.toThrow(
      'kingdee ExecuteBillQuery: a row has 1 values for',
    );
  });
});

describe('bills', () => {
  test('three pages by key, with the filter in parentheses', async () => {
    const { kingdee, seen } = await site([bill(7), bill(9), bill(10), bill(100)], {});
    const filter = { FilterString: "a='1' or b='2'", Limit: '500', StartRow: '40', TopRowCount: '9' };
    const first = await read(kingdee, outstocks, 2, undefined, filter);
    expect(first).toEqual({
      rows: [
        { key: 'XS7', row: { FID: '7', FBillNo: 'XS7', FBillTypeID_FNumber: 'XSCKD07_SYS' } },
        { key: 'XS9', row: { FID: '9', FBillNo: 'XS9', FBillTypeID_FNumber: 'XSCKD07_SYS' } },
      ],
      hasNext: true,
      cursor: '9',
    });
    expect(await read(kingdee, outstocks, 2, '9', filter)).toMatchObject({ hasNext: true, cursor: '100' });
    expect(await read(kingdee, outstocks, 2, '100', filter)).toEqual({ rows: [], hasNext: false });
    expect(seen.map(({ FilterString }) => FilterString)).toEqual([
      "a='1' or b='2'",
      "(a='1' or b='2') and FID > 9",
      "(a='1' or b='2') and FID > 100",
    ]);
    expect(seen[0]).toMatchObject({ OrderString: 'FID asc', Limit: 2, StartRow: 0, TopRowCount: 0 });
  });

  test('a page larger than the query limit asks for the limit and goes on', async () => {
    const { kingdee } = await site([bill(1), bill(2), bill(3)], {}, { queryLimit: 2 });
    expect(await read(kingdee, outstocks, 50)).toMatchObject({ hasNext: true, cursor: '2' });
  });

  test('a bill without a number is handed on with its fault', async () => {
    const { kingdee } = await site([{ FID: 1, FBillNo: ' ' }], {});
    expect((await read(kingdee, outstocks, 5)).rows).toEqual([
      { key: undefined, fault: 'FBillNo: is empty' },
    ]);
  });

  test.each([
    ['ids that do not ascend', [[20], [11]], 'ProtocolViolation', 'does not page on'],
    ['a page that repeats', [[9]], 'ProtocolViolation', 'does not page on'],
    ['an entry field', [[10], [10]], 'Misconfigured', 'field of an entry'],
    ['an id that is no number', [['x']], 'ProtocolViolation', 'FID'],
  ])('%s is an error', async (_, ids, name, words) => {
    const width = (query: Query) => query.FieldKeys.split(',').length;
    const { kingdee } = await connect(
      (request) => ({
        body: ids.map(([id]) =>
          Array.from({ length: width(queryOf(request)) }, (_, i) => (i === 0 ? id : 'x')),
        ),
      }),
      signedSettings,
    );
    const error = await failure(read(kingdee, outstocks, 5, '9'));
    expect(error.name).toBe(name);
    expect(error.message).toContain(words);
  });

  test.each<[string, string, string | undefined, Record<string, string>]>([
    ['an unknown method', 'ExecuteBillQuery/BD_STOCK', undefined, {}],
    ['a form of another method', outstocks, undefined, { FormId: 'BD_Customer' }],
    ['a cursor that is none', outstocks, "1' or 1=1", {}],
  ])('%s is refused before any call', async (_, method, after, request) => {
    const { kingdee, seen } = await site([bill(1)], {});
    expect((await failure(read(kingdee, method, 5, after, request))).name).toBe('Misconfigured');
    expect(seen).toEqual([]);
  });

  test('pages by key', async () => {
    const { kingdee } = await site([], {});
    expect(kingdee.pagingOf(outstocks)).toBe('key');
    expect(() => kingdee.pagingOf('ExecuteBillQuery')).toThrow('unknown method');
  });
});

const customer = (id: number, more: Values = {}) => ({
  FCUSTID: id,
  FNumber: `C${id}`,
  FName: `客户${id}`,
  'FUseOrgId.FNumber': '101',
  'FUseOrgId.FName': '总部',
  ...more,
});
const contact = (id: number, of: number) => ({
  FT_BD_CUSTCONTACT_FENTRYID: id,
  FCUSTID: of,
  FADDRESS1: `地址${id}`,
  'FTContact.FName': `联系人${id}`,
  FMOBILE: '13800000000',
});

describe('customers', () => {
  const contacts = [contact(21, 1), contact(22, 3), contact(23, 1), contact(24, 1)];

  test('one row per contact, none cut in two, one for a customer without', async () => {
    const more = { queryLimit: 2 };
    const { kingdee, seen } = await site(
      [1, 2, 3].map((id) => customer(id)),
      { FT_BD_CUSTCONTACT_FENTRYID: contacts },
      more,
    );
    const page = await read(kingdee, customers, 2, undefined, { FilterString: "FForbidStatus='A'" });
    expect(page).toMatchObject({ hasNext: true, cursor: '2' });
    expect(page.rows.map(({ key }) => key)).toEqual(['C1@101#1', 'C1@101#2', 'C1@101#3', 'C2@101#1']);
    expect(page.rows[1]?.row).toEqual({
      FCUSTID: '1',
      FNumber: 'C1',
      FName: '客户1',
      Name: '客户1',
      FUseOrgId_FNumber: '101',
      FUseOrgId_FName: '总部',
      UseOrgId_Name: '总部',
      FT_BD_CUSTCONTACT_FENTRYID: '23',
      BD_CUSTCONTACT_ADDRESS: '地址23',
      BD_CUSTCONTACT_TContact_Name: '联系人23',
      BD_CUSTCONTACT_MOBILE: '13800000000',
      bfn_num: '2',
    });
    expect(page.rows[3]?.row).not.toHaveProperty('BD_CUSTCONTACT_ADDRESS');
    expect(seen[1]?.FilterString).toBe('(FCUSTID in (1,2)) and FT_BD_CUSTCONTACT_FENTRYID > 0');
  });

  test('customers without contacts may be left out, and the list still goes on', async () => {
    const { kingdee } = await site([customer(1), customer(2)], {}, { customersWithoutContacts: 'skip' });
    expect(await read(kingdee, customers, 1)).toEqual({ rows: [], hasNext: true, cursor: '1' });
  });

  test("a tenant's own and the bank account's fields are asked for only where named", async () => {
    const bank = [
      { FT_BD_CUSTBANK_FENTRYID: 5, FCUSTID: 1, FBANKCODE: '111', FISDEFAULT1: false },
      { FT_BD_CUSTBANK_FENTRYID: 6, FCUSTID: 1, FBANKCODE: '222', FISDEFAULT1: true },
    ];
    const entries = { FT_BD_CUSTCONTACT_FENTRYID: [], FT_BD_CUSTBANK_FENTRYID: bank };
    const heads = [customer(1, { F_FML_Combo: '1' })];
    const extraFields = { BD_Customer: ['F_FML_Combo', 'FBANKCODE'] };
    const named = await site(heads, entries, { extraFields });
    expect((await read(named.kingdee, customers, 5)).rows).toMatchObject([
      { row: { F_FML_Combo: '1', FBANKCODE: '222' } },
    ]);
    const plain = await site(heads, entries);
    await read(plain.kingdee, customers, 5);
    expect(plain.seen.map(({ FieldKeys }) => FieldKeys).join()).not.toMatch(/F_FML|FBANKCODE/);
    expect(plain.seen).toHaveLength(2);
  });
});

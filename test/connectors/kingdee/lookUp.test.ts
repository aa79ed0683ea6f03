import { createKingdeeConnector, type KingdeeConnector } from '../../../src/connectors/kingdee';
import { call, failure, type Scripted, type Seen, signedSettings, type Site, startSite } from './support';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function connect(
  answer: (query: Query, earlier: number) => Scripted,
  more = {},
): Promise<{ site: Site; kingdee: KingdeeConnector; queries: () => Query[] }> {
  const site = await startSite((seen, earlier) => answer(queryOf(seen), earlier));
  const kingdee = createKingdeeConnector(signedSettings(site.url, more));
  open.push(
    () => kingdee.close(),
    () => site.close(),
  );
  return { site, kingdee, queries: () => site.seen.map(queryOf) };
}

interface Query {
  readonly FieldKeys: string;
  readonly FilterString: string;
  readonly OrderString: string;
  readonly StartRow: number;
  readonly Limit: number;
  readonly TopRowCount: number;
}

function queryOf({ body }: Seen): Query {
  return JSON.parse((JSON.parse(body) as { data: string }).data) as Query;
}

const key = (number: string, organization = '101') => ({ number, organization });
const row = (id: number, number: string, state = 'C', ...more: (string | null)[]) => [
  id,
  number,
  state,
  'A',
  null,
  null,
  ...more,
];

describe('look-up by business key', () => {
  test('asks once for all numbers of an organization, with quotes doubled', async () => {
    const { kingdee, queries } = await connect(() => ({ body: [row(7, "O'K", 'A', ' 仓 ', ' ')] }));
    const found = await kingdee.lookUp('BD_STOCK', [key("O'K"), key('CK002')], ['FName', 'FAddress'], call);
    expect(found).toEqual([
      { id: '7', number: "O'K", organization: '101', state: 'saved', fields: { FName: '仓' } },
    ]);
    expect(queries()).toMatchObject([
      {
        FormId: 'BD_STOCK',
        FieldKeys:
          'FStockId,FNumber,FDocumentStatus,FForbidStatus,FUseOrgId.FNumber,FCreateOrgId.FNumber,FName,FAddress',
        FilterString: "FNumber in ('O''K','CK002') and FUseOrgId.FNumber='101'",
        OrderString: 'FStockId asc',
        TopRowCount: 0,
        StartRow: 0,
      },
    ]);
  });

  test('one query per organization and batch', async () => {
    const { kingdee, queries } = await connect(() => ({ body: [] }), { lookUpBatch: 2 });
    const keys = [key('a'), key('b'), key('c'), key('a', '102')];
    expect(await kingdee.lookUp('BD_STOCK', keys, [], call)).toEqual([]);
    expect(queries().map(({ FilterString }) => FilterString)).toEqual([
      "FNumber in ('a','b') and FUseOrgId.FNumber='101'",
      "FNumber in ('c') and FUseOrgId.FNumber='101'",
      "FNumber in ('a') and FUseOrgId.FNumber='102'",
    ]);
  });

  test('the same number in two organizations is two documents', async () => {
    const { kingdee } = await connect(({ FilterString }) => ({
      body: [row(FilterString.includes("'102'") ? 2 : 1, 'CK002')],
    }));
    const found = await kingdee.lookUp('BD_STOCK', [key('CK002'), key('CK002', '102')], [], call);
    expect(found.map(({ id, organization }) => [id, organization])).toEqual([
      ['1', '101'],
      ['2', '102'],
    ]);
  });

  test('reads further pages until one is short', async () => {
    const rows = [row(1, 'a'), row(2, 'b'), row(3, 'c')];
    const { kingdee, queries } = await connect(
      ({ FilterString, Limit }) => {
        const after = Number(/ and FStockId > (\d+)$/.exec(FilterString)?.[1] ?? 0);
        return { body: rows.filter(([id]) => Number(id) > after).slice(0, Limit) };
      },
      { queryLimit: 2 },
    );
    const found = await kingdee.lookUp(
      'BD_STOCK',
      ['a', 'b', 'c'].map((n) => key(n)),
      [],
      call,
    );
    expect(found.map(({ number }) => number)).toEqual(['a', 'b', 'c']);
    const filter = "FNumber in ('a','b','c') and FUseOrgId.FNumber='101'";
    expect(queries().map(({ FilterString }) => FilterString)).toEqual([
      filter,
      `(${filter}) and FStockId > 2`,
    ]);
  });

  test('one page is taken in whatever order it comes, and whatever its ids look like', async () => {
    const rows = [row(9, 'b'), ['k-7', ...row(7, 'a').slice(1)], row(9, 'b')];
    const { kingdee } = await connect(() => ({ body: rows }));
    const found = await kingdee.lookUp('BD_STOCK', [key('a'), key('b')], [], call);
    expect(found.map(({ id, number }) => [id, number])).toEqual([
      ['k-7', 'a'],
      ['9', 'b'],
    ]);
  });

  test('a site that repeats its page is noticed', async () => {
    const { kingdee } = await connect(() => ({ body: [row(1, 'a'), row(2, 'b')] }), { queryLimit: 2 });
    expect((await failure(kingdee.lookUp('BD_STOCK', [key('a')], [], call))).name).toBe('ProtocolViolation');
  });

  test.each([
    ['ck001', 'CK001'],
    ['CK001 ', 'CK001'],
    ['ＣＫ001', 'CK001'],
  ])('"%s" finds "%s", as the database compares, and answers as asked', async (asked, held) => {
    const { kingdee } = await connect(() => ({ body: [row(7, held)] }));
    const found = await kingdee.lookUp('BD_STOCK', [key(asked)], ['FNumber'], call);
    expect(found).toMatchObject([{ id: '7', number: asked, fields: { FNumber: held } }]);
  });

  test.each([
    ['①', '1'],
    ['A²', 'A2'],
    ['10㎏', '10kg'],
    ['Ⅳ', 'IV'],
    ['\u212A', 'k'],
  ])('"%s" is not "%s"', async (asked, held) => {
    const { kingdee } = await connect(() => ({ body: [row(7, held)] }));
    expect(await kingdee.lookUp('BD_STOCK', [key(asked)], [], call)).toEqual([]);
  });

  test('says where Kingdee spells a number otherwise, and where several documents have it', async () => {
    const { kingdee } = await connect(() => ({
      body: [row(1, 'ABC'), row(2, 'twice'), row(3, 'twice', 'A'), row(4, 'one')],
    }));
    const keys = ['abc', 'twice', 'one'].map((number) => key(number));
    const twice = (id: string, state: string) => ({ id, number: 'twice', state, fields: {} });
    expect(await kingdee.lookUp('BD_STOCK', keys, [], call)).toEqual([
      { ...key('abc'), id: '1', state: 'audited', fields: {}, spelling: 'ABC' },
      {
        ...key('twice'),
        id: '2',
        state: 'audited',
        fields: {},
        doubles: [twice('2', 'audited'), twice('3', 'saved')],
      },
      { ...key('one'), id: '4', state: 'audited', fields: {} },
    ]);
  });

  test.each([
    ['another bill type', ['XSCKD07_SYS', '100', '100'], { foreign: ['FBillTypeID'] }],
    ['other organizations', ['XSCKD01_SYS', '101', ' '], { foreign: ['FSaleOrgId', 'FStockOrgId'] }],
    ['numbers that the account may not see, or other case', ['xsckd01_sys', '***', '100'], {}],
  ])('a bill of %s', async (_, held, said) => {
    const { kingdee } = await connect(() => ({ body: [[9, 'B1', 'C', 'A', ...held]] }));
    const ours = { FBillTypeID: 'XSCKD01_SYS', FSaleOrgId: '100', FStockOrgId: '100' };
    const found = await kingdee.lookUp('SAL_OUTSTOCK', [{ number: 'B1', ours }], [], call);
    expect(found).toEqual([{ id: '9', number: 'B1', state: 'audited', fields: {}, ...said }]);
  });

  test('a voided bill and disabled base data are told', async () => {
    const bills = await connect(() => ({ body: [[9, 'B1', 'A', 'B', null, null, null]] }));
    const found = await bills.kingdee.lookUp('SAL_OUTSTOCK', [{ number: 'B1' }], [], call);
    expect(found).toMatchObject([{ withdrawn: 'voided' }]);
    const stocks = await connect(() => ({ body: [[7, 'CK1', 'C', 'B', '101', '101']] }));
    expect(await stocks.kingdee.lookUpIds('BD_STOCK', ['7'], call)).toMatchObject([
      { withdrawn: 'disabled' },
    ]);
  });

  test('where a site tells case apart, each key finds its own', async () => {
    const { kingdee } = await connect(() => ({ body: [row(1, 'a1'), row(2, 'A1')] }));
    const found = await kingdee.lookUp('BD_STOCK', [key('A1'), key('a1')], [], call);
    expect(found.map(({ id }) => id)).toEqual(['2', '1']);
  });

  test.each([
    ['Z', 'saved'],
    ['A', 'saved'],
    ['D', 'saved'],
    ['B', 'submitted'],
    ['C', 'audited'],
  ])('state %s is %s', async (letter, state) => {
    const { kingdee } = await connect(() => ({ body: [row(1, 'a', letter)] }));
    expect(await kingdee.lookUp('BD_STOCK', [key('a')], [], call)).toMatchObject([{ state }]);
  });

  test.each([[row(1, 'a', 'X')], [row(1, 'a', ' ')], [[null, 'a', 'C']]])(
    '%j is no document',
    async (odd) => {
      const { kingdee } = await connect(() => ({ body: [odd] }));
      expect((await failure(kingdee.lookUp('BD_STOCK', [key('a')], [], call))).name).toBe(
        'ProtocolViolation',
      );
    },
  );

  test.each<[string, (kingdee: KingdeeConnector) => Promise<unknown>]>([
    ['a number without its organization', (k) => k.lookUp('BD_STOCK', [{ number: 'a' }], [], call)],
    ['an unknown form', (k) => k.lookUp('BD_STOCKS', [key('a')], [], call)],
    ['a field key with a comma', (k) => k.lookUp('BD_STOCK', [key('a')], ['FName,FNumber'], call)],
  ])('%s is refused before any call', async (_, use) => {
    const { site, kingdee } = await connect(() => ({ body: [] }));
    expect((await failure(use(kingdee))).name).toBe('Misconfigured');
    expect(site.seen).toEqual([]);
  });

  test('no keys, no call', async () => {
    const { site, kingdee } = await connect(() => ({ body: [] }));
    expect(await kingdee.lookUp('BD_STOCK', [], [], call)).toEqual([]);
    expect(site.seen).toEqual([]);
  });
});

describe('look-up by internal id', () => {
  test('numbers go bare, texts quoted', async () => {
    const { kingdee, queries } = await connect(() => ({ body: [row(7, 'a', 'B')] }), { lookUpBatch: 2 });
    const found = await kingdee.lookUpIds('BD_STOCK', ['7', '8', "x'y"], call);
    expect(found).toContainEqual({ id: '7', number: 'a', state: 'submitted', fields: {} });
    expect(queries().map(({ FilterString }) => FilterString)).toEqual([
      'FStockId in (7,8)',
      "FStockId in ('x''y')",
    ]);
  });
});

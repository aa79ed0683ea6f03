import {
  Misconfigured,
  ProtocolViolation,
  Throttled,
  Unauthorized,
  Unavailable,
} from '../../../src/connectors/errors';
import { call, outline, rejectionOf } from '../calls';
import {
  halfABody,
  hangUp,
  json,
  silence,
  startScriptedServer,
  text,
  type Reply,
  type ScriptedServer,
} from '../scripted-server';
import { account, Connections, failure, page, recorded, shops } from './connection';

const connections = new Connections();
let server: ScriptedServer;

beforeEach(async () => {
  server = await startScriptedServer(page([], 0));
});
afterEach(async () => {
  await connections.close();
  await server.close();
});

function read(reply: Reply, number = 1, size = 10) {
  server.script(reply);
  return connections.connect(server.url).readPage(shops(number, size), call);
}

const shop = { id: 700000000083, code: 'SHOP008', name: '示例店铺' };

describe('a page', () => {
  test.each(['shop-get.doc', 'shop-get.live'])('as recorded (%s)', async (name) => {
    const body = recorded(name) as { shops: [Record<string, unknown>] };
    const { rows } = await read(json(body), 1, 1);
    const { note, ...row } = { ...body.shops[0], id: String(body.shops[0].id) } as Record<string, unknown>;
    expect(note).toBe('');
    expect(rows).toEqual([{ key: row.code, record: row.id, row }]);
  });

  test('with its members in another order', async () => {
    const { rows, hasNext } = await read(json(recorded('shop-get.member-order.constructed')), 1, 4);
    expect(rows.map(({ key, row }) => [key, row?.id, row?.type_name])).toEqual([
      ['SHOP001', '3300000001', '天猫'],
      ['SHOP002', '3300000002', '当当V2'],
      ['SHOP003', '117000000003', '淘宝'],
      ['SHOP004', '117000000004', '其他'],
    ]);
    expect(hasNext).toBe(false);
  });

  test('past the end', async () => {
    const answer = await read(json(recorded('shop-get.empty-page.constructed')), 2);
    expect(answer).toMatchObject({ rows: [], hasNext: false });
  });

  test.each([[null], [undefined], [[]]])('without rows, the list being %j', async (rows) => {
    expect(await read(page(rows, 0))).toEqual({ rows: [], hasNext: false });
  });

  test('counts the rows of the list, and nothing where it says 0 beside rows', async () => {
    expect((await read(page([shop, shop], 5), 1, 2)).total).toBe(5);
    expect(await read(page([shop, shop], 0), 1, 2)).not.toHaveProperty('total');
  });

  test.each([
    [1, 2, 5, 2, true],
    [2, 2, 5, 2, true],
    [3, 2, 5, 1, false],
    [2, 2, 4, 2, false],
    // Rows went while we paged, and total did not follow.
    [2, 2, 5, 1, true],
    [2, 2, 5, 0, false],
    [1, 2, '5', 2, true],
  ])('number %i of size %i and total %j with %i rows', async (number, size, total, count, hasNext) => {
    expect(
      (
        await read(
          page(
            Array.from({ length: count }, () => shop),
            total,
          ),
          number,
          size,
        )
      ).hasNext,
    ).toBe(hasNext);
  });

  test.each([
    ['zero dates', { create_date: '0000-00-00 00:00:00', modify_date: '' }, shop],
    ['nulls', { note: null, nick: null, type_name: null, modify_date: null }, shop],
    ['an id as text', { id: '700000000083' }, shop],
    ['emoji and full-width text', { name: '🏪ＡＢＣ' }, { ...shop, name: '🏪ＡＢＣ' }],
    ['a date', { modify_date: '2024-03-08 17:49:17' }, { ...shop, modify_date: '2024-03-08 17:49:17' }],
  ])('with %s', async (_name, changes, expected) => {
    const { rows } = await read(page([{ ...shop, ...changes }], 1));
    expect(rows).toEqual([
      { key: 'SHOP008', record: '700000000083', row: { ...expected, id: '700000000083' } },
    ]);
  });

  test.each([
    ['create_date', 'null', undefined],
    ['note', {}, 'note: expected text'],
    ['type_name', [], 'type_name: expected text'],
    ['modify_date', 'secret', 'modify_date: expected a date'],
  ])('holds a row whose %s is %j, a fault only for who reads it', async (field, value, fault) => {
    const { rows } = await read(page([{ ...shop, [field]: value }], 1));
    expect([rows[0]?.fault, rows[0]?.row?.['name']]).toEqual([undefined, shop.name]);
    if (fault) expect(() => rows[0]?.row?.[field]).toThrow(fault);
    else expect(rows[0]?.row).not.toHaveProperty(field);
  });

  test('holds rows that do not fit beside those that do', async () => {
    const { rows } = await read(page([{ ...shop, code: '' }, { ...shop, code: { secret: 1 } }, shop], 3));
    expect(rows.map(({ key, row, fault }) => [key, row !== undefined, fault])).toEqual([
      [undefined, false, 'code: is empty'],
      [undefined, false, 'code: expected text'],
      ['SHOP008', true, undefined],
    ]);
  });

  test.each([0, 2])(
    'that holds %i of 10 rows asked for is read: whether that is all is for the list to tell',
    async (count) => {
      const { rows, hasNext } = await read(
        page(
          Array.from({ length: count }, () => shop),
          30,
        ),
        1,
        10,
      );
      expect([rows.length, hasNext]).toEqual([count, count > 0]);
    },
  );

  test('of a method that is not known is Misconfigured, and nothing is sent', async () => {
    const connector = connections.connect(server.url);
    const error = await rejectionOf(connector.readPage({ ...shops(), method: 'gy.erp.shops.get' }, call));
    expect(error).toBeInstanceOf(Misconfigured);
    expect(server.seen).toHaveLength(0);
    expect(() => connector.pagingOf('gy.erp.shops.get')).toThrow(Misconfigured);
    expect(connector.pagingOf('gy.erp.shop.get')).toBe('from-last');
  });
});

test.each([
  ['HTTP 500', text('<html>', 500), Unavailable],
  ['HTTP 502 with a success in it', json({ success: true, shops: [], total: 0 }, 502), Unavailable],
  ['a hang-up', hangUp, Unavailable],
  ['silence', silence, Unavailable],
  ['half a body', halfABody, Unavailable],
  ['HTTP 429', text('', 429), Throttled],
  ['HTTP 404', text('', 404), Misconfigured],
  ['a page of HTML', text('<html>hidden</html>'), ProtocolViolation],
  ['JSON that is no object', json(['hidden']), ProtocolViolation],
  ['no success member', json({ shops: [], total: 0 }), ProtocolViolation],
  ['success as text', json({ success: 'hidden' }), ProtocolViolation],
  ['no total', page([shop], undefined), ProtocolViolation],
  ['a list that is none', page({ hidden: 1 }, 1), ProtocolViolation],
  ['the attested page size text', json(recorded('error-page-size.constructed')), Misconfigured],
  [
    'an attested parameter error',
    failure({ subErrorCode: 'PARAM ERR', errorDesc: '商品CODE必填' }),
    Misconfigured,
  ],
  ['a failure with another status', failure({ errorDesc: 'PARAM ERR' }, 500), Misconfigured],
  ['a limit in the sub text', failure({ subErrorDesc: '调用过于频繁' }), Throttled],
  ['a signature', failure({ errorDesc: '签名错误' }), Unauthorized],
  ['a failure inside', failure({ errorDesc: '系统繁忙' }), Unavailable],
  ['an unknown failure', failure({ errorCode: 'E9', errorDesc: '原文' }), ProtocolViolation],
  ['a failure without a word', failure({}), ProtocolViolation],
])('%s', async (_name, reply, kind) => {
  server.script(reply);
  const connector = connections.connect(server.url, { http: { headersTimeoutMs: 200 } });
  const error = await rejectionOf(connector.readPage(shops(), call));
  expect(error.constructor).toBe(kind);
  expect(error.message).toMatch(/^guanyi gy\.erp\.shop\.get: /);
  expect(error.message).not.toMatch(/hidden/);
  expect(server.seen).toHaveLength(1);
});

test('all four error members are told', async () => {
  const said = { errorCode: 'A1', subErrorCode: 'B2', errorDesc: '原文一', subErrorDesc: '原文二' };
  const error = await rejectionOf(read(failure(said)));
  expect(error).toMatchObject({
    message: expect.stringContaining('errorCode=A1, subErrorCode=B2, errorDesc=原文一, subErrorDesc=原文二'),
    details: { code: 'A1', platformMessage: expect.stringContaining('B2') },
    rawAnswer: expect.stringContaining('原文二'),
  });
});

test('a connection can name what its refusals ask for, ahead of what is built in', async () => {
  server.script(failure({ errorCode: 'E77', errorDesc: '签名' }));
  const connector = connections.connect(server.url, { refusals: { throttled: ['e77'] } });
  expect(await rejectionOf(connector.readPage(shops(), call))).toBeInstanceOf(Throttled);
});

test('the platform is quoted without the secrets it may repeat', async () => {
  const error = await rejectionOf(read(failure({ errorDesc: `${account.sessionKey} ${account.secret}` })));
  expect(error.message).toContain('***');
  expect(JSON.stringify((error as Unauthorized).details)).not.toMatch(/sandboxsession|0123456789/);
});

describe('the check of a connection', () => {
  const root = () => text('', 405, { date: new Date(Date.now() - 3_600_000).toUTCString() });
  const begun = ['reachable ok', 'clock ok'];

  test.each([
    [
      'all is well, though the clock is an hour off',
      page([shop], 3),
      [...begun, 'credentials ok', 'permission ok'],
    ],
    ['wrong keys', failure({ errorDesc: '签名错误' }), [...begun, 'credentials failed']],
    ['something else', text('<html>'), [...begun, 'credentials failed']],
  ])('%s', async (_name, reply, expected) => {
    server.script(root(), reply);
    expect(await outline(connections.connect(server.url).probe(call))).toEqual(expected);
  });
});

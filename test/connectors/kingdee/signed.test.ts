import {
  call,
  closeAll,
  connect,
  failure,
  refusal,
  type Scripted,
  type Seen,
  signedSettings,
} from './support';

const lost = [[refusal('会话信息已丢失，请重新登录', 1)]];
const query = { form: 'BD_STOCK', fields: ['FNumber'], limit: 1 };

afterEach(closeAll);

describe('signed mode', () => {
  test('needs no login; one session is kept, though every answer offers another, until it is lost', async () => {
    const { site, kingdee } = await connect((_, earlier) => {
      const headers = { 'set-cookie': [`kdservice-sessionid=sid${earlier}; path=/`] };
      return { headers, body: earlier === 2 ? lost : [] };
    }, signedSettings);
    for (let i = 0; i < 4; i += 1) await kingdee.query(query, call);
    const sids = site.seen.map(({ headers }) => headers['kdservice-sessionid']);
    expect(sids).toEqual([undefined, 'sid0', 'sid0', 'sid2', 'sid2']);
    expect(site.seen[1]?.headers.cookie).toBe('Theme=standard; kdservice-sessionid=sid0');
  });

  test('a lost session without another is opened anew', async () => {
    const { site, kingdee } = await connect((_, earlier) => {
      if (earlier === 1) return { body: lost };
      return { headers: { 'set-cookie': `kdservice-sessionid=sid${earlier}; path=/` }, body: [] };
    }, signedSettings);
    for (let i = 0; i < 2; i += 1) await kingdee.query(query, call);
    const sids = site.seen.map(({ headers }) => headers['kdservice-sessionid']);
    expect(sids).toEqual([undefined, 'sid0', undefined]);
  });

  test('a cookie that the server empties is not sent again', async () => {
    const { site, kingdee } = await connect((_, earlier) => {
      const value = earlier === 0 ? 'sid' : '';
      return { headers: { 'set-cookie': `kdservice-sessionid=${value}; path=/` }, body: [] };
    }, signedSettings);
    for (let i = 0; i < 3; i += 1) await kingdee.query(query, call);
    const sids = site.seen.map(({ headers }) => headers['kdservice-sessionid']);
    expect(sids).toEqual([undefined, 'sid', undefined]);
    expect(site.seen[2]?.headers.cookie).toBeUndefined();
  });

  test('every attempt carries the signature headers and the organization', async () => {
    const { site, kingdee } = await connect(() => ({ body: [] }), signedSettings, { orgNum: '100' });
    await kingdee.query(query, call);
    const { headers } = site.seen[0]!;
    expect(Buffer.from(String(headers['x-kd-appdata']), 'base64').toString()).toBe(
      '5f0123456789ab,demo,2052,100',
    );
    expect(headers['x-api-signature']).toHaveLength(88);
    expect(headers['x-api-nonce']).toBe(headers['x-api-timestamp']);
    expect(headers['x-api-timestamp']).toMatch(/^\d{10}$/); // seconds, not milliseconds
  });
});

/** A site whose sessions come with a refusal and serve calls some time later; it counts the sessions that it gives. */
function slowSite(openingMs: number, isLost: Scripted = { body: lost }) {
  const issued = new Map<string, number>();
  const answer = ({ headers }: Seen): Scripted => {
    const since = issued.get(String(headers['kdservice-sessionid']));
    if (since !== undefined) return Date.now() - since < openingMs ? isLost : { body: [['CK001']] };
    const id = `sid${issued.size}`;
    issued.set(id, Date.now());
    return { ...isLost, headers: { 'set-cookie': `kdservice-sessionid=${id}; path=/` } };
  };
  return { answer, issued };
}

describe('a signed session that opens late', () => {
  test.each<[string, Scripted]>([
    ['in the words of a lost session', { body: lost }],
    ['as HTTP 401', { status: 401, body: '' }],
  ])('is kept and waited for, refused %s; all calls share the one', async (_, isLost) => {
    const { answer, issued } = slowSite(400, isLost);
    const { kingdee } = await connect(answer, signedSettings);
    const rows = await Promise.all([1, 2, 3].map(() => kingdee.query(query, call)));
    expect(rows.flat()).toHaveLength(3);
    expect(issued.size).toBe(1);
  });

  test('ends the patience of its setting as Unauthorized, with what to do', async () => {
    const { answer } = slowSite(60_000);
    const { kingdee } = await connect(answer, signedSettings, { sessionOpeningMs: 250 });
    const error = await failure(kingdee.query(query, call));
    expect(error).toMatchObject({ name: 'Unauthorized', details: { advice: { zh: expect.any(String) } } });
  });

  test('without a session to wait for, the signature is refused at once', async () => {
    const { site, kingdee } = await connect(() => ({ body: lost }), signedSettings);
    expect(await failure(kingdee.query(query, call))).toMatchObject({ name: 'Unauthorized' });
    expect(site.seen).toHaveLength(1);
  });
});

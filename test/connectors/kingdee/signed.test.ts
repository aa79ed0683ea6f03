import { call, closeAll, connect, refusal, signedSettings } from './support';

const lost = [[refusal('会话信息已丢失，请重新登录', 1)]];
const query = { form: 'BD_STOCK', fields: ['FNumber'], limit: 1 };

afterEach(closeAll);

describe('signed mode', () => {
  test('needs no login; the session cookie is kept and dropped when lost', async () => {
    const { site, kingdee } = await connect((seen, earlier) => {
      const headers = { 'set-cookie': [`kdservice-sessionid=sid${earlier}; path=/`] };
      return { headers, body: seen.headers['kdservice-sessionid'] === 'sid1' ? lost : [] };
    }, signedSettings);
    for (let i = 0; i < 3; i += 1) await kingdee.query(query, call);
    const sids = site.seen.map(({ headers }) => headers['kdservice-sessionid']);
    expect(sids).toEqual([undefined, 'sid0', 'sid1', undefined]);
    expect(site.seen[1]?.headers.cookie).toBe('Theme=standard; kdservice-sessionid=sid0');
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

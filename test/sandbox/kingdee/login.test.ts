import { account } from '../../../sandbox/kingdee/credentials';
import { loginSign } from '../../../sandbox/kingdee/auth/signature';
import { keysOf, sample, Site } from './support';

let site: Site;
beforeAll(async () => {
  site = await Site.start();
});
beforeEach(() => site.reset());
afterAll(() => site.sandbox.close());

const { acctId, userName, password, appId, appSecret } = account;

function signedLogin(algorithm: 'sha256' | 'sha1', timestamp: number) {
  const sign = loginSign([acctId, userName, appId, appSecret, String(timestamp)], algorithm);
  return { parameters: [acctId, userName, appId, timestamp, sign, 2052] };
}

const seconds = () => Math.floor(Date.now() / 1000);

describe('logins that succeed', () => {
  test.each([
    ['ValidateUser', { parameters: [acctId, userName, password, 2052] }],
    ['ValidateUser', { acctID: acctId, username: userName, password, lcid: '2052' }],
    ['LoginByAppSecret', { parameters: [acctId, userName, appId, appSecret, 2052] }],
    ['LoginByAppSecret', { acctId, username: userName, appId, appSecret, lcid: 2052 }],
    ['LoginByAppSecret', { parameters: JSON.stringify([acctId, userName, appId, appSecret, 2052]) }],
    ['LoginBySign', signedLogin('sha256', seconds())],
    ['LoginBySign', signedLogin('sha1', seconds())],
  ])('%s %j', async (method, body) => {
    const { status, json, headers } = await site.auth(method, body);
    expect([status, json.LoginResultType]).toEqual([200, 1]);
    expect(headers.get('set-cookie')).toContain(`kdservice-sessionid=${json.KDSVCSessionId}`);
  });

  test('the answer has the recorded keys in the recorded order', async () => {
    expect(keysOf((await site.login()).json)).toBe(keysOf(sample('login-validateuser-success')));
  });
});

describe('logins that fail', () => {
  test.each([
    ['ValidateUser', { parameters: [acctId, userName, 'wrong', 2052] }, 0, '用户名或密码错误'],
    [
      'ValidateUser',
      { parameters: ['other', userName, password, 2052] },
      -1,
      '当前尝试登录的数据中心无法获取到',
    ],
    ['ValidateUser', {}, -1, '当前尝试登录的数据中心无法获取到'],
    [
      'LoginByAppSecret',
      { parameters: [acctId, userName, appId, 'wrong', 2052] },
      -1,
      'Fail to verify thirty passport',
    ],
    [
      'LoginByAppSecret',
      { parameters: [acctId, 'other', appId, appSecret, 2052] },
      -1,
      `第三方应用：${appId} 不允许用户other 登录，请联系系统管理员添加！`,
    ],
    ['LoginBySign', signedLogin('sha256', seconds() - 3600), -1, 'Fail to verify thirty passport'],
  ])('%s %j', async (method, body, type, message) => {
    const { status, json } = await site.auth(method, body);
    expect([status, json.LoginResultType, json.Message]).toEqual([200, type, message]);
  });

  test('the answer is the documented template', async () => {
    const { json } = await site.login({ password: 'wrong' });
    expect(json).toEqual(sample('login-fail-template'));
    expect(keysOf(json)).toBe(keysOf(sample('login-fail-template')));
  });

  test('wrong passwords lock the user only where the site does so', async () => {
    const afterThree = async () => {
      for (let count = 0; count < 3; count++) await site.login({ password: 'wrong' });
      return (await site.login()).json;
    };
    expect((await afterThree()).LoginResultType).toBe(1);
    site.set({ lockAfterFailures: 3 });
    expect((await afterThree()).Message).toBe('登录失败次数超限');
  });
});

describe('sessions', () => {
  const currency = { data: { FormId: 'BD_Currency', FieldKeys: 'FCODE', FilterString: "FNumber='PRE001'" } };
  const outcome = async (headers: Record<string, string>, from: Site) => {
    const { sessionId } = from;
    from.sessionId = '';
    const { json } = await from.call('ExecuteBillQuery', currency, headers);
    from.sessionId = sessionId;
    return json[0][0];
  };

  test.each(['kdservice-sessionid', 'SID'])('by header %s', async (name) => {
    expect(await outcome({ [name]: site.sessionId }, site)).toBe('CNY');
  });

  test('by cookie', async () => {
    expect(await outcome({ Cookie: `Theme=standard;kdservice-sessionid=${site.sessionId}` }, site)).toBe(
      'CNY',
    );
  });

  test('none, a wrong one, one that ended: lost, in the recorded shapes', async () => {
    const body = { formid: 'BD_STOCK', data: {} };
    expect(await outcome({ SID: 'wrong' }, site)).toEqual(sample('session-lost-query')[0][0]);
    site.platform.expireSessions();
    expect((await site.call('ExecuteBillQuery', currency)).json).toEqual(sample('session-lost-query'));
    const { text, json } = await site.call('Save', body);
    expect(json).toEqual(sample('session-lost-object'));
    expect(text).toBe(JSON.stringify(sample('session-lost-object')));
  });

  test('View without a session: an empty dict, or the envelope', async () => {
    site.platform.expireSessions();
    const view = async () => (await site.call('View', { formid: 'BD_STOCK', data: { Number: 'CK1' } })).json;
    expect(await view()).toEqual({});
    site.set({ viewWithoutSession: 'session-lost', siteLanguage: 'en' });
    expect((await view()).Result.ResponseStatus.Errors[0].Message).toBe('Session information is lost');
  });

  test('ends after the idle time and at Logout', async () => {
    await site.auth('Logout', {});
    expect(await outcome({ SID: site.sessionId }, site)).toBe('CNY');
    await site.post(`k3cloud/Kingdee.BOS.WebApi.ServicesStub.AuthService.Logout.common.kdsvc`, '', {
      SID: site.sessionId,
    });
    expect(await outcome({ SID: site.sessionId }, site)).not.toBe('CNY');
    site.sessionId = (await site.login()).json.KDSVCSessionId;
    site.set({ sessionSeconds: 0 });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await outcome({ SID: site.sessionId }, site)).not.toBe('CNY');
  });

  test.each([
    [false, 'CNY'],
    [true, sample('session-lost-query')[0][0]],
  ])('a new login with kickOut %j', async (kickOut, expected) => {
    site.set({ kickOut });
    await site.login();
    expect(await outcome({ SID: site.sessionId }, site)).toEqual(expected);
  });
});

describe('permissions', () => {
  const code = async (operation: string) =>
    (await site.call(operation, { formid: 'BD_STOCK', data: { Numbers: ['x'], Number: 'x' } })).json.Result
      .ResponseStatus.MsgCode;

  test('not on the WebAPI allow-list', async () => {
    site.set({ permissions: 'not-allowed' });
    expect(await code('View')).toBe(11);
  });

  test('read only', async () => {
    site.set({ permissions: 'read-only' });
    expect([await code('View'), await code('Audit')]).toEqual([9, 2]);
  });
});

import {
  appSecretSettings,
  call,
  closeAll,
  connect,
  failure,
  loginSuccess,
  passwordSettings,
  refusal,
  type Scripted,
  type Seen,
} from './support';

const lost = [[refusal('会话信息已丢失，请重新登录', 1)]];
const query = { form: 'BD_STOCK', fields: ['FNumber'], limit: 1 };
const isLogin = ({ operation }: Seen) => operation === 'LoginByAppSecret' || operation === 'ValidateUser';

afterEach(closeAll);

/** A server with sessions: `session-1` is lost, any later one is good. */
function sessions(seen: Seen, earlier: number): Scripted {
  if (isLogin(seen)) return { body: { ...loginSuccess, KDSVCSessionId: `session-${earlier + 1}` } };
  return { body: seen.headers['kdservice-sessionid'] === 'session-1' ? lost : [['CK001']] };
}

describe('session mode', () => {
  test('LoginByAppSecret and ValidateUser send their credentials by name or by position', async () => {
    const account = { acctid: '5f0123456789ab', username: 'demo' };
    const app = {
      appid: '100001_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX',
      appsecret: '0123456789abcdef0123456789abcdef',
    };
    const cases = [
      [appSecretSettings, { ...account, ...app, lcid: 2052 }],
      [passwordSettings, { ...account, password: 'made-up-password', lcid: 2052 }],
    ] as const;
    for (const [settings, named] of cases) {
      const byName = await connect(sessions, settings);
      await byName.kingdee.query(query, call);
      expect(JSON.parse(byName.site.seen[0]!.body)).toEqual(named);
      const byPosition = await connect(sessions, settings, { bodyForm: 'positional' });
      await byPosition.kingdee.query(query, call);
      expect(JSON.parse(byPosition.site.seen[0]!.body)).toEqual({ parameters: Object.values(named) });
    }
  });

  test('a session goes with both cookies and the header; dates in cookies do no harm', async () => {
    const cookies = [
      'ASP.NET_SessionId=asp1; path=/; HttpOnly',
      'kdservice-sessionid=cookie1; Expires=Wed, 01 Jan 2031 00:00:00 GMT; path=/',
    ];
    const { site, kingdee } = await connect((seen) =>
      isLogin(seen) ? { body: loginSuccess, headers: { 'set-cookie': cookies } } : { body: [] },
    );
    await kingdee.query(query, call);
    expect(site.seen[1]?.headers).toMatchObject({
      'kdservice-sessionid': 'session-1',
      cookie: 'ASP.NET_SessionId=asp1; kdservice-sessionid=cookie1',
    });
  });

  test('one login serves all calls', async () => {
    const { site, kingdee } = await connect((seen) => ({ body: isLogin(seen) ? loginSuccess : [] }));
    await Promise.all([1, 2, 3, 4].map(() => kingdee.query(query, call)));
    await kingdee.query(query, call);
    expect(site.seen.filter(isLogin)).toHaveLength(1);
  });

  test('a lost session is renewed and the call repeated once', async () => {
    const { site, kingdee } = await connect(sessions);
    expect(await kingdee.query(query, call)).toEqual([{ FNumber: 'CK001' }]);
    expect(site.calls()).toEqual([
      'LoginByAppSecret',
      'ExecuteBillQuery',
      'LoginByAppSecret',
      'ExecuteBillQuery',
    ]);
  });

  test('a write refused for its session is repeated as it was', async () => {
    const { site, kingdee } = await connect((seen, earlier) => {
      if (isLogin(seen)) return sessions(seen, earlier);
      const status = { IsSuccess: true, SuccessEntitys: [{ Id: 7, DIndex: 0 }] };
      return { body: earlier === 0 ? lost[0]![0] : { Result: { ResponseStatus: status } } };
    });
    const document = { FNumber: 'CK001', FUseOrgId: { FNumber: '101' } };
    expect((await kingdee.save('BD_STOCK', [document], {}, call)).results).toEqual([{ index: 0, id: '7' }]);
    const writes = site.seen.filter(({ operation }) => operation === 'BatchSave');
    expect(writes).toHaveLength(2);
    expect(writes[1]?.body).toBe(writes[0]?.body);
  });

  test('calls that lose the session together log in once together', async () => {
    const waiting: (() => void)[] = [];
    const together = 5;
    const { site, kingdee } = await connect(async (seen, earlier) => {
      const answer = sessions(seen, earlier);
      if (answer.body !== lost) return answer;
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        if (waiting.length === together) waiting.forEach((go) => go());
      });
      return answer;
    });
    const rows = await Promise.all(Array.from({ length: together }, () => kingdee.query(query, call)));
    expect(rows.flat()).toHaveLength(together);
    expect(site.seen.filter(isLogin)).toHaveLength(2);
  });

  test('sessions lost at once, again and again, stop with the words of the platform', async () => {
    const { site, kingdee } = await connect((seen) => ({ body: isLogin(seen) ? loginSuccess : lost }));
    const error = await failure(kingdee.query(query, call));
    expect(error).toMatchObject({ name: 'Unauthorized', details: { operation: 'ExecuteBillQuery' } });
    expect(error.message).toContain('会话信息已丢失');
    expect(site.seen.filter(isLogin)).toHaveLength(9);
  });

  test('the English text and the empty answer of View mean a lost session too', async () => {
    for (const body of [
      {
        Result: {
          ResponseStatus: { IsSuccess: false, Errors: [{ Message: 'Session information is lost' }] },
        },
      },
      {},
    ]) {
      const { kingdee } = await connect((seen, earlier) => {
        if (isLogin(seen)) return { body: loginSuccess };
        const found = { Result: { ResponseStatus: { IsSuccess: true }, Result: { Id: 7 } } };
        return { body: earlier === 0 ? body : found };
      });
      expect(await kingdee.view('BD_STOCK', 'CK001', call)).toEqual({ Id: 7 });
    }
  });

  test('an aborted caller leaves the login to the others', async () => {
    const controller = new AbortController();
    const reason = new Error('cancelled');
    const { site, kingdee } = await connect(async (seen) => {
      if (!isLogin(seen)) return { body: [] };
      controller.abort(reason);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { body: loginSuccess };
    });
    const first = failure(kingdee.query(query, { signal: controller.signal }));
    const second = kingdee.query(query, call);
    expect(await first).toBe(reason);
    expect(await second).toEqual([]);
    expect(site.seen.filter(isLogin)).toHaveLength(1);
  });
});

describe('refused logins', () => {
  test.each<[string, object, RegExp]>([
    [
      'wrong password',
      { LoginResultType: 0, Message: '用户名或密码错误' },
      /check userName and the password/,
    ],
    [
      'wrong account set',
      { LoginResultType: 0, Message: '当前尝试登录的数据中心无法获取到' },
      /check acctId/,
    ],
    [
      'not on the allow-list',
      { LoginResultType: 0, Message: '当前用户未指定允许调用WebAPI接口' },
      /allowed to call the WebAPI/,
    ],
    [
      'app without the user',
      { LoginResultType: -1, Message: '第三方应用：X 不允许用户Y 登录，请联系系统管理员添加！' },
      /add the user to the app/,
    ],
    [
      'wrong secret',
      { LoginResultType: -1, Message: null, MessageCode: '002005000003016' },
      /check appId and appSecret/,
    ],
    [
      'passport',
      { LoginResultType: 0, Message: 'Fail to verify thirty passport' },
      /check appId and appSecret/,
    ],
    ['locked', { LoginResultType: 0, Message: '登录失败次数超限' }, /30 minutes/],
    ['failed', { LoginResultType: -1 }, /LoginResultType -1.*check acctId, userName/],
    ['password to be changed', { LoginResultType: -3, Message: '密码失效' }, /must be changed/],
    ['expired password without a session', { LoginResultType: -2 }, /change it in Kingdee/],
    ['dialogue without a session', { LoginResultType: -5 }, /ordinary integration user/],
    ['passport not bound', { LoginResultType: -6 }, /cloud passport/],
    ['not activated', { LoginResultType: '-7' }, /activate the user/],
    ['shape of other operations', refusal('会话信息已丢失，请重新登录', 1), /authorisation of the app/],
    ['unknown words in that shape', refusal('前所未见', 11), /check acctId, userName/],
  ])('%s', async (_, body, advice) => {
    const { kingdee } = await connect(() => ({ body }));
    const error = await failure(kingdee.query(query, call));
    expect(error).toMatchObject({ name: 'Unauthorized', details: { advice: { zh: expect.any(String) } } });
    expect(error.message).toMatch(advice);
  });

  test.each([-2, -4, -5])('LoginResultType %i with a session is a login', async (LoginResultType) => {
    const { kingdee } = await connect((seen) => ({
      body: isLogin(seen) ? { ...loginSuccess, LoginResultType } : [],
    }));
    expect(await kingdee.query(query, call)).toEqual([]);
  });

  test('calls side by side and right after make one attempt: wrong passwords lock the user', async () => {
    const { site, kingdee } = await connect(() => ({
      body: { LoginResultType: 0, Message: '用户名或密码错误' },
    }));
    const attempts = [1, 2, 3].map(() => failure(kingdee.query(query, call)));
    const names = (await Promise.all(attempts)).map(({ name }) => name);
    names.push((await failure(kingdee.query(query, call))).name);
    expect(names).toEqual(Array(4).fill('Unauthorized'));
    expect(site.seen).toHaveLength(1);
  });

  test('without a pause, or after a fault that is no refusal, the next call tries again', async () => {
    const refused = await connect(() => ({ body: { LoginResultType: 0 } }), appSecretSettings, {
      loginPauseMs: 0,
    });
    await failure(refused.kingdee.query(query, call));
    await failure(refused.kingdee.query(query, call));
    expect(refused.site.seen).toHaveLength(2);
    const down = await connect((seen, earlier) =>
      earlier === 0 && isLogin(seen) ? { status: 503 } : { body: isLogin(seen) ? loginSuccess : [] },
    );
    expect((await failure(down.kingdee.query(query, call))).name).toBe('Unavailable');
    expect(await down.kingdee.query(query, call)).toEqual([]);
  });

  test('a login that fails before a write leaves no doubt about the write', async () => {
    const { site, kingdee } = await connect(() => ({ status: 504 }));
    const document = { FNumber: 'CK001', FUseOrgId: { FNumber: '101' } };
    expect((await failure(kingdee.save('BD_STOCK', [document], {}, call))).name).toBe('Unavailable');
    expect(site.calls()).toEqual(['LoginByAppSecret']);
  });

  test.each([{ ...loginSuccess, KDSVCSessionId: null }, { LoginResultType: null }, '<html>'])(
    'an answer that is no login is outside the contract and not kept: %j',
    async (body) => {
      const { kingdee } = await connect(() => ({ body }));
      const error = await failure(kingdee.query(query, call));
      expect(error).toMatchObject({ name: 'ProtocolViolation', rawAnswer: '' });
    },
  );
});

import type { Answer } from '../../platform';
import { account } from '../credentials';
import type { Body } from '../transport/body';
import type { World } from '../world';
import type { LockBook } from './locks';
import { loginFailure, loginSuccess, type LoginFailure } from './login-answer';
import type { Session } from './sessions';
import { loginSign, timestampMillis } from './signature';
import { organizationByNumber } from './organizations';

/** Parameter names of the login methods in positional order. */
const parameters = {
  ValidateUser: ['acctid', 'username', 'password', 'lcid'],
  ValidateUser2: ['acctid', 'username', 'password', 'lcid'],
  LoginByAppSecret: ['acctid', 'username', 'appid', 'appsecret', 'lcid'],
  LoginBySign: ['acctid', 'username', 'appid', 'timestamp', 'sign', 'lcid'],
} as const;

/** A login method that the sandbox serves. */
export type LoginMethod = keyof typeof parameters;
/** All login methods. */
export const loginMethods = Object.keys(parameters) as LoginMethod[];

type Given = Readonly<Record<string, string>>;

const failures = {
  account: { Message: '当前尝试登录的数据中心无法获取到', MessageCode: '', LoginResultType: -1 },
  password: { Message: '用户名或密码错误', MessageCode: '', LoginResultType: 0 },
  locked: { Message: '登录失败次数超限', MessageCode: '', LoginResultType: -1 },
  app: { Message: 'Fail to verify thirty passport', MessageCode: '002005000003016', LoginResultType: -1 },
} as const satisfies Record<string, LoginFailure>;

function userRefused(given: Given): LoginFailure {
  const message = `第三方应用：${given['appid']} 不允许用户${given['username']} 登录，请联系系统管理员添加！`;
  return { Message: message, MessageCode: '', LoginResultType: -1 };
}

function checkPassword(given: Given, { switches, now }: World, locks: LockBook): LoginFailure | undefined {
  const limit = switches.values().lockAfterFailures;
  const user = given['username'] ?? '';
  if (locks.isLocked(user, limit, now())) return failures.locked;
  if (user === account.userName && given['password'] === account.password) {
    locks.forget(user);
    return undefined;
  }
  locks.count(user, now());
  return failures.password;
}

function checkApp(given: Given, isProven: boolean): LoginFailure | undefined {
  if (given['appid'] !== account.appId || !isProven) return failures.app;
  return given['username'] === account.userName ? undefined : userRefused(given);
}

function checkSign(given: Given, { switches, now }: World): LoginFailure | undefined {
  const { acctid = '', username = '', appid = '', timestamp = '', sign = '' } = given;
  const parts = [acctid, username, appid, account.appSecret, timestamp];
  const proven = (['sha256', 'sha1'] as const).some(
    (algorithm) => loginSign(parts, algorithm) === sign.toLowerCase(),
  );
  const age = Math.abs(now().getTime() - timestampMillis(timestamp));
  return checkApp(given, proven && age <= switches.values().timestampToleranceSeconds * 1000);
}

function check(method: LoginMethod, given: Given, world: World, locks: LockBook): LoginFailure | undefined {
  if (given['acctid'] !== account.acctId) return failures.account;
  if (method === 'LoginByAppSecret') return checkApp(given, given['appsecret'] === account.appSecret);
  return method === 'LoginBySign' ? checkSign(given, world) : checkPassword(given, world, locks);
}

/** Logs in by any of the methods. A failure is HTTP 200 with a `LoginResultType` that is not 1. */
export function login(method: LoginMethod, body: Body, world: World, locks: LockBook): Answer {
  const given = Object.fromEntries(parameters[method].map((name, index) => [name, body.text(name, index)]));
  const failure = check(method, given, world, locks);
  if (failure !== undefined)
    return { status: 200, body: loginFailure(failure), refused: true, reason: failure.Message };
  const organization = organizationByNumber(world.store, account.orgNum);
  const session = openSession(account.userName, organization?.id ?? 0, world);
  return { status: 200, headers: sessionCookies(session), body: loginSuccess(session, organization) };
}

/** Opens a session under the site's kick-out rule. */
export function openSession(
  userName: string,
  organizationId: number | string,
  { sessions, switches, now }: World,
): Session {
  return sessions.open({
    userName,
    organizationId,
    kickOut: switches.values().kickOut,
    now: now().getTime(),
  });
}

/** The cookies of a session. No `Expires`: the official SDK splits the joined header at commas. */
export function sessionCookies(session: Session): Record<string, readonly string[]> {
  return {
    'Set-Cookie': [
      `ASP.NET_SessionId=${session.aspNetId}; path=/; HttpOnly`,
      `kdservice-sessionid=${session.id}; path=/`,
    ],
  };
}

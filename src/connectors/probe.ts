import type { Call, ProbeStep } from './connector';
import type { Bilingual } from '../contract/bilingual';
import { ConnectorError, type ErrorKind } from './errors';
import type { HttpAnswer, HttpClient } from './http/client';
import { TransportFault } from './http/faults';

/** What differs from platform to platform in a connection check. */
export interface ProbePlan {
  readonly http: HttpClient;
  /** Makes the smallest real call; what it answers is not looked at. */
  readonly readOne: () => Promise<unknown>;
  /** Clock error from which the platform refuses calls, in ms; absent where calls carry no time. */
  readonly allowedClockErrorMs?: number;
  /** Whether a refusal is about permissions, which means that the credentials were taken. */
  readonly isPermission: (error: ConnectorError) => boolean;
  /** What the two last steps tell when all is well. */
  readonly accepted: { readonly credentials: Bilingual; readonly permission: Bilingual };
  /** What to check when something answers that is not the platform. */
  readonly strangeAnswer: Bilingual;
}

const harmlessClockErrorMs = 60_000;

/** Checks a connection step by step and stops after the first step that fails. */
export async function* probeSource(plan: ProbePlan, call: Call): AsyncIterable<ProbeStep> {
  const answer = await reach(plan.http, call);
  yield answer instanceof TransportFault ? unreachable(answer) : reachable(answer);
  if (answer instanceof TransportFault) return;
  const clock = clockStep(answer, plan.allowedClockErrorMs ?? Infinity);
  yield clock;
  if (clock.ok) yield* accessSteps(plan, await errorOf(plan.readOne));
}

function reach(http: HttpClient, { signal }: Call): Promise<HttpAnswer | TransportFault> {
  return http.get({ path: '', signal }).catch((error: unknown) => {
    if (error instanceof TransportFault) return error;
    throw error;
  });
}

function reachable({ status }: HttpAnswer): ProbeStep {
  const detail = { en: `the address answers (HTTP ${status})`, zh: `地址有应答（HTTP ${status}）` };
  return { step: 'reachable', ok: true, detail };
}

function unreachable({ said, advice: known }: TransportFault): ProbeStep {
  const advice = known ?? {
    en: "check the connection's url, and that this host may reach it (DNS, firewall, proxy)",
    zh: '请检查该连接的 url，以及本机能否访问它（DNS、防火墙、代理）',
  };
  return { step: 'reachable', ok: false, detail: said, advice };
}

function clockStep({ headers }: HttpAnswer, allowedErrorMs: number): ProbeStep {
  const theirs = Date.parse(String(headers.date));
  if (Number.isNaN(theirs))
    return {
      step: 'clock',
      ok: true,
      detail: { en: 'the address tells no time; not checked', zh: '该地址没有给出时间，未检查' },
    };
  const error = Math.abs(Date.now() - theirs);
  const seconds = Math.round(error / 1_000);
  const detail = { en: `this host's clock differs by ${seconds} s`, zh: `本机时钟相差 ${seconds} 秒` };
  const minutes = allowedErrorMs / 60_000;
  const advice = {
    en: `set this host's clock (NTP): calls are refused beyond ${minutes} minutes`,
    zh: `请用 NTP 校准本机时钟：相差超过 ${minutes} 分钟的调用会被拒绝`,
  };
  if (error > allowedErrorMs) return { step: 'clock', ok: false, detail, advice };
  const warning = { en: `warning: ${detail.en}`, zh: `注意：${detail.zh}` };
  return { step: 'clock', ok: true, detail: error > harmlessClockErrorMs ? warning : detail };
}

function* accessSteps(plan: ProbePlan, error: ConnectorError | undefined): Iterable<ProbeStep> {
  const forbidden = error !== undefined && plan.isPermission(error);
  if (error && !forbidden) yield { step: 'credentials', ok: false, ...told(plan, error) };
  else yield { step: 'credentials', ok: true, detail: plan.accepted.credentials };
  if (forbidden) yield { step: 'permission', ok: false, ...told(plan, error) };
  else if (!error) yield { step: 'permission', ok: true, detail: plan.accepted.permission };
}

function told(plan: ProbePlan, error: ConnectorError): Required<Pick<ProbeStep, 'detail' | 'advice'>> {
  // Where the error's own advice is not about a check.
  const advice: Partial<Record<ErrorKind, Bilingual>> = {
    Throttled: {
      en: 'another program uses up the limits of this account: wait a minute, then check again',
      zh: '其他程序用完了该账号的调用额度：请等一分钟后再检查',
    },
    ProtocolViolation: plan.strangeAnswer,
  };
  const later = { en: 'try again later', zh: '请稍后再试' };
  return { detail: saidOf(error), advice: advice[error.kind] ?? error.details.advice ?? later };
}

async function errorOf(readOne: () => Promise<unknown>): Promise<ConnectorError | undefined> {
  try {
    await readOne();
    return undefined;
  } catch (error) {
    if (error instanceof ConnectorError) return error;
    throw error;
  }
}

const kinds: Readonly<Record<ErrorKind, string>> = {
  Unavailable: '平台暂时不可用',
  Throttled: '平台要求放慢调用',
  Unauthorized: '凭据或权限被拒绝',
  InDoubt: '写入没有得到应答，可能已经生效，也可能没有',
  ProtocolViolation: '应答不符合平台的约定',
  Misconfigured: '连接或方案的配置与平台不符',
};

/** What became of a failed call, in both languages, advice left out; the platform's own words stay as they are. */
export function saidOf(error: ConnectorError): Bilingual {
  const { platform, operation, code, platformMessage } = error.details;
  const what = error.cause instanceof TransportFault ? error.cause.said.zh : kinds[error.kind];
  const zh = [
    `${platform} ${operation}：${what}`,
    ...(code === undefined ? [] : [`代码 ${code}`]),
    ...(platformMessage === undefined ? [] : [`平台返回“${platformMessage}”`]),
  ].join('，');
  return { en: error.message, zh };
}

import type { Call, ProbeStep } from './connector';
import { ConnectorError, type ErrorKind } from './errors';
import { TransportFault, type HttpAnswer, type HttpClient } from './http';

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
  readonly accepted: { readonly credentials: string; readonly permission: string };
  /** What to check when something answers that is not the platform. */
  readonly strangeAnswer: string;
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
  return { step: 'reachable', ok: true, detail: `the address answers (HTTP ${status})` };
}

function unreachable({ message }: TransportFault): ProbeStep {
  const advice = "check the connection's url, and that this host may reach it (DNS, firewall, proxy)";
  return { step: 'reachable', ok: false, detail: message, advice };
}

function clockStep({ headers }: HttpAnswer, allowedErrorMs: number): ProbeStep {
  const theirs = Date.parse(String(headers.date));
  if (Number.isNaN(theirs))
    return { step: 'clock', ok: true, detail: 'the address tells no time; not checked' };
  const error = Math.abs(Date.now() - theirs);
  const detail = `this host's clock differs by ${Math.round(error / 1_000)} s`;
  const advice = `set this host's clock (NTP): calls are refused beyond ${allowedErrorMs / 60_000} minutes`;
  if (error > allowedErrorMs) return { step: 'clock', ok: false, detail, advice };
  return { step: 'clock', ok: true, detail: error > harmlessClockErrorMs ? `warning: ${detail}` : detail };
}

function* accessSteps(plan: ProbePlan, error: ConnectorError | undefined): Iterable<ProbeStep> {
  const forbidden = error !== undefined && plan.isPermission(error);
  if (error && !forbidden) yield { step: 'credentials', ok: false, ...told(plan, error) };
  else yield { step: 'credentials', ok: true, detail: plan.accepted.credentials };
  if (forbidden) yield { step: 'permission', ok: false, ...told(plan, error) };
  else if (!error) yield { step: 'permission', ok: true, detail: plan.accepted.permission };
}

function told(plan: ProbePlan, { kind, message, details }: ConnectorError) {
  // Where the error's own advice is not about a check.
  const advice: Partial<Record<ErrorKind, string>> = {
    Throttled: 'another program uses up the limits of this account: wait a minute, then check again',
    ProtocolViolation: plan.strangeAnswer,
  };
  return { detail: message, advice: advice[kind] ?? details.advice?.en ?? 'try again later' };
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

import type { Call, ProbeStep } from '../connector';
import { ConnectorError, type ErrorKind } from '../errors';
import { TransportFault, type HttpAnswer, type HttpClient } from '../http';
import { noPermission } from './codes';

/** Both generations refuse timestamps that are further off. */
const allowedClockErrorMs = 10 * 60_000;
const harmlessClockErrorMs = 60_000;

/** Where the error's own advice is not about a check. */
const adviceByKind: Partial<Record<ErrorKind, string>> = {
  Throttled: 'another program uses up the limits of this account: wait a minute, then check again',
  ProtocolViolation: "check that the connection's url and generation belong together",
};

/** Checks a connection step by step and stops after the first step that fails. `readOne` makes the smallest real call. */
export async function* probe(
  http: HttpClient,
  readOne: () => Promise<unknown>,
  call: Call,
): AsyncIterable<ProbeStep> {
  const answer = await reach(http, call);
  yield answer instanceof TransportFault ? unreachable(answer) : reachable(answer);
  if (answer instanceof TransportFault) return;
  const clock = clockStep(answer);
  yield clock;
  if (clock.ok) yield* accessSteps(await errorOf(readOne));
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

function clockStep({ headers }: HttpAnswer): ProbeStep {
  const theirs = Date.parse(String(headers.date));
  if (Number.isNaN(theirs))
    return { step: 'clock', ok: true, detail: 'the address tells no time; not checked' };
  const error = Math.abs(Date.now() - theirs);
  const detail = `this host's clock differs by ${Math.round(error / 1_000)} s`;
  const advice = "set this host's clock (NTP): calls are refused beyond 10 minutes";
  if (error > allowedClockErrorMs) return { step: 'clock', ok: false, detail, advice };
  return { step: 'clock', ok: true, detail: error > harmlessClockErrorMs ? `warning: ${detail}` : detail };
}

/** An answer about permissions means that the credentials were taken. */
function* accessSteps(error: ConnectorError | undefined): Iterable<ProbeStep> {
  const forbidden = error?.details.code === String(noPermission);
  if (error && !forbidden) yield { step: 'credentials', ok: false, ...told(error) };
  else yield { step: 'credentials', ok: true, detail: 'signature and token are accepted' };
  if (forbidden) yield { step: 'permission', ok: false, ...told(error) };
  else if (!error) yield { step: 'permission', ok: true, detail: 'wms.partner.query answers' };
}

function told({ kind, message, details }: ConnectorError): { detail: string; advice: string } {
  return { detail: message, advice: adviceByKind[kind] ?? details.advice?.en ?? 'try again later' };
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

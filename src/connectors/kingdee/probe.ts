import type { Call, ProbeStep } from '../connector';
import { ConnectorError, Unauthorized } from '../errors';
import type { HttpAnswer } from '../http';
import type { KingdeeClient } from './client';
import { formTable } from './forms';
import { dataCenters } from './operations';
import { executeBillQuery } from './query';
import type { KingdeeSettings } from './settings';

/**
 * Clock differences: the vendor's public gateway was seen to refuse 13 minutes; what a site itself allows is not
 * published.
 */
const allowedDriftMs = 10 * 60_000;

/** Checks a connection: can the site be reached, is the clock right, does it know us, may we read the form. */
export async function* probeSite(
  client: KingdeeClient,
  settings: KingdeeSettings,
  call: Call,
): AsyncIterable<ProbeStep> {
  let answer: HttpAnswer | undefined;
  const reachable = await attempt('reachable', call, async () => {
    answer = await client.knock(dataCenters, call);
    return `the site answers with HTTP status ${answer.status}`;
  });
  yield reachable;
  if (answer === undefined) return;
  const steps = [
    () => Promise.resolve(clockStep(answer, settings)),
    () => attempt('credentials', call, () => checkCredentials(client, settings, call)),
    () => attempt('permission', call, () => checkPermission(client, settings, call)),
  ];
  for (const step of steps) {
    const seen = await step();
    yield seen;
    if (!seen.ok) return;
  }
}

/** Only signatures carry the time; for a login a wrong clock is worth a word, not a failure. */
function clockStep(answer: HttpAnswer | undefined, { auth }: KingdeeSettings): ProbeStep {
  const siteTime = Date.parse(String(answer?.headers['date'] ?? ''));
  if (Number.isNaN(siteTime)) return { step: 'clock', ok: true, detail: 'the site does not tell its time' };
  const driftMs = Date.now() - siteTime;
  const seconds = Math.round(Math.abs(driftMs) / 1000);
  const detail = `this host is ${seconds} s ${driftMs < 0 ? 'behind' : 'ahead of'} the site`;
  if (auth !== 'signed' || Math.abs(driftMs) <= allowedDriftMs) return { step: 'clock', ok: true, detail };
  return {
    step: 'clock',
    ok: false,
    detail,
    advice: 'set the clock of this host right (NTP): signatures carry the time',
  };
}

/** As the vendor's Java SDK checks a signature (`CheckAuthInfo`): a query that every account set can answer. */
async function checkCredentials(
  client: KingdeeClient,
  settings: KingdeeSettings,
  call: Call,
): Promise<string> {
  await client.logIn(call);
  if (settings.auth !== 'signed') return 'logged in';
  const query = { form: 'BD_Currency', fields: ['FCODE'], filter: "FNUMBER='PRE001'", limit: 1 };
  await executeBillQuery(client, query, call).catch(acceptNoPermission);
  return 'the signature is accepted';
}

/** Who may not read currencies has been recognized all the same (MsgCode 2). */
function acceptNoPermission(error: unknown): void {
  if (!(error instanceof Unauthorized) || error.details.code !== '2') throw error;
}

async function checkPermission(
  client: KingdeeClient,
  settings: KingdeeSettings,
  call: Call,
): Promise<string> {
  const form = settings.probeForm;
  const table = formTable(form, 'probe');
  await executeBillQuery(
    client,
    { form, fields: [table.id, table.number], limit: 1 },
    call,
    settings.subSystemId,
  );
  return `may read ${form}`;
}

/** One step; a connector error is what was seen, anything else (an abort) goes on. */
async function attempt(
  step: ProbeStep['step'],
  call: Call,
  check: () => Promise<string>,
): Promise<ProbeStep> {
  call.signal.throwIfAborted();
  try {
    return { step, ok: true, detail: await check() };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const { platformMessage, advice } = error.details;
    return {
      step,
      ok: false,
      detail: platformMessage ?? error.message,
      advice: advice?.en ?? fallbackAdvice[step],
    };
  }
}

const fallbackAdvice: Readonly<Record<ProbeStep['step'], string>> = {
  reachable: 'check url (it ends in /k3cloud/), the network and the firewall',
  clock: 'set the clock of this host right',
  credentials: 'check acctId, userName and the secrets of this connection',
  permission: 'give the integration user the permission to view this form',
};

import type { Call, ProbeStep } from '../connector';
import type { Bilingual } from '../../contract/bilingual';
import { ConnectorError, Unauthorized } from '../errors';
import type { HttpAnswer } from '../http/client';
import { saidOf } from '../probe';
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

/**
 * Checks a connection: can the site be reached, is the clock right, does it know us, may we read the forms.
 * @param forms those that are written; `probeForm` where there are none
 */
export async function* probeSite(
  client: KingdeeClient,
  settings: KingdeeSettings,
  call: Call,
  forms: readonly string[] = [],
): AsyncIterable<ProbeStep> {
  let answer: HttpAnswer | undefined;
  const reachable = await attempt('reachable', call, async () => {
    answer = await client.ping(dataCenters, call);
    const { status } = answer;
    return { en: `the site answers with HTTP status ${status}`, zh: `站点有应答（HTTP ${status}）` };
  });
  yield reachable;
  if (answer === undefined) return;
  const steps = [
    () => Promise.resolve(clockStep(answer, settings)),
    () => attempt('credentials', call, () => checkCredentials(client, settings, call)),
    () => attempt('permission', call, () => checkPermission(client, settings, call, forms)),
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
  if (Number.isNaN(siteTime)) return { step: 'clock', ok: true, detail: timeless };
  const driftMs = Date.now() - siteTime;
  const seconds = Math.round(Math.abs(driftMs) / 1000);
  const detail = {
    en: `this host is ${seconds} s ${driftMs < 0 ? 'behind' : 'ahead of'} the site`,
    zh: `本机比站点${driftMs < 0 ? '慢' : '快'} ${seconds} 秒`,
  };
  if (auth !== 'signed' || Math.abs(driftMs) <= allowedDriftMs) return { step: 'clock', ok: true, detail };
  return {
    step: 'clock',
    ok: false,
    detail,
    advice: {
      en: 'set the clock of this host right (NTP): signatures carry the time',
      zh: '请用 NTP 校准本机时钟：签名中带有时间',
    },
  };
}

const timeless = { en: 'the site does not tell its time', zh: '站点没有给出时间' };

/** As the vendor's Java SDK checks a signature (`CheckAuthInfo`): a query that every account set can answer. */
async function checkCredentials(
  client: KingdeeClient,
  settings: KingdeeSettings,
  call: Call,
): Promise<Bilingual> {
  await client.logIn(call);
  if (settings.auth !== 'signed') return { en: 'logged in', zh: '登录成功' };
  const query = { form: 'BD_Currency', fields: ['FCODE'], filter: "FNUMBER='PRE001'", limit: 1 };
  await executeBillQuery(client, query, call).catch(acceptNoPermission);
  return { en: 'the signature is accepted', zh: '签名有效' };
}

/** Who may not read currencies has been recognized all the same (MsgCode 2). */
function acceptNoPermission(error: unknown): void {
  if (!(error instanceof Unauthorized) || error.details.code !== '2') throw error;
}

/**
 * Some sites answer a query without the right to it with no rows, so a form that shows none is told: it may be empty, or be
 * one that can be written and not read.
 */
async function checkPermission(
  client: KingdeeClient,
  settings: KingdeeSettings,
  call: Call,
  written: readonly string[],
): Promise<Bilingual> {
  const forms = written.length > 0 ? [...new Set(written)] : [settings.probeForm];
  const empty: string[] = [];
  for (const form of forms) {
    const { id, number } = formTable(form, 'probe');
    const query = { form, fields: [id, number], limit: 1 };
    const rows = await executeBillQuery(client, query, call, settings.subSystemId);
    if (rows.length === 0) empty.push(form);
  }
  const readable = forms.filter((form) => !empty.includes(form)).join(', ');
  const nothing = empty.join(', ');
  const said = [
    readable && { en: `may read ${readable}`, zh: `可以查询 ${readable}` },
    nothing && {
      en: `${nothing}: no document is shown; if there are some, give the user the right to query (view) the form, or what is saved cannot be found again`,
      zh: `${nothing} 没有查询到任何单据：若实际存在，请授予该单据的查询（查看）权限，否则保存后无法再查到`,
    },
  ].filter((one) => typeof one === 'object');
  return { en: said.map(({ en }) => en).join('; '), zh: said.map(({ zh }) => zh).join('；') };
}

/** One step; a connector error is what was seen, anything else (an abort) goes on. */
async function attempt(
  step: ProbeStep['step'],
  call: Call,
  check: () => Promise<Bilingual>,
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
      detail: platformMessage === undefined ? saidOf(error) : { en: platformMessage, zh: platformMessage },
      advice: advice ?? fallbackAdvice[step],
    };
  }
}

const fallbackAdvice: Readonly<Record<ProbeStep['step'], Bilingual>> = {
  reachable: {
    en: 'check url (it ends in /k3cloud/), the network and the firewall',
    zh: '请检查 url（以 /k3cloud/ 结尾）、网络和防火墙',
  },
  clock: { en: 'set the clock of this host right', zh: '请校准本机时钟' },
  credentials: {
    en: 'check acctId, userName and the secrets of this connection',
    zh: '请检查该连接的 acctId、userName 和密钥',
  },
  permission: {
    en: 'give the integration user the permission to view this form',
    zh: '请给集成用户授予该单据的查看权限',
  },
};

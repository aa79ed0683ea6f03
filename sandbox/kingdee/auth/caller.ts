import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from '../../platform';
import { msgCode, Refusal } from '../envelopes/refusal';
import { texts } from '../envelopes/texts';
import { account } from '../credentials';
import type { World } from '../world';
import { openSession } from './login';
import type { Session } from './sessions';
import { checkSigned, isSigned } from './signed';

/** The session-lost refusal that comes with the session to wait for. */
export class NotYetOpen extends Refusal {
  constructor(
    refusal: Refusal,
    readonly session: Session,
  ) {
    super(refusal.faults);
  }
}

/** Who calls: a session (`fresh` when this call opened it), or the answer of a gateway that let nobody through. */
export type Identity = { session: Session; fresh: boolean } | { answer: Answer };

/** Session ids that a request carries: header `kdservice-sessionid`, header `SID`, cookies. */
function sessionIds(headers: IncomingHttpHeaders): string[] {
  const cookies = [...(headers.cookie ?? '').matchAll(/(?:^|;)\s*kdservice-sessionid=([^;\s]+)/gi)].map(
    ([, id]) => id,
  );
  return [headers['kdservice-sessionid'], headers['sid'], ...cookies].flatMap((id) =>
    typeof id === 'string' && id !== '' ? id : [],
  );
}

/** The live session of a request, if there is one. */
export function liveSession(
  headers: IncomingHttpHeaders,
  { sessions, switches, now }: World,
): Session | undefined {
  const { sessionSeconds } = switches.values();
  for (const id of sessionIds(headers)) {
    const session = sessions.use(id, sessionSeconds, now().getTime());
    if (session !== undefined) return session;
  }
  return undefined;
}

/** Finds out who calls, by signed headers or by session. Throws the session-lost refusal (MsgCode 1). */
export function identify(headers: IncomingHttpHeaders, path: string, world: World): Identity {
  const session = liveSession(headers, world);
  if (isSigned(headers)) return identifySigned(headers, path, world, session);
  if (session === undefined) throw sessionLost(world);
  return { session, fresh: false };
}

function identifySigned(
  headers: IncomingHttpHeaders,
  path: string,
  world: World,
  session: Session | undefined,
): Identity {
  const checked = checkSigned(headers, path, world);
  const { signatureRefusal, staleSignedSession } = world.switches.values();
  if ('refusal' in checked) {
    if (signatureRefusal === 'session-lost') throw sessionLost(world);
    return { answer: gatewayAnswer(checked.refusal, String(headers['x-api-timestamp'] ?? '')) };
  }
  if (session !== undefined) return openIdentity(session, world);
  if (sessionIds(headers).length > 0 && staleSignedSession === 'session-lost') throw sessionLost(world);
  const opened = openSession(account.userName, checked.organizationId, world);
  if (world.switches.values().sessionOpensAfterSeconds > 0) throw new NotYetOpen(sessionLost(world), opened);
  return { session: opened, fresh: true };
}

/** A session that was given a moment ago serves no calls yet. */
function openIdentity(session: Session, world: World): Identity {
  const age = world.now().getTime() - session.openedAt;
  if (age < world.switches.values().sessionOpensAfterSeconds * 1000) throw sessionLost(world);
  return { session, fresh: false };
}

/** Kingdee's refusal of a call without a live session. */
export function sessionLost({ switches }: World): Refusal {
  return Refusal.of(msgCode.sessionLost, texts.sessionLost[switches.values().siteLanguage]);
}

/** Answers of the legacy gateway, HTTP 519. 4002 and 4006 are recorded; the one for a wrong signature is an own choice. */
function gatewayAnswer(refusal: 'missing' | 'timestamp' | 'signature', timestamp: string): Answer {
  const bodies = {
    missing: [4002, 'Unauthorized, APP_ID is empty[GW]', '认证失败, 应用ID为空[网关]'],
    timestamp: [
      4006,
      `Unauthorized, errDescEn: X-Api-TimeStamp is invalid: ${timestamp}[GW]`,
      `认证失败, errDescCn: X-Api-TimeStamp过期: ${timestamp}[网关]`,
    ],
    signature: [4003, 'Unauthorized, signature is invalid[GW]', '认证失败, 签名错误[网关]'],
  } as const;
  const [errcode, description, description_cn] = bodies[refusal];
  const headers = { 'X-Api-Requestid': randomUUID() };
  return {
    status: 519,
    headers,
    body: { errcode, description, description_cn },
    refused: true,
    reason: description,
  };
}

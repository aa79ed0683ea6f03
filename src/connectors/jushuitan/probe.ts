import type { Call, ProbeStep } from '../connector';
import type { HttpClient } from '../http/client';
import { probeSource } from '../probe';
import { noPermission } from './codes';

/** Checks a connection; `readOne` makes the smallest real call. Both generations refuse timestamps beyond 10 minutes. */
export function probe(
  http: HttpClient,
  readOne: () => Promise<unknown>,
  call: Call,
): AsyncIterable<ProbeStep> {
  return probeSource(
    {
      http,
      readOne,
      allowedClockErrorMs: 10 * 60_000,
      isPermission: ({ details }) => details.code === String(noPermission),
      accepted: {
        credentials: { en: 'signature and token are accepted', zh: '签名和令牌有效' },
        permission: { en: 'wms.partner.query answers', zh: 'wms.partner.query 有应答' },
      },
      strangeAnswer: {
        en: "check that the connection's url and generation belong together",
        zh: '请检查该连接的 url 与 generation 是否对应',
      },
    },
    call,
  );
}

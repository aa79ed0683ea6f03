import type { Call, ProbeStep } from '../connector';
import type { HttpClient } from '../http';
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
      accepted: { credentials: 'signature and token are accepted', permission: 'wms.partner.query answers' },
      strangeAnswer: "check that the connection's url and generation belong together",
    },
    call,
  );
}

import type { Call, PageQuery, ProbeStep, SourceConnector } from '../connector';
import type { HttpClient } from '../http';
import { probeSource } from '../probe';

const smallestQuery: PageQuery = {
  method: 'gy.erp.shop.get',
  request: { page_no: '1', page_size: '1' },
  page: { number: 1, size: 1 },
};

/**
 * Checks a connection with the smallest real call. Calls carry no time, so a wrong clock is only worth a warning; no
 * published code tells a missing permission from wrong credentials.
 */
export function probe(
  http: HttpClient,
  readPage: SourceConnector['readPage'],
  call: Call,
): AsyncIterable<ProbeStep> {
  return probeSource(
    {
      http,
      readOne: () => readPage(smallestQuery, call),
      isPermission: () => false,
      accepted: { credentials: 'signature and keys are accepted', permission: 'gy.erp.shop.get answers' },
      strangeAnswer: "check that the connection's url is the tenant's …/rest/erp_open",
    },
    call,
  );
}

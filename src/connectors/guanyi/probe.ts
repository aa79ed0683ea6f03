import type { Call, PageQuery, ProbeStep, SourceConnector } from '../connector';
import type { HttpClient } from '../http/client';
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
      accepted: {
        credentials: { en: 'signature and keys are accepted', zh: '签名和密钥有效' },
        permission: { en: 'gy.erp.shop.get answers', zh: 'gy.erp.shop.get 有应答' },
      },
      strangeAnswer: {
        en: "check that the connection's url is the tenant's …/rest/erp_open",
        zh: '请检查该连接的 url 是否为租户的 …/rest/erp_open',
      },
    },
    call,
  );
}

import type { Call, PageQuery, ProbeStep, SourceConnector } from '../connector';
import type { HttpClient } from '../http/client';
import { probeSource } from '../probe';
import { shanghaiTime } from '../../contract/shanghai';
import { permissionCodes } from './codes';

/** Checks a connection with the smallest real call: one row of the last minute. */
export function probe(
  http: HttpClient,
  readPage: SourceConnector['readPage'],
  call: Call,
): AsyncIterable<ProbeStep> {
  return probeSource(
    {
      http,
      readOne: () => readPage(smallestQuery(), call),
      allowedClockErrorMs: 10 * 60_000,
      isPermission: ({ details }) => permissionCodes.has(details.code ?? ''),
      accepted: {
        credentials: { en: 'application key and signature are accepted', zh: 'AppKey 和签名有效' },
        permission: {
          en: 'jushuitan.saleout.list.query answers',
          zh: 'jushuitan.saleout.list.query 有应答',
        },
      },
      strangeAnswer: {
        en: "check that the connection's url is the gateway's /router/qm",
        zh: '请检查该连接的 url 是否为网关的 /router/qm',
      },
    },
    call,
  );
}

/** The method refuses a query without a window. */
function smallestQuery(): PageQuery {
  const now = Date.now();
  return {
    method: 'jushuitan.saleout.list.query',
    request: {
      page_index: '1',
      page_size: '1',
      start_time: shanghaiTime(now - 60_000),
      end_time: shanghaiTime(now),
      date_type: '0',
    },
    page: { number: 1, size: 1 },
  };
}

import type { Call, ProbeStep } from '../connector';
import { probeSource } from '../probe';
import type { GreatonceClient } from './client';
import type { GreatonceSettings } from './settings';

/**
 * Checks the connection. Credentials are only tried with a method that reads; without one the check ends before them,
 * because the published method writes.
 */
export async function* probeGateway(
  client: GreatonceClient,
  { lookUpMethod, probeMethod }: GreatonceSettings,
  call: Call,
): AsyncIterable<ProbeStep> {
  const method = probeMethod ?? lookUpMethod?.method;
  const steps = probeSource(
    {
      http: client.http,
      // A refusal of the empty question is an answer all the same: the signature was taken.
      readOne: async () => method === undefined || client.call(method, 'read', {}, call),
      isPermission: () => false,
      accepted: {
        credentials: method === undefined ? notTried : { en: 'the signature is accepted', zh: '签名有效' },
        permission: method === undefined ? notTried : { en: `${method} answers`, zh: `${method} 有应答` },
      },
      strangeAnswer: {
        en: "check the connection's url: it ends in /api/api.do",
        zh: '请检查该连接的 url：应以 /api/api.do 结尾',
      },
    },
    call,
  );
  yield* steps;
}

const notTried = {
  en: 'not checked: no harmless call is published; set probeMethod to a method that only reads',
  zh: '未检查：没有公开的只读接口；请把 probeMethod 设为只读的方法',
};

import type { Bilingual } from '../contract/bilingual';
import type { ConnectorError, ErrorKind } from './errors';
import { TransportFault } from './http/fault';

const kinds: Readonly<Record<ErrorKind, string>> = {
  Unavailable: '平台暂时不可用',
  Throttled: '平台要求放慢调用',
  Unauthorized: '凭据或权限被拒绝',
  InDoubt: '写入没有得到应答，可能已经生效，也可能没有',
  ProtocolViolation: '应答不符合平台的约定',
  Misconfigured: '连接或方案的配置与平台不符',
};

/** What became of a failed call, in both languages, advice left out; the platform's own words stay as they are. */
export function saidOf(error: ConnectorError): Bilingual {
  const { platform, operation, code, platformMessage } = error.details;
  const what = error.cause instanceof TransportFault ? error.cause.said.zh : kinds[error.kind];
  const zh = [
    `${platform} ${operation}：${what}`,
    ...(code === undefined ? [] : [`代码 ${code}`]),
    ...(platformMessage === undefined ? [] : [`平台返回“${platformMessage}”`]),
  ].join('，');
  return { en: error.message, zh };
}

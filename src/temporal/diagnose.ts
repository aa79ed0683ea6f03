import { connect as connectPlain, isIP } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import type { TLSConfig } from '@temporalio/client';
import type { Bilingual } from '../contract/bilingual';
import { certificateAdvice } from '../connectors/http/faults';
import type { Environment } from '../config/config';
import { PROBE_TIMEOUT_MS } from '../contract/policies';

/** What of a target tells how one connects to it. */
export interface Dialled {
  readonly address: string;
  readonly connectionOptions: { readonly tls?: unknown; readonly apiKey?: unknown };
}

/** Milliseconds in which a server that wants a certificate of the client ends a connection that is already secure. */
const SECOND_THOUGHTS = 500;

/** Proxy variables in the order in which the client of gRPC looks at them. */
const PROXIES = ['grpc_proxy', 'https_proxy', 'http_proxy'];

const notOurKey: Bilingual = {
  en: 'the server refuses the API key: check TEMPORAL_API_KEY and the namespace that it is for',
  zh: '服务端拒绝了 API key：请核对 TEMPORAL_API_KEY 及其所属的命名空间',
};
const wantsTls: Bilingual = {
  en: 'the server speaks TLS and this client does not: set TEMPORAL_TLS=true',
  zh: '服务端使用 TLS，而客户端没有：请设置 TEMPORAL_TLS=true',
};
const wantsPlain: Bilingual = {
  en: 'this client speaks TLS and the server does not: leave out TEMPORAL_TLS… and TEMPORAL_API_KEY',
  zh: '客户端使用 TLS，而服务端没有：请去掉 TEMPORAL_TLS… 和 TEMPORAL_API_KEY',
};
const strangeCertificate: Bilingual = {
  en: "the server's certificate is not accepted: set TEMPORAL_TLS_SERVER_CA_CERT_PATH, or TEMPORAL_TLS_SERVER_NAME to the name that stands in it",
  zh: '服务端证书不被接受：请设置 TEMPORAL_TLS_SERVER_CA_CERT_PATH，或把 TEMPORAL_TLS_SERVER_NAME 设为证书上的主机名',
};

const wantsClientCertificate: Bilingual = {
  en: 'the server wants a certificate of the client, or refuses the one it is given: set TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH',
  zh: '服务端要求客户端证书，或拒绝了所给的证书：请设置 TEMPORAL_TLS_CLIENT_CERT_PATH 和 TEMPORAL_TLS_CLIENT_KEY_PATH',
};

const unreadableFiles: Bilingual = {
  en: 'a file of TEMPORAL_TLS_… holds no certificate, or no key that belongs to it: all are PEM',
  zh: 'TEMPORAL_TLS_… 指定的文件不是证书，或私钥与证书不匹配：均须为 PEM 格式',
};

/** Why a Temporal server could not be reached and what to do, where a look at its port tells. */
export async function diagnose(
  { address, connectionOptions }: Dialled,
  error: unknown,
  env: Environment = process.env,
): Promise<Bilingual | undefined> {
  if (isUnauthenticated(error)) return notOurKey;
  const { hostname, port } = hostAndPort(address);
  const isOpen = await settles(() => connectPlain({ host: hostname, port }), 'connect');
  if (isOpen !== true) return proxyAdvice(hostname, env);
  const secure = secureOptions(connectionOptions.tls, hostname);
  const handshake = await settles(
    () => connectTls({ ...secure, host: hostname, port }),
    'secureConnect',
    SECOND_THOUGHTS,
  );
  const saysTls = Boolean(connectionOptions.tls ?? connectionOptions.apiKey);
  const isTls = handshake === true || speaksTls(handshake?.code);
  if (isUnreadable(handshake)) return unreadableFiles;
  if (isTls !== saysTls) return isTls ? wantsTls : wantsPlain;
  if (!isTls || handshake === true) return proxyAdvice(hostname, env);
  const advice = certificateAdvice(handshake?.code);
  if (advice !== undefined) return isOutOfDate(handshake?.code) ? advice : strangeCertificate;
  return /CERTIFICATE|HANDSHAKE_FAILURE|UNKNOWN_CA/.test(handshake?.code ?? '')
    ? wantsClientCertificate
    : undefined;
}

/** No setting of the client brings such a certificate to be accepted. */
function isOutOfDate(code: string | undefined): boolean {
  return ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CERT_REVOKED'].includes(code ?? '');
}

/** OpenSSL could make nothing of a certificate or key that it was given. */
function isUnreadable(handshake: true | NodeJS.ErrnoException | undefined): boolean {
  return handshake !== true && (handshake?.code ?? '').startsWith('ERR_OSSL');
}

/** What the client itself would bring to a handshake, so that the look meets what it met. */
function secureOptions(tls: unknown, hostname: string): ConnectionOptions {
  const { serverNameOverride, serverRootCACertificate, clientCertPair }: TLSConfig =
    typeof tls === 'object' && tls !== null ? tls : {};
  const servername = serverNameOverride ?? (isIP(hostname) === 0 ? hostname : undefined);
  return {
    ...(servername === undefined ? {} : { servername }),
    ...(serverRootCACertificate === undefined ? {} : { ca: Buffer.from(serverRootCACertificate) }),
    ...(clientCertPair && { cert: Buffer.from(clientCertPair.crt), key: Buffer.from(clientCertPair.key) }),
  };
}

/** A refused certificate, and an alert of the other side, are TLS; an answer that is none has another code. */
function speaksTls(code: string | undefined): boolean {
  return certificateAdvice(code) !== undefined || /_ALERT_/.test(code ?? '');
}

/** gRPC's UNAUTHENTICATED (16) and PERMISSION_DENIED (7), whatever the client has wrapped around it. */
function isUnauthenticated(error: unknown): boolean {
  const { code, message = '', cause } = error as { code?: unknown; message?: string; cause?: unknown };
  return (
    code === 16 ||
    code === 7 ||
    /unauthenticated|permission.?denied|request unauthorized/i.test(message) ||
    (cause instanceof Error && isUnauthenticated(cause))
  );
}

/** A proxy takes no part in the look at the port, but in the connection. */
function proxyAdvice(host: string, env: Environment): Bilingual | undefined {
  const name = [...PROXIES, ...PROXIES.map((proxy) => proxy.toUpperCase())].find((proxy) => env[proxy]);
  if (name === undefined) return undefined;
  return {
    en: `${name} is set, and the connection goes through that proxy: add ${host} to NO_PROXY`,
    zh: `设置了 ${name}，连接会经过该代理：请把 ${host} 加入 NO_PROXY`,
  };
}

function hostAndPort(address: string): { hostname: string; port: number } {
  const { hostname, port } = new URL(`tcp://${address.replace(/^[a-z]+:\/\//, '')}`);
  return { hostname: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 7233) };
}

/**
 * True once the socket says so and no error follows within so many milliseconds; its error otherwise, `undefined` where
 * nothing happens in time.
 */
function settles(
  open: () => ReturnType<typeof connectPlain>,
  event: 'connect' | 'secureConnect',
  within = 0,
): Promise<true | NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const socket = opened(open, resolve);
    if (!socket) return;
    const end = (outcome: true | NodeJS.ErrnoException | undefined) => {
      socket.destroy();
      resolve(outcome);
    };
    socket.setTimeout(PROBE_TIMEOUT_MS, () => end(undefined));
    socket.once(event, () => setTimeout(() => end(true), within));
    socket.on('error', (error) => end(error));
  });
}

/** The socket; what OpenSSL has against the files given is thrown before there is one. */
function opened(
  open: () => ReturnType<typeof connectPlain>,
  failed: (error: NodeJS.ErrnoException) => void,
): ReturnType<typeof connectPlain> | undefined {
  try {
    return open();
  } catch (error) {
    failed(error as NodeJS.ErrnoException);
    return undefined;
  }
}

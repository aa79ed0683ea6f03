import { connect as connectPlain } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Bilingual } from '../contract/bilingual';
import { certificateAdvice } from '../connectors/http';
import type { Environment } from '../config/config';

/** What of a target tells how one connects to it. */
export interface Dialled {
  readonly address: string;
  readonly connectionOptions: { readonly tls?: unknown; readonly apiKey?: unknown };
}

/** Milliseconds for a look at the server's port. */
const PATIENCE = 2_000;

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
  const handshake = await settles(
    () => connectTls({ host: hostname, port, servername: hostname }),
    'secureConnect',
  );
  const isTls = handshake === true || certificateAdvice(handshake?.code) !== undefined;
  const saysTls = Boolean(connectionOptions.tls ?? connectionOptions.apiKey);
  if (isTls !== saysTls) return isTls ? wantsTls : wantsPlain;
  return isTls && handshake !== true ? strangeCertificate : proxyAdvice(hostname, env);
}

/** gRPC's UNAUTHENTICATED (16) and PERMISSION_DENIED (7). */
function isUnauthenticated(error: unknown): boolean {
  const { code, message = '' } = error as { code?: unknown; message?: string };
  return (
    code === 16 || code === 7 || /unauthenticated|permission.?denied|request unauthorized/i.test(message)
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

/** True once the socket says so; its error otherwise, `undefined` where nothing happens in time. */
function settles(
  open: () => ReturnType<typeof connectPlain>,
  event: 'connect' | 'secureConnect',
): Promise<true | NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const socket = open();
    const end = (outcome: true | NodeJS.ErrnoException | undefined) => {
      socket.destroy();
      resolve(outcome);
    };
    socket.setTimeout(PATIENCE, () => end(undefined));
    socket.once(event, () => end(true));
    socket.on('error', (error) => end(error));
  });
}

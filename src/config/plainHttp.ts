import { BlockList, isIP } from 'node:net';
import type { Config } from './config';

/** Networks that nobody outside of a company can listen to. */
const inside = new BlockList();
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  inside.addSubnet(network, prefix);
inside.addAddress('::1', 'ipv6');
for (const [network, prefix] of [
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  inside.addSubnet(network, prefix, 'ipv6');

/** Endings of names that are given out inside of a company only. */
const insideName = /^[^.]+$|\.(localhost|local|lan|internal|intranet|home|corp)$/;

/** Connections whose secrets and records go unencrypted to a host that is not a local one. */
export function plainHttpConnections({ connections }: Pick<Config, 'connections'>): string[] {
  return Object.entries(connections).flatMap(([name, { url }]) => (isPlainToOutside(url) ? [name] : []));
}

function isPlainToOutside(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol !== 'http:') return false;
  const family = isIP(host);
  return family === 0 ? !insideName.test(host) : !inside.check(host, family === 6 ? 'ipv6' : 'ipv4');
}

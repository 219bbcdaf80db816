import { BlockList, isIP } from 'node:net';

const PRIVATE = new BlockList();
for (const [net, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv6');

/** An address without its port, brackets, zone or the `::ffff:` of an IPv4 one; what is no address stays as it is. */
export function withoutPort(said: string): string {
  const text = said.trim().slice(0, 300);
  const bare = text.match(/^\[([^\]]{1,100})\](?::\d{1,5})?$/)?.[1] ?? text;
  if (isIP(bare) !== 0) return mapped(bare);
  const host = bare.slice(0, Math.max(0, bare.lastIndexOf(':')));
  return /:\d{1,5}$/.test(bare) && (isIP(host) !== 0 || !host.includes(':')) ? mapped(host) : bare;
}

function mapped(address: string): string {
  const inner = address.replace(/%.{0,50}$/, '').replace(/^::ffff:/i, '');
  return isIP(inner) === 0 ? address : inner;
}

function isPrivate(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && PRIVATE.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/**
 * The client in a chain of addresses, as `X-Forwarded-For` and the API server write it: each hop adds at the end the one
 * it saw, and what a client wrote by itself stands before. So from the end, private addresses are taken for our own
 * proxies, and the first other one is believed: nothing that a client invents comes to stand behind its own address.
 * Where all are private, it is the last, which the server itself saw.
 */
export function believedAddress(chain: readonly string[]): string {
  const hops = chain.map(withoutPort).filter((hop) => hop !== '' && hop !== '-');
  const outside = hops.findLast((hop) => !isPrivate(hop));
  return outside !== undefined && isIP(outside) !== 0 ? outside : (hops.at(-1) ?? '');
}

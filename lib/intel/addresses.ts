import { BlockList, isIPv6 } from 'node:net';

export type AddressRule = {
  /** This machine: for tests alone. */
  readonly loopback: boolean;
  /** The organisation's own network. */
  readonly internal: boolean;
};

type Range = readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'];

function listOf(ranges: readonly Range[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix, family] of ranges) list.addSubnet(network, prefix, family);
  return list;
}

const LOOPBACK = listOf([
  ['127.0.0.0', 8, 'ipv4'],
  ['::1', 128, 'ipv6'],
]);
/** No mirror lives here: unspecified, link-local (metadata services of clouds), multicast, reserved. */
const NEVER = listOf([
  ['0.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
  // A cloud's metadata service on IPv6.
  ['fd00:ec2::254', 128, 'ipv6'],
]);
const INTERNAL = listOf([
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['fc00::', 7, 'ipv6'],
]);

/** Whether Lagebild must not connect there. IPv4 in IPv6 is judged as the IPv4 address that it is. */
export function refused(address: string, { loopback, internal }: AddressRule): boolean {
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  if (NEVER.check(address, family)) return true;
  if (LOOPBACK.check(address, family)) return !loopback;
  return INTERNAL.check(address, family) && !internal;
}

import { z } from 'zod';
import { type Address, inRange, isSingle, parseAddress, parseRange, type Range } from '@/lib/core/addresses/address';
import table from '@/lib/core/addresses/refused.json';

/** Why an address is refused; `invalid`: it is none. */
export const REFUSALS = [
  'invalid',
  'loopback',
  'link_local',
  'metadata',
  'private',
  'shared',
  'reserved',
  'translated',
  'multicast',
  'unspecified',
] as const;
export type Refused = (typeof REFUSALS)[number];

/** No range opens these: nothing that could be scanned is there, or it is the machine itself by another name. */
const NEVER: readonly Refused[] = ['invalid', 'multicast', 'unspecified'];

const rowsSchema = z.array(z.object({ range: z.string(), kind: z.enum(REFUSALS), source: z.string() }));

/** Narrowest first: a metadata address is named as such, not as link-local. */
const REFUSED: readonly { readonly range: Range; readonly kind: Refused }[] = rowsSchema
  .parse(table)
  .map(({ range, kind }) => ({ range: known(range), kind }))
  .sort((a, b) => b.range.prefix - a.range.prefix);

function known(text: string): Range {
  const range = parseRange(text);
  if (!range) throw new Error(`refused.json: ${text} is no range`);
  return range;
}

/** NAT64 (RFC 6052): the network takes the connection to the IPv4 address in the last 32 bits. */
const NAT64 = known('64:ff9b::/96');

/** Where a connection to the address ends up. */
function destination(address: Address): Address {
  return inRange(address, NAT64) ? { family: 4, value: address.value & 0xffff_ffffn } : address;
}

/**
 * Why nothing may connect there, or null. Ranges that an administrator allows open what is refused otherwise; services of
 * the cloud's own (metadata) only where the range is that very address.
 */
export function refusalOf(text: string, allowed: readonly Range[]): Refused | null {
  const address = parseAddress(text);
  if (!address) return 'invalid';
  const end = destination(address);
  const kind = REFUSED.find(({ range }) => inRange(end, range))?.kind ?? null;
  if (kind === null || NEVER.includes(kind)) return kind;
  const opens = allowed.some((range) => inRange(end, range) && (kind !== 'metadata' || isSingle(range)));
  return opens ? null : kind;
}
